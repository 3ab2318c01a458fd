"""Encoders that other packages bring are held to what an encoder promises."""

from __future__ import annotations

import numpy as np
import pytest
from plugged import install, install_example

from compare.embeddings import load_encoder, open_encoder
from compare.embeddings.plugged import PluggedEncoder
from compare.errors import PluginError, SettingsError
from compare.settings import EmbeddingSettings

MODULE = """
import numpy as np
class Made:
    name, identity, dimension = "made", "made@1", 3
    rows = [[1, 0, 0]]
    def encode(self, texts):
        return np.array(self.rows * len(texts), np.float64)
class Flat(Made):
    rows = [1]
class Wide(Made):
    rows = [[1, 0, 0, 0]]
class Long(Made):
    rows = [[2, 0, 0]]
class Nan(Made):
    rows = [[float("nan"), 0, 0]]
class Raises(Made):
    def encode(self, texts):
        raise RuntimeError("no\\nmemory")
class Exits(Made):
    def encode(self, texts):
        raise SystemExit(0)
class Words(Made):
    def encode(self, texts):
        return texts
class NoSize(Made):
    dimension = 0
class NoName(Made):
    identity = ""
class Lies(Made):
    @property
    def dimension(self):
        raise OSError("gone")
class Bare:
    name = "bare"
"""
NAMES = (
    "Made",
    "Flat",
    "Wide",
    "Long",
    "Nan",
    "Raises",
    "Exits",
    "Words",
    "NoSize",
    "NoName",
    "Lies",
    "Bare",
)


@pytest.fixture
def made(site):
    install(
        site,
        {"crossclaim.encoders": {n.lower(): f"made_encoders:{n}" for n in NAMES}},
        {"made_encoders": MODULE},
    )


def test_an_encoder_is_loaded_by_its_name(made):
    encoder = load_encoder("plugin:made")
    assert (encoder.name, encoder.identity, encoder.dimension) == ("plugin:made", "plugin:made@made@1", 3)
    rows = encoder.encode(["a", "b"])
    assert (rows.dtype, rows.tolist()) == (np.float32, [[1, 0, 0], [1, 0, 0]])
    assert encoder.encode([]).shape == (0, 3)


def test_its_vectors_are_kept_under_a_name_that_no_other_has(made, tmp_path):
    settings = EmbeddingSettings(model="plugin:made", cache_dir=tmp_path)
    open_encoder(settings).encode(["a"])
    again = open_encoder(settings)
    assert again.encode(["a"]).tolist() == [[1, 0, 0]]
    assert (again.embedded, again.reused, again.identity) == (0, 1, "plugin:made@made@1")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("flat", r"gave vectors of shape \(2,\); allowed: \(2, 3\)"),
        ("wide", r"gave vectors of shape \(2, 4\); allowed: \(2, 3\)"),
        ("long", "gave a vector of length 2; allowed: unit vectors"),
        ("nan", "gave a vector of length nan; allowed: unit vectors"),
        ("raises", r"failed on 2 texts \(RuntimeError: no memory\); mend"),
        ("exits", r"failed on 2 texts \(SystemExit: 0\); mend"),
        ("words", r"failed on 2 texts \(ValueError: "),
    ],
)
def test_what_are_no_unit_vectors_is_refused(made, name, told):
    with pytest.raises(PluginError, match=f"^the encoder '{name}' of some-plugin 1.2 {told}"):
        PluggedEncoder(name).encode(["a", "b"])


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("bare", "is no encoder: it needs name, identity, dimension and encode"),
        ("nosize", "has dimension 0 and identity 'made@1'"),
        ("noname", "has dimension 3 and identity ''"),
        ("lies", r"cannot say what it is \(OSError: gone\)"),
    ],
)
def test_what_is_no_encoder_is_refused(made, name, told):
    with pytest.raises(PluginError, match=told):
        load_encoder(f"plugin:{name}")


def test_a_name_without_a_package_is_a_setting(made):
    with pytest.raises(SettingsError, match=r"no plug-in plugin:mode among the encoders; installed: bare, "):
        load_encoder("plugin:mode")


def test_the_example_makes_unit_vectors_each_by_its_own_text(site):
    install_example(site)
    encoder = load_encoder("plugin:letters")
    texts = ["The bridge fell.", "The bridges fell.", "", "Rates rose."]
    rows = encoder.encode(texts)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)
    assert rows[0] @ rows[1] > 0.6 > rows[0] @ rows[3]
    assert all((encoder.encode([text])[0] == row).all() for text, row in zip(texts, rows, strict=True))
