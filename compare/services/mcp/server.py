"""The server of the Model Context Protocol: the tools over stdin and stdout, and nothing else on stdout."""

from __future__ import annotations

import asyncio
import json
import signal
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from compare.errors import CrossclaimError, InputError
from compare.services.mcp.tools import TOOLS, Bench, Tool
from compare.services.mcp.words import INSTRUCTIONS
from compare.services.texts import refused
from compare.services.worker import Worker
from compare.text_safety import one_line
from compare.version import __version__

if TYPE_CHECKING:
    import mcp_types as types
    from mcp.server.lowlevel import Server

__all__ = ["called", "need_sdk", "serve", "server_of"]

_LONGEST = 1000
"""Characters of a complaint."""


def need_sdk() -> None:
    """Raise `InputError` where the SDK is missing, or is of a version that has other names for all of it."""
    if any(find_spec(name) is None for name in ("mcp", "mcp_types")):
        raise InputError(
            "crossclaim mcp needs the package mcp, version 2; install it with: pip install 'crossclaim[mcp]'"
        )


def server_of(bench: Bench, worker: Worker) -> Server[Any]:
    """The server of the tools; the worker starts and ends with it."""
    import mcp_types as types
    from mcp.server.lowlevel import Server

    offered = types.ListToolsResult(tools=[_offered(tool) for tool in TOOLS])

    async def list_tools(_: Any, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return offered

    async def call_tool(_: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        return await called(bench, params.name, params.arguments or {})

    @asynccontextmanager
    async def lifespan(_: Server[Any]) -> AsyncIterator[None]:
        await worker.start()
        try:
            yield
        finally:
            await worker.close()

    server = Server(
        "crossclaim",
        version=__version__,
        title="crossclaim",
        instructions=INSTRUCTIONS,
        lifespan=lifespan,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )
    server.middleware.clear()  # what is asked goes into no trace
    return server


def serve(bench: Bench, worker: Worker) -> None:
    """Answer what comes by stdin until it ends, or Ctrl-C.

    What waits for stdin is a thread that nothing interrupts, so Ctrl-C ends the process as the system does;
    there is nothing to save, and the process that compares ends when this one is gone.
    """
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    async def run() -> None:
        from mcp.server.stdio import stdio_server

        server = server_of(bench, worker)
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())

    asyncio.run(run())


def _offered(tool: Tool) -> types.Tool:
    import mcp_types as types

    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.taken(),
        output_schema=tool.given(),
        annotations=types.ToolAnnotations(
            title=tool.title,
            read_only_hint=True,
            destructive_hint=False,
            idempotent_hint=True,
            open_world_hint=False,
        ),
    )


async def called(bench: Bench, name: str, arguments: dict[str, Any]) -> types.CallToolResult:
    """What a tool gives; what is wrong is told in a line, which the assistant can mend."""
    import mcp_types as types

    try:
        tool = next((tool for tool in TOOLS if tool.name == name), None)
        if tool is None:
            raise InputError(f"there is no tool {name[:60]!r}; there are {', '.join(t.name for t in TOOLS)}")
        found = await tool.call(bench, tool.takes.model_validate(arguments))
    except ValidationError as error:
        return _failed(refused(error))
    except CrossclaimError as error:
        return _failed(str(error))
    except Exception as error:  # noqa: BLE001 - the last stop before the client, who gets one line
        return _failed(f"internal error, {type(error).__name__}; this is a defect: please report it")
    text = json.dumps(found, ensure_ascii=False)
    return types.CallToolResult(content=[types.TextContent(text=text)], structured_content=found)


def _failed(told: str) -> types.CallToolResult:
    import mcp_types as types

    line = one_line(told)[:_LONGEST]
    return types.CallToolResult(content=[types.TextContent(text=line)], is_error=True)
