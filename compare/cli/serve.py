"""``crossclaim serve``: the HTTP interface for other programs."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from compare.cli.common import ConfigOption, Database, emit, note, settings_from, whole
from compare.errors import InputError

__all__ = ["serve"]

VARIABLE = "CROSSCLAIM_TOKEN"
"""The environment variable that may hold the token."""
LEAST_TOKEN = 16
"""Characters of a token that one chooses; what is made has 43."""
_HOST = re.compile(r"([\w.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?\Z", re.ASCII)
"""A host as a request names it: no address with a scheme or a path."""
_MOST_TOKEN = 4096
"""Bytes of a file that is read for a token: servers take headers of some kilobytes."""


def serve(
    db: Database = None,
    host: Annotated[
        str, typer.Option(metavar="HOST", help="Address to listen at; by default this machine only.")
    ] = "127.0.0.1",
    port: Annotated[str, typer.Option(metavar="N", help="Port to listen at; by default a free one.")] = "0",
    network: Annotated[
        bool, typer.Option("--network", help="Let other machines in, where --host is not this one.")
    ] = False,
    name: Annotated[
        list[str] | None,
        typer.Option(
            "--name", metavar="HOST", help="Answer for this host too, as a proxy passes it on; repeatable."
        ),
    ] = None,
    token_file: Annotated[
        Path | None,
        typer.Option(
            "--token-file",
            metavar="FILE",
            help=f"Read the token from a file; otherwise from {VARIABLE}, or one is made and printed.",
        ),
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Answer other programs by HTTP: compare articles, query the store, show and explain its facts.

    /openapi.json describes what there is. Every request needs the token as "Authorization: Bearer TOKEN".
    Nothing that is sent is kept. Ctrl-C ends.
    """
    from compare.cli.judging import note_leaving
    from compare.services.api.app import api_app
    from compare.services.archive import Archive
    from compare.services.worker import Worker
    from compare.web.addresses import address_of, is_loopback, listen, reachable
    from compare.web.serving import serve as serve_app

    settings = settings_from(config)
    number = whole("--port", port, least=0)
    if wrong := [one for one in name or () if not _HOST.fullmatch(one)]:
        raise InputError(
            f"--name is {wrong[0]!r:.80}; allowed: a host such as facts.example.org, with its port or without"
        )
    if not is_loopback(host) and not network:
        raise InputError(f"--host {host} lets other machines in; add --network if that is what you want")
    given = chosen_token(token_file, os.environ)
    note_leaving(settings)
    archive = Archive(settings.store.path() if db is None else db, settings)
    with listen(host, number) as listener:
        address = address_of(host, listener).also(name or [])
        base = address.base(host if is_loopback(host) else reachable(host))
        token = given or new_token()
        app = api_app(Worker(settings), archive, address, token, settings.serve)
        emit(base if given else f"{base}\nAuthorization: Bearer {token}")
        store = "the store is" if archive.path.exists() else "there is no store"
        note(f"{base}/openapi.json describes what there is; {store} {archive.path}; Ctrl-C ends")
        if not is_loopback(host):
            note(
                f"--host {host} lets others on the network in: whoever has the token can ask, and what is "
                "sent is not encrypted; put a server that encrypts before it"
            )
        serve_app(app, listener, lifespan=True)


def new_token() -> str:
    """A token for this start."""
    from compare.web.headers import new_secret

    return new_secret()


def chosen_token(file: Path | None, environ: Mapping[str, str]) -> str:
    """The token of a file or of the environment; "" where neither has one. Raises `InputError`."""
    if file is None:
        where, token = VARIABLE, environ.get(VARIABLE, "").strip()
        if not token:
            return ""
    else:
        where = f"--token-file {str(file)!r}"
        try:
            with file.open("rb") as stream:
                token = stream.read(_MOST_TOKEN + 1).decode("ascii").strip()
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or "it is no plain text"
            raise InputError(f"cannot read {where}: {why}; name a file with the token alone") from None
    if len(token) > _MOST_TOKEN:
        raise InputError(
            f"the token of {where} has over {_MOST_TOKEN} characters; name a file with the token alone"
        )
    if len(token) < LEAST_TOKEN or not all("!" <= letter <= "~" for letter in token):
        raise InputError(
            f"the token of {where} has {len(token)} characters; allowed: {LEAST_TOKEN} or more, none of them "
            "a space; leave it away and one is made"
        )
    return token
