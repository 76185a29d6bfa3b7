"""When a page says that its article was published and changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newscrawl import dates, header, jsonld, tree, urls
from newscrawl.article import DateSource
from newscrawl.document import Document
from newscrawl.header import Header
from newscrawl.rules import Rules, every
from newscrawl.site import Site

_PUBLISHED_META = (
    "article:published_time",
    "og:article:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "pubdate",
    "publish-date",
    "publication_date",
    "date",
)
_MODIFIED_META = ("article:modified_time", "og:updated_time", "dcterms.modified")
_PUBLISHED_TIMES = (
    "time[itemprop~=datePublished]",
    "time.published:not(.updated)",
    "time.entry-date:not(.updated)",
    "time.entry-date.published",
    ".wp-block-post-date time",
    "time[pubdate]",
)
_MODIFIED_TIMES = ("time[itemprop~=dateModified]", "time.updated:not(.published)")


@dataclass(frozen=True, slots=True)
class Written:
    """A date as written, and where."""

    raw: str | None = None
    source: DateSource | None = None


def find(document: Document, rules: Rules, top: Header, site: Site) -> Written:
    """Return the first date that can be read, by trust in its source.

    Where none can be read, the first that is written.
    """
    written = list(_candidates(document, rules, top, site))
    for candidate in written:
        if _is_readable(candidate.raw, site):
            return candidate
    return written[0] if written else Written()


def find_modified(
    document: Document, rules: Rules, top: Header, site: Site
) -> str | None:
    """Return the date of the last change as written, if it can be read."""
    candidates = (
        *every(document, rules),
        *jsonld.strings(document.article.get("dateModified")),
        *_metas(document, _MODIFIED_META),
        *document.values("meta[itemprop~=dateModified]", "content"),
        *_times(document, _MODIFIED_TIMES),
        header.updated(top, site.zone, day_first=site.day_first),
    )
    return next((raw for raw in candidates if _is_readable(raw, site)), None)


def _is_readable(raw: str | None, site: Site) -> bool:
    return raw is not None and bool(
        dates.parse(raw, site.zone, day_first=site.day_first)
    )


def _candidates(
    document: Document, rules: Rules, top: Header, site: Site
) -> Iterator[Written]:
    def each(source: DateSource, raws: Iterable[str | None]) -> Iterator[Written]:
        return (Written(raw, source) for raw in raws if raw)

    yield from each("visible", every(document, rules))
    yield from each("jsonld", jsonld.strings(document.article.get("datePublished")))
    yield from each("meta", _metas(document, _PUBLISHED_META))
    yield from each("meta", document.values("meta[itemprop~=datePublished]", "content"))
    yield from each("time", _times(document, _PUBLISHED_TIMES))
    yield from each("time", _times_beside(document, top))
    yield from each("visible", document.texts("[itemprop~=datePublished]"))
    yield from each("visible", [header.date(top, site.zone, day_first=site.day_first)])
    yield from each("url", _in_address(document.url))


def _metas(document: Document, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from document.meta.get(name, ())


def _times(document: Document, queries: Iterable[str]) -> Iterator[str]:
    for query in queries:
        found = list(document.values(query, "datetime"))
        # A page of many dates is of many stories: which is its own is not certain.
        if found and len(set(found)) == 1:
            yield found[0]


def _times_beside(document: Document, top: Header) -> Iterator[str]:
    lines = [block.text for block in top.lines()]
    for node in document.select("time[datetime]"):
        words = tree.text(node)
        if words and any(words in line for line in lines):
            yield tree.attributes(node).get("datetime") or ""


def _in_address(url: str) -> Iterator[str]:
    written = urls.written_date(url)
    if written and all(written):
        year, month, day = written
        yield f"{year}-{month:02}-{day:02}"
