"""The built-in encoder: shape, length, independence of neighbours, odd text, altered files."""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.embeddings import DEFAULT, Encoder, FastMiniLM, load_encoder
from compare.embeddings.fast import DATA, MANIFEST, NAME
from compare.embeddings.marks import marked
from compare.errors import ModelError

TEXTS = [
    "The river rose by three metres on Monday.",
    "Floods closed the bridge, the mayor said, and hundreds of people left their houses.",
    "A library opened.",
    "",
    "A library opened.",
    "word " * 1000,
]


@pytest.fixture(scope="module")
def encoder() -> FastMiniLM:
    return FastMiniLM(threads=2)


def test_one_unit_row_per_text(encoder: FastMiniLM) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), encoder.dimension)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-6)
    assert encoder.encode([]).shape == (0, encoder.dimension)
    assert encoder.encode(()).dtype == np.float32


def test_a_vector_depends_on_its_text_alone(encoder: FastMiniLM) -> None:
    together = encoder.encode(TEXTS)
    backwards = encoder.encode(TEXTS[::-1])[::-1]
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    single = FastMiniLM(threads=1).encode(TEXTS)
    for other in (backwards, alone, single):
        assert together.tobytes() == np.ascontiguousarray(other).tobytes()


def test_meaning_decides(encoder: FastMiniLM) -> None:
    rose, level, library = encoder.encode(
        ["The river rose by three metres.", "The water level of the river went up 3 m.", "A library opened."]
    )
    assert rose @ level > 0.6
    assert rose @ library < 0.3


def test_text_beyond_the_models_length_is_not_read(encoder: FastMiniLM) -> None:
    start = "The river rose again. " * 100
    long, longer = encoder.encode([start, start + "A library opened. " * 10_000])
    assert (long == longer).all()


def test_a_part_means_what_it_means_in_its_text(encoder: FastMiniLM) -> None:
    texts = (
        "The indictment has 47 pages.",
        "They unsealed a 48-page indictment.",
        "The lawyer is 47 years old and read the indictment.",
    )
    parts = [marked(t, t.index(n), t.index(n) + 2) for t, n in zip(texts, ("47", "48", "47"), strict=True)]
    together = encoder.encode([*texts, *parts])
    alone = np.concatenate([encoder.encode([text]) for text in [*texts, *parts]])
    assert together.tobytes() == alone.tobytes()
    pages, other_pages, years = together[3:]
    assert pages @ other_pages > pages @ years
    assert together[:3].tobytes() == encoder.encode(texts).tobytes()


def test_a_part_beyond_what_is_read_has_the_vector_of_its_text(encoder: FastMiniLM) -> None:
    text = "The river rose again. " * 100
    whole, part, nothing = encoder.encode([text, marked(text, len(text) - 6, len(text)), marked(text, 3, 3)])
    assert (whole == part).all() and (whole == nothing).all()


ODD = [
    "\ufdd0",
    "\ufdd1 a \ufdd0",
    "a \ufdd0 b \ufdd0 c \ufdd1 d \ufdd1",
    "\ud800",
    "\x00\x01",
    "🦆" * 3000,
    "ᄀ" * 5000,
    "a" * 1_000_000,
    "\u202e\u200b",
    "e\u0301" * 4000,
    "  \n\t ",
]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_text_has_a_vector(encoder: FastMiniLM, text: str) -> None:
    vectors = encoder.encode([text])
    assert np.isfinite(vectors).all()
    assert np.linalg.norm(vectors) == pytest.approx(1, abs=1e-6)


@given(st.text(st.characters(), max_size=60))
@settings(derandomize=True, deadline=None, max_examples=40)
def test_any_text_has_one_vector(encoder: FastMiniLM, text: str) -> None:
    first, second = encoder.encode([text, text])
    assert np.isfinite(first).all()
    assert (first == second).all()


def test_names_of_the_default() -> None:
    assert {load_encoder(name).identity for name in (None, "", DEFAULT, NAME)} == {load_encoder().identity}
    assert isinstance(load_encoder(), Encoder)
    assert load_encoder().name == NAME


def test_files_are_those_of_the_manifest() -> None:
    manifest = json.loads((DATA / MANIFEST).read_text(encoding="utf-8"))
    notice = (DATA / "NOTICE.md").read_text(encoding="utf-8")
    for part in ("model", "tokenizer"):
        content = (DATA / manifest[part]["file"]).read_bytes()
        assert len(content) == manifest[part]["bytes"]
        assert hashlib.sha256(content).hexdigest() == manifest[part]["sha256"]
        assert manifest[part]["sha256"] in notice
    assert manifest["weights_sha256"] in notice


@pytest.mark.parametrize("part", ["model", "tokenizer"])
def test_altered_files_are_refused(tmp_path: Path, part: str) -> None:
    shutil.copytree(DATA, tmp_path, dirs_exist_ok=True)
    path = tmp_path / json.loads((DATA / MANIFEST).read_text(encoding="utf-8"))[part]["file"]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelError, match="altered"):
        FastMiniLM(folder=tmp_path).encode(["a"])
    path.unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        FastMiniLM(folder=tmp_path).encode(["a"])


def test_a_missing_manifest_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        FastMiniLM(folder=tmp_path)
    assert "\n" not in str(caught.value)


def test_start_is_light_and_quiet() -> None:
    script = (
        "import sys, compare, compare.embeddings as e\n"
        "heavy = {'onnxruntime', 'torch', 'tokenizers', 'sentence_transformers'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        "encoder = e.load_encoder()\n"
        "assert not heavy & set(sys.modules)\n"
        "encoder.encode(['a', 'b'])\n"
        "assert heavy & set(sys.modules) == {'onnxruntime', 'tokenizers'}\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_threads_are_no_more_than_the_cores_that_a_worker_has(monkeypatch):
    for cores, wanted, found in ((1, 8, 1), (4, 8, 4), (4, 2, 2), (4, 0, 4)):
        monkeypatch.setattr("compare.embeddings.fast.cores", lambda cores=cores: cores)
        assert FastMiniLM(threads=wanted).threads == found
