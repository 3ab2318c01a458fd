"""Articles as sentences; what frames them and what a site repeats is set aside, never cut out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from compare.models import Article, Progress, Sentence
from compare.segmentation.boilerplate import mark_furniture, repeated_lines
from compare.segmentation.sentences import split_sentences
from compare.segmentation.site_boilerplate import Edges, page_edges

__all__ = ["Segments", "segment"]


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
    tell: Callable[[Progress], None] = lambda _: None,
    known: Mapping[str, Segments] | None = None,
) -> list[Segments]:
    """The segments of each of some `articles`; text that a site repeats is set aside.

    `known` are those of an earlier run, by article id: where nothing changed, the same are returned.
    """
    edges = page_edges(articles)
    fitting = {key: found for key, found in (known or {}).items() if found.edges == tuple(edges.get(key, ()))}
    split: dict[str, Sequence[Sentence]] = {}
    for done, article in enumerate(articles):
        tell(Progress("sentences", done, len(articles)))
        found = fitting.get(article.id)
        split[article.id] = found.sentences if found else _split(article, edges.get(article.id))
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


def _split(article: Article, edges: Edges | None) -> Sequence[Sentence]:
    return mark_furniture(split_sentences(article, edges=edges))


def _set_aside(sentences: Sequence[Sentence], repeated: Sequence[int]) -> tuple[Sentence, ...]:
    aside = set(repeated)
    return tuple(replace(s, furniture=True) if s.index in aside else s for s in sentences)
