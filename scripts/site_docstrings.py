"""Examples in docstrings as code, for the Python reference: mkdocs would take ``>>>`` for a quotation.

`mkdocs.yml` names this file as an extension of griffe, which reads the docstrings.
"""

from __future__ import annotations

import re
from typing import Any

import griffe

_EXAMPLE = re.compile(r"^>>> .*(?:\n(?!\s*$).*)*", re.MULTILINE)
"""A prompt, and all lines up to an empty one."""


class Examples(griffe.Extension):
    """Puts each example into a fence."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Change the docstring of one object."""
        if obj.docstring:
            obj.docstring.value = fenced(obj.docstring.value)


def fenced(docstring: str) -> str:
    """The docstring with its examples between fences."""
    return _EXAMPLE.sub(lambda found: f"\n```pycon\n{found[0]}\n```", docstring)
