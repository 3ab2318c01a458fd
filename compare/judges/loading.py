"""Which judge the settings ask for."""

from __future__ import annotations

from compare.entry_points import MARK
from compare.errors import SettingsError
from compare.judges.address import address_of
from compare.judges.protocol import Judge
from compare.settings import JudgeSettings


def open_judge(settings: JudgeSettings) -> Judge | None:
    """The judge that `settings` name, with its answers kept on disk where it is an endpoint; None for none.

    Raises `SettingsError` where they do not fit together, `ModelError` where a model cannot be used, and as
    `PluggedJudge` does where the name is "plugin:NAME".
    """
    if settings.name and (settings.url or settings.model):
        raise SettingsError(
            f"two judges are named, the model {settings.name!r} and an endpoint; name one, with --judge or "
            "with --judge-url and --judge-model"
        )
    if settings.name.startswith(MARK):
        from compare.judges.plugged import PluggedJudge

        return PluggedJudge(settings.name.removeprefix(MARK))
    if settings.name:
        from compare.judges.cross_encoder import CrossEncoderJudge

        return CrossEncoderJudge(settings.name, fetch=settings.fetch)
    if bool(settings.url) != bool(settings.model):
        lacks, given = ("--judge-model", settings.url) if settings.url else ("--judge-url", settings.model)
        raise SettingsError(
            f"the judge {given!r} lacks {lacks}; an endpoint needs its address and the name of its model"
        )
    if not settings.url:
        return None
    from compare.embeddings.cache import VectorFile, default_cache
    from compare.judges.endpoint import EndpointJudge
    from compare.judges.kept import FILE, MAX_ANSWERS, KeptJudge

    judge = EndpointJudge(settings)
    place = default_cache() if settings.cache else None
    return judge if place is None else KeptJudge(judge, VectorFile(place.with_name(FILE), MAX_ANSWERS))


def leaving(settings: JudgeSettings) -> str:
    """What a user must know before text leaves this machine, in one line; "" where none does."""
    if not settings.url:
        return ""
    address = address_of(settings.url, allow_http=settings.allow_http)
    if address.loopback:
        return ""
    how = "encrypted" if address.encrypted else "unencrypted"
    return f"text of the articles leaves this machine: sentences in question go to {address.place}, {how}"
