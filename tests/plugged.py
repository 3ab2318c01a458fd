"""Packages with plug-ins, installed by hand: a folder on the path with a ``dist-info``, as pip makes it."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "crossclaim-example-plugin"


def install(
    folder: Path,
    points: Mapping[str, Mapping[str, str]],
    modules: Mapping[str, str] | None = None,
    package: str = "some-plugin",
    version: str = "1.2",
) -> Path:
    """Put a package with these entry points, by group, and the text of its modules into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (modules or {}).items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    info = folder / f"{package.replace('-', '_')}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n")
    lines = []
    for group, named in points.items():
        lines += [f"[{group}]", *(f"{name} = {place}" for name, place in named.items())]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n")
    return folder


def install_example(folder: Path) -> Path:
    """Put the example package into `folder`, with the entry points of its pyproject.toml."""
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    install(folder, project["entry-points"], package=project["name"], version=project["version"])
    shutil.copytree(
        EXAMPLE / "crossclaim_example",
        folder / "crossclaim_example",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    return folder
