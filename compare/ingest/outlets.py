"""Who publishes an article: names of outlets without slogans, titles without the site's, houses, agencies.

A page names its site in many ways; the host of its address is always the same. So pages of one host are of
one outlet, and where what a page calls itself is no name (a headline, an address), the host names it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlsplit

from compare.ingest.columns import folded
from compare.models import Article

__all__ = ["Outlet", "clean_name", "host_of", "one_name_a_host", "with_outlet", "without_site"]

_SUBDOMAIN = re.compile(r"^(?:www\d?|m|mobile|amp|edition|rss|feeds?)\.(?=[^.]+\.)")
_HOST = re.compile(r"(?=.{4,100}$)(?:[\w-]{1,63}\.)+[a-z]{2,24}", re.I)
_SPLIT = re.compile(r"\s+[-–—|·»:]+\s+|\s*[|»]\s*|:\s+")
_TITLE_END = re.compile(r"\s+[-–—|·»]+\s+(?=[^|–—·»]+$)|\s*\|\s*(?=[^|]+$)")
_SPACED_DOMAIN = re.compile(
    r"\s+\.\s?(?=(?:com|net|org|co|uk|tv|news|in|au|ca)\b)|(?<=\w)\.\s(?=(?:com|net|org)\b)", re.I
)
_PREMIUM = re.compile(r"\s+(?:premium|plus|subscribers?)$", re.I)
MOST_WORDS = 6
"""Words of an outlet's name at most: what is longer is a slogan or a headline."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """What a newsroom says of an outlet: its name, its house, and whether it is an agency."""

    name: str = ""
    group: str = ""
    agency: bool = False


@lru_cache(maxsize=4096)
def host_of(url: str) -> str:
    """The host of an address without "www." and its like; "" for what is no address."""
    text = url.strip()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    host = _SUBDOMAIN.sub("", host.rstrip(".").lower())
    return host if _HOST.fullmatch(host) else ""


def clean_name(stated: str, host: str = "", title: str = "") -> str:
    """The name of an outlet in what is stated for it; "" where that is a headline or an address.

    Of a name with a slogan ("Breaking News Headlines - 9News"), the part that the host spells, else the
    shortest, if it is as short as names are.
    """
    name = _PREMIUM.sub("", _SPACED_DOMAIN.sub(".", " ".join(stated.split())))
    if folded("premium") in folded(host):
        name = " ".join(stated.split())
    if "://" in name or name.startswith("www.") or (title and folded(name) == folded(title)):
        return ""
    parts = [part for part in _SPLIT.split(name) if part.strip()]
    if len(parts) > 1:
        spelled = [part for part in parts if _spells(part, host)]
        if spelled:
            return min(spelled, key=len).strip()
        if len(name.split()) > MOST_WORDS:
            name = min(parts, key=lambda part: (len(part.split()), len(part))).strip()
    if len(name.split()) > MOST_WORDS and not _spells(name, host):
        return ""
    return name


def without_site(title: str, source: str, host: str) -> str:
    """A title without the site's name at its end."""
    found = list(_TITLE_END.finditer(title))
    if not found or found[-1].start() == 0:
        return title
    match = found[-1]
    end = title[match.end() :]
    site = folded(end)
    if site and (site == folded(source) or site == folded(clean_name(end, host)) == "" or _spells(end, host)):
        return title[: match.start()].rstrip()
    return title


def _spells(name: str, host: str) -> bool:
    """Whether a host is the name without its blanks: "9News" and 9news.com.au, "BBC News" and bbc.co.uk."""
    label = folded(host.rsplit(".", 1)[0].removesuffix(".co").removesuffix(".com").rpartition(".")[2])
    letters = folded(re.sub(r"\.(?:com?|net|org)\b.*", "", name, flags=re.I))
    short = folded(re.sub(r"^the\s+|\s+(?:news|online)$", "", name, flags=re.I))
    return len(letters) > 1 and len(label) > 1 and label in (letters, short, letters.removeprefix("the"))


def one_name_a_host(articles: Iterable[Article], own: frozenset[str] | set[str]) -> list[Article]:
    """`articles` with one source for the pages of one host, whatever each page calls its site.

    `own` are the ids of articles whose source is what the page calls itself; the name that most of a host's
    pages have is taken, of as many the shortest.
    """
    articles = list(articles)
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        if article.id in own and (host := host_of(article.url)) and article.source:
            names[host][article.source] += 1
    best = {
        host: min(found, key=lambda name: (name == host, -found[name], len(name), name))
        for host, found in names.items()
        if len(found) > 1
    }
    if not best:
        return articles
    return [
        replace(a, source=best[host]) if a.id in own and (host := host_of(a.url)) in best else a
        for a in articles
    ]


def with_outlet(article: Article, outlets: Mapping[str, Outlet], credited: Mapping[str, str]) -> Article:
    """`article` with the name and the house that a newsroom gives its outlet.

    `outlets` are by host and by folded name; `credited` maps words by which texts credit an agency to it.
    """
    if not outlets:
        return article
    known = _known(article, outlets)
    house = known.group if known else ""
    head, tail = article.text[:600], article.text[-300:]
    agencies = [name for words, name in credited.items() if _credits(words, head) or _credits(words, tail)]
    return replace(
        article,
        source=known.name if known and known.name else article.source,
        house=house or (agencies[0] if agencies else ""),
    )


def _credits(words: str, text: str) -> bool:
    """Whether a text holds the words, and no longer name that begins so: "By PA" is not in "By PAUL"."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if not (words[-1].isalnum() and text[end : end + 1].isalnum()):
            return True
        at = text.find(words, end)
    return False


def _known(article: Article, outlets: Mapping[str, Outlet]) -> Outlet | None:
    host = host_of(article.url)
    while host:
        if host in outlets:
            return outlets[host]
        host = host.partition(".")[2] if host.count(".") > 1 else ""
    return outlets.get(folded(article.source))
