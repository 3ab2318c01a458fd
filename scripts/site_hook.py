"""What mkdocs does beside its own: pages that do not lie in docs/, links to what is no page, and a last look.

`mkdocs.yml` names this file as its hook. README.md is the first page of the site, ARCHITECTURE.md and its
neighbours are pages, and the report on the seeds lies beside them as an example.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parents[1]

PAGES = {
    "README.md": "index.md",
    "ARCHITECTURE.md": "architecture.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "CHANGELOG.md": "changelog.md",
}
"""Pages of the site that lie in the project's own folder, by their names there."""

EXAMPLE = {f"reports/{name}": f"example/{name}" for name in ("report.html", "claims.csv", "facts.json")}
"""Files that the site has as they are."""

FOLDERS = {"reports": "reports/report.html", "docs": "README.md"}
"""What a link to a folder leads to."""

_LINK = re.compile(r"(!?)\[((?:[^\]\[]|\[[^\]]*\])*)\]\(([^)\s#]*)(#[^)\s]*)?\)")
_FENCE = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
_LOADED = re.compile(r"""<(?:script|img|iframe|source|link\b(?![^>]*rel="?(?:canonical|prev|next)))[^>]*?\s"""
                     r"""(?:src|href)=["']?(?:https?:)?//[^"'\s>]+""")  # fmt: skip


def on_files(files: Files, config: Any) -> Files:
    """The files of docs/, with those that lie elsewhere."""
    for source, name in {**PAGES, **EXAMPLE}.items():
        files.append(File.generated(config, name, abs_src_path=str(ROOT / source)))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, **_: Any) -> str:
    """The page with links between pages of the site, and to the repository for all else."""
    sources = {name: source for source, name in PAGES.items()}
    name = page.file.src_uri
    here = sources.get(name, f"docs/{name}")

    def link(found: re.Match[str]) -> str:
        mark, words, target, anchor = found[1], found[2], found[3], found[4] or ""
        if not target or ":" in target:
            return found[0]
        path = posixpath.normpath(posixpath.join(posixpath.dirname(here), target))
        there = place(FOLDERS.get(path, path))
        if there is not None:
            return f"{mark}[{words}]({posixpath.relpath(there, posixpath.dirname(name) or '.')}{anchor})"
        return f"[{words}]({config.repo_url.rstrip('/')}/blob/main/{path})" if config.repo_url else words

    parts = _FENCE.split(markdown)
    return "".join(part if part.startswith("```") else _LINK.sub(link, part) for part in parts)


def place(path: str) -> str | None:
    """Where the file at `path` of the repository lies in the site; None where it does not."""
    if path.startswith("docs/"):
        return path.removeprefix("docs/")
    return PAGES.get(path) or EXAMPLE.get(path)


def on_post_build(config: Any) -> None:
    """Refuse a site that asks anybody else for something."""
    for page in Path(config.site_dir).rglob("*.html"):
        if found := _LOADED.search(page.read_text(encoding="utf-8")):
            raise PluginError(
                f"{page.relative_to(config.site_dir)} loads something from elsewhere: {found[0]}"
            )
