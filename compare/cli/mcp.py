"""``crossclaim mcp``: the tools for assistants, by the Model Context Protocol."""

from __future__ import annotations

from compare.cli.common import ConfigOption, Database, settings_from

__all__ = ["mcp"]


def mcp(db: Database = None, config: ConfigOption = None) -> None:
    """Answer an assistant by the Model Context Protocol, over stdin and stdout.

    Tools: compare articles that are given as text, query the store, show and explain a fact. An assistant
    starts this itself, see docs/doors.md. Needs the extra "mcp". Nothing that is sent is kept.
    """
    from compare.services.mcp.server import need_sdk, serve

    need_sdk()
    from compare.cli.judging import note_leaving
    from compare.services.archive import Archive
    from compare.services.mcp.tools import Bench
    from compare.services.worker import Worker

    settings = settings_from(config)
    note_leaving(settings)
    worker = Worker(settings)
    archive = Archive(settings.store.path() if db is None else db, settings)
    serve(Bench(worker, archive, settings.serve), worker)
