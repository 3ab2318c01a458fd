"""Which formats are read: by suffix, the function that reads it and what must be installed for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec

from compare.ingest.formats import (
    csv_,
    docx,
    epub,
    feed,
    json_,
    mail,
    odt,
    page,
    parquet,
    pdf,
    rtf,
    text,
    warc,
    xlsx,
    xml_,
)
from compare.ingest.items import Reader

__all__ = ["FORMATS", "UNREAD", "Format", "format_of", "suffixes"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read.

    Of a format with `rows` a file holds many articles, each with what is known of it; of the others a file is
    an article, which an index may describe. `extra` is what pip installs besides, for `modules`.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Reader
    rows: bool = False
    extra: str = ""
    modules: tuple[str, ...] = ()

    @property
    def missing(self) -> str:
        """What brings the reader that is not installed, in words; "" where all is there."""
        return f"pip install 'crossclaim[{self.extra}]'" if any(map(_is_missing, self.modules)) else ""


@cache
def _is_missing(module: str) -> bool:
    return find_spec(module) is None


FORMATS = (
    Format("plain text", (".txt",), text.read),
    Format("Markdown", (".md", ".markdown"), text.read),
    Format("HTML page", (".html", ".htm", ".xhtml"), page.read),
    Format("JSON lines", (".jsonl", ".ndjson"), json_.read_lines, rows=True),
    Format("JSON", (".json",), json_.read, rows=True),
    Format("CSV", (".csv", ".tsv"), csv_.read, rows=True),
    Format("Excel", (".xlsx",), xlsx.read, rows=True, extra="office", modules=("openpyxl",)),
    Format("Parquet", (".parquet",), parquet.read, rows=True, extra="parquet", modules=("pyarrow",)),
    Format("feed", (".rss", ".atom", ".rdf"), feed.read, rows=True),
    Format("XML", (".xml", ".nitf"), xml_.read, rows=True),
    Format("saved page", (".mhtml", ".mht"), mail.read_saved_page),
    Format("mail", (".eml",), mail.read_mail),
    Format("mailbox", (".mbox",), mail.read_mailbox, rows=True),
    Format("web archive", (".warc",), warc.read, rows=True, extra="warc", modules=("warcio",)),
    Format("Word", (".docx",), docx.read, extra="office", modules=("docx",)),
    Format("OpenDocument text", (".odt",), odt.read),
    Format("rich text", (".rtf",), rtf.read, extra="office", modules=("striprtf",)),
    Format("PDF", (".pdf",), pdf.read, extra="pdf", modules=("pypdf",)),
    Format("EPUB", (".epub",), epub.read, rows=True),
)
"""All formats, in the order in which messages name their suffixes."""

UNREAD = {
    ".doc": "save as .docx",
    ".xls": "save as .xlsx",
    ".ods": "save as .xlsx",
    ".url": "an address: crossclaim does not go online",
    ".webloc": "an address: crossclaim does not go online",
    ".tar": "unpack it",
    ".7z": "unpack it",
    ".rar": "unpack it",
}
"""What is said of kinds that are not read, where something can be done."""

_BY_SUFFIX = {suffix: found for found in FORMATS for suffix in found.suffixes}


def format_of(suffix: str) -> Format | None:
    """The format of a suffix in small letters, with its dot."""
    return _BY_SUFFIX.get(suffix)


def suffixes() -> str:
    """All suffixes that are read, for a message."""
    return " ".join(_BY_SUFFIX)
