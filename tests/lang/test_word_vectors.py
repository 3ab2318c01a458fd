"""What single words mean."""

import numpy as np

from compare.embeddings import FastMiniLM
from compare.lang.en.word_vectors import AXES, word_vectors


def test_a_vector_has_unit_length_and_that_of_an_unknown_word_is_zero():
    found = word_vectors(["ship", "zzyzxq", "41"])
    assert found.shape == (3, AXES)
    assert np.allclose(np.linalg.norm(found, axis=1), [1, 0, 0])
    assert word_vectors([]).shape == (0, AXES)


def test_the_table_follows_the_built_in_model():
    words = [
        "ship",
        "ferry",
        "captain",
        "sailor",
        "kill",
        "wound",
        "senate",
        "vote",
        "money",
        "rain",
        "storm",
    ]
    whole = FastMiniLM().encode(words)
    small = word_vectors(words)
    pairs = np.triu_indices(len(words), 1)
    assert np.corrcoef((whole @ whole.T)[pairs], (small @ small.T)[pairs])[0, 1] > 0.8


def test_forms_meet_in_their_lemma_alone():
    assert word_vectors(["wound"]).any() and not word_vectors(["wounded"]).any()
