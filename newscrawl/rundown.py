"""The figures of a run as a person reads them."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

Figures = Mapping[str, Any]
"""The stats of a Scrapy crawl."""

_DROPS = {
    "DuplicateArticle": "known by another address",
    "UnchangedArticle": "unchanged",
    "ForgottenArticle": "to be kept out",
    "IncompleteArticle": "without headline or text",
    "OutsideDates": "outside the days asked for",
    "OutsideSections": "outside the sections asked for",
    "ReservedArticle": "reserved by the publisher",
    "BeyondLimit": "beyond the limit",
}
_REFUSALS = {
    "unreadable": "that cannot be read",
    "future": "in the future",
    "before_founding": "before the newspaper was founded",
}
_LEARNT = ("title", "zone", "language")
_MOST = 10
_LABEL = 12


def under(figures: Figures, prefix: str) -> dict[str, int]:
    """Return the counts whose names begin with *prefix*, the largest first."""
    found = {
        name.removeprefix(prefix): int(value)
        for name, value in figures.items()
        if name.startswith(prefix) and value
    }
    return dict(sorted(found.items(), key=lambda row: (-row[1], row[0])))


def summarise(figures: Figures) -> str:
    """Return the summary of a run, some ten lines of text."""
    rows = [
        ("stored", _stored(figures)),
        ("dropped", _list(_named(under(figures, "newscrawl/dropped/"), _DROPS))),
        ("dates", _dates(figures)),
        ("sections", _list(under(figures, "newscrawl/section/"))),
        ("languages", _languages(figures)),
        ("newspaper", _newspaper(figures)),
        ("flags", _list(under(figures, "newscrawl/flags/"))),
        ("reserved", _list(under(figures, "newscrawl/reserved/"))),
        ("roads", _roads(figures)),
        ("pages", _pages(figures)),
        ("gone", _reasons(under(figures, "newscrawl/gone/"))),
        ("failed", _reasons(_failures(figures))),
        ("left", _left(figures)),
        ("took", _cost(figures)),
        *(("written to", line) for line in _files(figures)),
        ("report", str(figures.get("newscrawl/report", ""))),
    ]
    return "\n".join(f"{label:>{_LABEL}}  {text}" for label, text in rows if text)


def _list(counts: Mapping[str, int]) -> str:
    shown = [f"{name} {count:,}" for name, count in list(counts.items())[:_MOST]]
    more = len(counts) - len(shown)
    return " · ".join([*shown, *([f"{more} more"] if more > 0 else [])])


def _named(counts: Mapping[str, int], names: Mapping[str, str]) -> dict[str, int]:
    return {names.get(name, name): count for name, count in counts.items()}


def _stored(figures: Figures) -> str:
    count = figures.get("newscrawl/articles", 0)
    repeated = figures.get("newscrawl/duplicates/text", 0)
    nearly = figures.get("newscrawl/duplicates/near", 0)
    text = f"{count:,} article{'' if count == 1 else 's'}"
    if revised := figures.get("newscrawl/revisions"):
        text += f" and {revised:,} new revision{'' if revised == 1 else 's'}"
    if before := figures.get("newscrawl/archive/articles"):
        text += f", beside {before:,} that were stored before"
    if repeated:
        text += f", {repeated:,} of them repeat another's text"
    if nearly:
        text += f", {nearly:,} repeat{'s' * (nearly == 1)} one nearly"
    return text


def _dates(figures: Figures) -> str:
    sources = under(figures, "newscrawl/published/source/")
    precisions = under(figures, "newscrawl/published/precision/")
    refused = _named(under(figures, "newscrawl/published/refused/"), _REFUSALS)
    parts = [_list(sources), _list(precisions)]
    parts += [f"refused {count:,} {why}" for why, count in refused.items()]
    return "; ".join(filter(None, parts))


def _languages(figures: Figures) -> str:
    """Return the languages of the texts, where there is more than one."""
    counts = under(figures, "newscrawl/language/")
    return _list(counts) if len(counts) > 1 else ""


def _newspaper(figures: Figures) -> str:
    """Return what was learnt of the newspaper, where its site was asked for it."""
    facts = {name: figures.get(f"newscrawl/site/{name}") for name in _LEARNT}
    return " · ".join(known(facts, figures.get("newscrawl/site/guessed", ())))


def known(
    newspaper: Mapping[str, str | None], guessed: Collection[str]
) -> Iterator[str]:
    """Yield what is known of a *newspaper*; *guessed* is what nothing told of that."""
    for name in _LEARNT:
        value = newspaper.get(name)
        if value and name in guessed:
            yield f"{name} {value} (not known; say -a {name}=…)"
        elif value:
            yield value


def _roads(figures: Figures) -> str:
    """Return how many stories each road told of, and which the site does not offer."""
    listed = under(figures, "newscrawl/roads/")
    whole = under(figures, "newscrawl/told/")
    start = "newscrawl/roads/"
    answered = {name[len(start) :] for name in figures if name.startswith(start)}
    absent = sorted(under(figures, "newscrawl/absent/").keys() - answered)
    parts = [
        f"{road} {listed.get(road, 0):,}"
        + (f" ({whole[road]:,} told whole)" if road in whole else "")
        + _differs(figures.get(f"newscrawl/differs/{road}"))
        for road in sorted(answered, key=lambda road: (-listed.get(road, 0), road))
    ]
    not_offered = [f"not offered: {', '.join(absent)}"] if absent else []
    return "; ".join(filter(None, [" · ".join(parts), *not_offered]))


def _differs(field: str | None) -> str:
    """Return why articles that a road tells whole are asked for all the same."""
    if not field:
        return ""
    return f" (not believed: the pages have another {field.split()[0]})"


def _pages(figures: Figures) -> str:
    kinds = _list(under(figures, "newscrawl/pages/"))
    spared = figures.get("newscrawl/lists_spared", 0)
    refused = figures.get("robotstxt/forbidden", 0)
    parts = [kinds]
    parts += [f"{spared:,} older pages of lists spared"] if spared else []
    parts += [f"{refused:,} refused by robots.txt"] if refused else []
    return "; ".join(filter(None, parts))


def _left(figures: Figures) -> str:
    count = figures.get("newscrawl/archive/pending", 0)
    later = figures.get("newscrawl/archive/later", 0)
    parts = [f"{count - later:,} pages to ask for"] if count > later else []
    parts += [f"{later:,} that failed, to be tried again later"] if later else []
    return "; ".join(parts)


def _failures(figures: Figures) -> dict[str, int]:
    missing = int(figures.get("newscrawl/parts_missing", 0))
    found = under(figures, "newscrawl/failed/")
    return {**found, "parts of articles": missing} if missing else found


def _reasons(counts: Mapping[str, int]) -> str:
    """Return why pages were not read, each with its count, as `status` has it."""
    return _list({f"{reason}:": count for reason, count in counts.items()})


def _cost(figures: Figures) -> str:
    seconds = float(figures.get("elapsed_time_seconds") or 0)
    requests = figures.get("downloader/request_count", 0)
    received = figures.get("downloader/response_bytes", 0) / 1e6
    return f"{duration(seconds)}, {requests:,} requests, {received:,.1f} MB"


def duration(seconds: float) -> str:
    """Return *seconds* as a person says them: "1 h 2 min", "3 min 4 s", "5.6 s"."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"


def _files(figures: Figures) -> Iterator[str]:
    prefix = "newscrawl/feed/"
    names = {
        name.removeprefix(prefix).rpartition("/")[0]: None
        for name in figures
        if name.startswith(prefix)
    }
    for name in names:
        known = figures.get(f"{prefix}{name}/known", 0)
        new = figures.get(f"{prefix}{name}/new", 0)
        beside = f", {known:,} stood there already" if known else ""
        yield f"{name} ({new:,} new{beside})"
