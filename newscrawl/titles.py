"""What a page declares to be its title, and how that is told from a site's name."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from newscrawl import jsonld
from newscrawl.document import Document
from newscrawl.masthead import Masthead, is_beside
from newscrawl.text import collapse, fold

# Between a title, the section it is filed under, and the name of the site.
_BETWEEN = re.compile(
    r"\s*(?:[|│｜ㅣ»«›‹]|::|-{2,}|—{2})+\s*|\s+[-–—·•:/>~_]\s+|(?<=\w)_(?=\w)"
)
_CUT = re.compile(r"\s*(?:…|\.{3,}|\[…\]|\[\.\.\.\])$")
_DECLARED = (
    *("headline", "og:title", "twitter:title", "parsely-title", "sailthru.title"),
    *("dc.title", "dcterms.title", "title"),
)
# Scripts that set no space between words.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_LONGEST_SECTION = 2
_MOST_SEGMENTS = 8


def declared(document: Document) -> Iterator[str]:
    """Yield what the page declares to be its title, best first."""
    yield from jsonld.strings(document.article.get("headline"))
    names = (name for name in _DECLARED if name in document.meta)
    yield from document.meta.get(next(names, ""), ())
    if document.title:
        yield document.title


def is_cut(title: str) -> bool:
    """Say whether *title* ends in dots that stand for the rest."""
    return _CUT.search(title) is not None


def uncut(title: str) -> str:
    """Return *title* without the dots that stand for the rest."""
    return _CUT.sub("", title)


def beginnings(title: str) -> Iterator[str]:
    """Yield what *title* begins with, up to its end and up to each bar or dash."""
    yield title
    for end, _ in reversed(_cuts(title)):
        yield title[:end]


def remainders(title: str) -> Iterator[str]:
    """Yield what stands in *title* behind a bar or dash, up to its end or another."""
    cuts = _cuts(title)
    ends = [len(title), *(end for end, _ in reversed(cuts))]
    for _, start in cuts:
        yield from (title[start:end] for end in ends if end > start)


@lru_cache(maxsize=64)  # for the few titles of one page
def _cuts(title: str) -> tuple[tuple[int, int], ...]:
    found = [between.span() for between in _BETWEEN.finditer(title)]
    inner = [(start, end) for start, end in found if start > 0 and end < len(title)]
    return tuple(inner[:_MOST_SEGMENTS])


def bare(title: str, masthead: Masthead) -> str:
    """Return *title* without the name of the site, at either end, and its section."""
    cuts = list(_cuts(title))
    start, end = 0, len(title)
    if cuts and masthead.names(title[: cuts[0][0]]):
        start = cuts.pop(0)[1]
    while cuts and masthead.names(title[cuts[-1][1] : end]):
        end = cuts.pop()[0]
        between = title[end : end + 3].strip()[:1]
        while cuts and _is_section(title[cuts[-1][0] : end], between):
            end = cuts.pop()[0]
    rest = collapse(title[start:end])
    return "" if masthead.names(rest) else rest


def _is_section(rest: str, between: str) -> bool:
    """Say whether *rest*, from a bar on, is a section set off as the site's name is."""
    words = len(fold(rest).split())
    return rest.strip()[:1] == between and words <= _LONGEST_SECTION


def ends(title: str) -> list[str]:
    """Return what *title* ends and begins with that may be the name of its site.

    Each up to a bar or dash, and on to the next where that far it is no name.
    """
    cuts = _cuts(title)
    last = [title[start:] for _, start in reversed(cuts)]
    first = [title[:end] for end, _ in cuts]
    found = (
        next((text for text in texts if not is_beside(text)), "")
        for texts in ((*last, title), (*first, title))
    )
    return [collapse(text) for text in dict.fromkeys(found) if text]


def shared(all_titles: Iterable[str]) -> str | None:
    """Return what most of *all_titles*, each of another page, end or begin with."""
    own = {fold(title): title for title in all_titles}
    found = [text for title in own.values() for text in ends(title)]
    counts = Counter(map(fold, found))
    most = max(counts.values(), default=0)
    return next((text for text in found if counts[fold(text)] == most > 1), None)


def without_last(title: str) -> str:
    """Return *title* without what stands behind its last bar or dash."""
    cuts = _cuts(title)
    return collapse(title[: cuts[-1][0]] if cuts else title)


def best(document: Document, masthead: Masthead) -> str:
    """Return the title that the page declares; "" where it declares none."""
    *found, last = (
        [*declared(document), ""] if not document.title else declared(document)
    )
    stripped = [text for title in found if (text := bare(title, masthead))]
    whole = [title for title in stripped if not is_cut(title)]
    if whole:
        return whole[0]
    named = bare(last, masthead)
    own = without_last(last) if named == collapse(last) else named
    return own or next(iter(stripped), "")


def shares_words(heading: str, titles: Iterable[str]) -> bool:
    """Say whether *heading* and one of *titles* have a word of weight in common."""
    words = _weighty(heading)
    return any(words & _weighty(title) for title in titles)


def are_alike(heading: str, title: str) -> bool:
    """Say whether half the words of weight are the same in *heading* and in *title*."""
    *_, first = beginnings(title)
    these, those = _weighty(heading), _weighty(first)
    shared = len(these & those)
    return shared > 1 and shared * 2 >= min(len(these), len(those))


def _weighty(text: str) -> frozenset[str]:
    words = fold(text).split()
    if _UNSPACED.search(text):
        return frozenset(map("".join, pairwise("".join(words))))
    long = frozenset(word for word in words if len(word) >= 4)
    return long or frozenset(words)
