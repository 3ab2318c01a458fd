"""Articles as sentences; what frames them and what a site repeats is set aside, never cut out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from compare.engines import HERE, Engine, each
from compare.errors import naming
from compare.models import Article, OnProgress, Progress, Sentence, silent
from compare.segmentation.boilerplate import mark_furniture, repeated_lines
from compare.segmentation.sentences import split_sentences
from compare.segmentation.site_boilerplate import Edges, page_edges

__all__ = ["Segments", "segment"]

SPLIT_AT_ONCE = 16
"""Articles that a worker splits at once: a tenth of a second of work, which is much beside sending them."""


@dataclass(frozen=True, slots=True)
class Segments:
    """The sentences of one article, as they are beside the others of a run."""

    sentences: tuple[Sentence, ...]
    repeated: tuple[int, ...] = ()
    """Indices of the sentences that are furniture only beside other articles of the same site."""
    edges: tuple[int, ...] = ()
    """Where its text begins and ends between what its site writes around it; empty where that is nothing."""


def segment(
    articles: Sequence[Article],
    tell: OnProgress = silent,
    known: Mapping[str, Segments] | None = None,
    engine: Engine = HERE,
) -> list[Segments]:
    """The segments of each of some `articles`; text that a site repeats is set aside.

    `known` are those of an earlier run, by article id: where nothing changed, the same are returned. The
    `engine` splits each article; what a site repeats is seen in all of them.
    """
    edges = page_edges(articles)
    fitting = {key: found for key, found in (known or {}).items() if found.edges == tuple(edges.get(key, ()))}
    split: dict[str, Sequence[Sentence]] = {key: found.sentences for key, found in fitting.items()}
    new = [(article, edges.get(article.id)) for article in articles if article.id not in fitting]
    tell(Progress("sentences", len(articles) - len(new), len(articles)))
    for (article, _), own in zip(new, each(engine, _split, None, new, SPLIT_AT_ONCE), strict=True):
        split[article.id] = own
        tell(Progress("sentences", len(split), len(articles)))
    split = {article.id: split[article.id] for article in articles}
    repeated = repeated_lines(split, {article.id: article.source for article in articles})
    out = []
    for article in articles:
        found = fitting.get(article.id)
        before = set(found.repeated) if found else set()
        alone = [replace(s, furniture=False) if s.index in before else s for s in split[article.id]]
        again = tuple(s.index for s in alone if not s.furniture and (s.article, s.index) in repeated)
        if found is None or found.repeated != again:
            found = Segments(_set_aside(alone, again), again, tuple(edges.get(article.id, ())))
        out.append(found)
    return out


def _split(_: None, given: tuple[Article, Edges | None]) -> Sequence[Sentence]:
    article, edges = given
    with naming(article.id):
        return mark_furniture(split_sentences(article, edges=edges))


def _set_aside(sentences: Sequence[Sentence], repeated: Sequence[int]) -> tuple[Sentence, ...]:
    aside = set(repeated)
    return tuple(replace(s, furniture=True) if s.index in aside else s for s in sentences)
