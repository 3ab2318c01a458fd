"""Which formats are read: by suffix, the function that reads it and what must be installed for it."""

from __future__ import annotations

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
from compare.ingest.formats.format import Format
from compare.ingest.formats.plugged import plugged_format, plugged_suffixes

__all__ = ["FORMATS", "UNREAD", "format_of", "suffixes"]


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
    """The format of a suffix in small letters, with its dot; one of ours comes before a plug-in's.

    Raises `PluginError` where a plug-in is named after it and cannot be used.
    """
    return _BY_SUFFIX.get(suffix) or plugged_format(suffix)


def suffixes() -> str:
    """All suffixes that are read, for a message."""
    return " ".join(dict.fromkeys([*_BY_SUFFIX, *plugged_suffixes()]))
