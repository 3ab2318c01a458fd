"""BLAS keeps to one thread while articles are compared, and has its own number again afterwards."""

import pytest
from fakes import HashingEncoder
from stories import STORM
from threadpoolctl import ThreadpoolController

from compare.pipeline import compare_articles
from compare.threads import one_blas_thread


def blas() -> set[int]:
    return {pool["num_threads"] for pool in ThreadpoolController().info() if pool["user_api"] == "blas"}


def test_one_thread_meanwhile_and_as_before_afterwards_also_after_an_error() -> None:
    before = blas()
    with pytest.raises(RuntimeError), one_blas_thread():
        assert blas() == {1}
        raise RuntimeError
    assert blas() == before


def test_articles_are_compared_with_one_thread() -> None:
    seen = []

    class Watching(HashingEncoder):
        def encode(self, texts):  # type: ignore[no-untyped-def]
            seen.append(blas())
            return super().encode(texts)

    before = blas()
    compare_articles(STORM, encoder=Watching())
    assert seen and all(number == {1} for number in seen)
    assert blas() == before
