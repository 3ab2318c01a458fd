"""ARCHITECTURE.md names the rooms that the package has, in the order of the import contract."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


def layers() -> list[set[str]]:
    """The rooms of the import contract, layer by layer, from the top."""
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    (contract,) = (c for c in tool["importlinter"]["contracts"] if c["type"] == "layers")
    return [set(layer.split(" | ")) for layer in contract["layers"]]


def test_the_contract_is_quoted():
    (quoted,) = re.findall(r"```toml\n(layers = .*?)```", PAGE, flags=re.DOTALL)
    assert [set(layer.split(" | ")) for layer in tomllib.loads(quoted)["layers"]] == layers()


def test_each_room_is_described_in_the_order_of_the_contract():
    part = PAGE.split("From the ground up", 1)[1].split("\n## ", 1)[0]
    described = re.findall(r"\*\*((?:`\w+`(?:, )?)+)\*\*", part)
    rooms = [set(re.findall(r"`(\w+)`", names)) for names in described]
    known = layers()[::-1]
    order = [min(k for k, layer in enumerate(known) if room & layer) for room in rooms]
    assert set().union(*rooms) == set().union(*known)
    assert sum(map(len, rooms)) == sum(map(len, known)), "a room is described twice"
    assert order == sorted(order)


def test_the_rooms_are_those_of_the_package():
    there = {path.stem for path in (ROOT / "compare").glob("*.py")}
    there |= {path.parent.name for path in (ROOT / "compare").glob("*/__init__.py")}
    assert there - {"__init__", "__main__"} == set().union(*layers())
