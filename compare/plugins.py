"""What a package needs that brings readers, judges or encoders; docs/plugins.md says how it names them.

Examples:
    >>> from compare.plugins import Format, Item, Metadata
    >>> def read(blob, options, listeners):
    ...     head, _, text = blob.data(options.max_bytes).decode("utf-8").partition("\\n")
    ...     yield Item(Metadata(title=head), text, str(blob.path))
    >>> Format("note", (".note",), read).suffixes
    ('.note',)
"""

from compare.embeddings.marks import unmarked
from compare.embeddings.protocol import Encoder, Vectors
from compare.errors import PluginError
from compare.ingest.fields import Metadata
from compare.ingest.formats.format import Format
from compare.ingest.items import Blob, Item, Listeners, Reader, ReadOptions
from compare.judges.protocol import Judge, JudgedPair, Opinion, Side, Tally
from compare.models import Problem

__all__ = [
    "Blob",
    "Encoder",
    "Format",
    "Item",
    "Judge",
    "JudgedPair",
    "Listeners",
    "Metadata",
    "Opinion",
    "PluginError",
    "Problem",
    "ReadOptions",
    "Reader",
    "Side",
    "Tally",
    "Vectors",
    "unmarked",
]
