"""What a newspaper calls itself, as far as one of its pages tells."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from newscrawl import jsonld, urls
from newscrawl.document import Document
from newscrawl.text import fold, letters

_NAMED = (
    *("application-name", "apple-mobile-web-app-title"),
    *("dc.publisher", "dcterms.publisher"),
)
# A company may be called otherwise than its newspaper.
_OWNERS = ("WebSite", "NewsMediaOrganization", "Periodical", "Organization")
_ARTICLES = frozenset("the die der das le la les el los il lo de het den al".split())
# What is put behind a name, or left out, as one likes.
_BESIDE = frozenset(
    "online news nachrichten zeitung redaktion newsroom staff team com org net"
    " co magazin magazine digital web us uk gmbh ag inc ltd llc ev e v".split()
)
_LEAST_LABEL = 3


@dataclass(frozen=True, slots=True)
class Masthead:
    """The names of a site, folded to letters and digits."""

    keys: frozenset[str]

    def names(self, text: str) -> bool:
        """Say whether *text* is a name of the site."""
        return not self.keys.isdisjoint(_keys(text))


def find(document: Document) -> Masthead:
    """Return the names of the site that *document* is a page of."""
    keys = {key for name in declared(document) for key in _keys(name)}
    # Some pages give their own title as the name of the site.
    for title in document.meta.get("og:title", ()):
        keys -= _keys(title)
    return Masthead(frozenset(keys | _labels(urls.host(document.url))))


def declared(document: Document) -> Iterator[str]:
    """Yield the names that *document* declares its site to have, best first."""
    yield from document.meta.get("og:site_name", ())
    yield from jsonld.strings(document.article.get("publisher"), document.things)
    kinds = [(jsonld.types(thing), thing) for thing in document.things]
    for owner in _OWNERS:
        for types, thing in kinds:
            if owner in types:
                yield from jsonld.strings(thing)
    for name in _NAMED:
        yield from document.meta.get(name, ())


def is_beside(text: str) -> bool:
    """Say whether *text* is but words that stand beside a name: "News", "UK"."""
    return _BESIDE.issuperset(fold(text).split())


@lru_cache(maxsize=256)  # a page is asked for its title and its site again and again
def _keys(name: str) -> frozenset[str]:
    """Return *name* in one word, as it stands and without what may be left out."""
    words = fold(name).split()
    short = words[1:] if words and words[0] in _ARTICLES else words
    while len(short) > 1 and short[-1] in _BESIDE:
        short = short[:-1]
    return frozenset(filter(None, ("".join(words), "".join(short))))


def _labels(host: str) -> set[str]:
    """Return what a host may be called by: its labels, with and without the last."""
    labels = host.split(".")
    found = {letters(".".join(labels[n:])) for n in range(len(labels) - 1)}
    plain = {letters(label) for label in labels[:-1]}
    return {key for key in found | plain if len(key) >= _LEAST_LABEL}
