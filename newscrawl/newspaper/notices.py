"""What a paper says of how its stories may be used, in each form there is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Rights = tuple[tuple[str, str, str], ...]
"""Signal, value and source of each."""

_SOURCES = (
    "meta",
    "link",
    "jsonld",
    "header",
    "/robots.txt",
    "/.well-known/tdmrep.json",
)
"""In the order in which a reader of the page comes by them."""
_RESERVATIONS = ("tdm", "noai", "noarchive", "noindex")

_LICENCE = "https://creativecommons.org/licenses/by-nc/4.0/"
_POLICY = "https://lantern.example/mining.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What is said of a story, or of all, and what is true of it then.

    `{path}` stands for the path of the story, `{url}` for its address.
    """

    headers: tuple[tuple[str, str], ...] = ()
    head: str = ""
    """HTML, for the head of the page."""
    foot: str = ""
    """HTML, for the end of its body."""
    rules: str = ""
    """Lines of robots.txt for everyone."""
    groups: str = ""
    """Further groups of robots.txt."""
    mining: tuple[Mapping[str, Any], ...] = ()
    """Rules of tdmrep.json."""
    rights: Rights = ()
    reserved: tuple[str, ...] = ()


NOTHING = Notice()


def truth(notices: Iterable[Notice]) -> dict[str, list[Any]]:
    """Return what is true of a story of which *notices* are given."""
    notices = list(notices)
    said = [right for notice in notices for right in notice.rights]
    said.sort(key=lambda right: _SOURCES.index(right[2]))
    found = {name for notice in notices for name in notice.reserved}
    return {
        "rights": [
            {"signal": signal, "value": value, "source": source}
            for signal, value, source in said
        ],
        "reserved": [name for name in _RESERVATIONS if name in found],
    }


def _meta(name: str, content: str, said: str, *reserved: str) -> Notice:
    return Notice(
        head=f'<meta name="{name}" content="{content}">',
        rights=(("robots", said, "meta"),),
        reserved=reserved,
    )


def _header(name: str, value: str, signal: str, *reserved: str) -> Notice:
    rights = ((signal, value, "header"),)
    return Notice(headers=((name, value),), rights=rights, reserved=reserved)


def _tag(value: str, *reserved: str) -> Notice:
    return _header("X-Robots-Tag", value, "robots", *reserved)


def _usage(value: str, *reserved: str, signal: str = "Content-Usage") -> Notice:
    return _header(signal, value, signal, *reserved)


def _linked_data(fields: str, signal: str, value: str) -> Notice:
    return Notice(
        foot='<script type="application/ld+json">{"@context": "https://schema.org",'
        f' "@type": "NewsArticle", "url": "{{url}}", {fields}}}</script>',
        rights=((signal, value, "jsonld"),),
    )


def _mining(location: str, reservation: object, *reserved: str) -> Notice:
    return Notice(
        mining=({"location": location, "tdm-reservation": reservation},),
        rights=(("tdm-reservation", str(reservation), "/.well-known/tdmrep.json"),),
        reserved=reserved,
    )


def _joined(*notices: Notice, reserved: tuple[str, ...]) -> Notice:
    """Return a notice that says what several say."""
    said = truth(notices)["rights"]
    return Notice(
        headers=tuple(header for each in notices for header in each.headers),
        head="".join(each.head for each in notices),
        mining=tuple(rule for each in notices for rule in each.mining),
        rights=tuple((one["signal"], one["value"], one["source"]) for one in said),
        reserved=reserved,
    )


_RESERVED_IN_META = Notice(
    head=f'<meta name="tdm-reservation" content="1">'
    f'<meta name="tdm-policy" content="{_POLICY}">',
    rights=(("tdm-reservation", "1", "meta"), ("tdm-policy", _POLICY, "meta")),
    reserved=("tdm",),
)
_LET_IN_META = Notice(
    head='<meta name="tdm-reservation" content="0">',
    rights=(("tdm-reservation", "0", "meta"),),
)
_RESERVED_IN_HEADER = _header("TDM-Reservation", "1", "tdm-reservation", "tdm")
_LET_IN_HEADER = _header("tdm-reservation", "0", "tdm-reservation")

FORMS: dict[str, Notice] = {
    # Directives to robots: in the page, and in its headers.
    "meta noai": _meta("robots", "noai, noimageai", "noai, noimageai", "noai"),
    "meta noml": _meta("robots", "index,noml", "index,noml", "noai"),
    "meta NOARCHIVE": _meta("ROBOTS", "NOARCHIVE", "NOARCHIVE", "noarchive"),
    "meta nocache": _meta("robots", "nocache", "nocache", "noarchive"),
    "meta noindex": _meta("robots", "noindex, follow", "noindex, follow", "noindex"),
    "meta none": _meta("robots", "none", "none", "noindex"),
    "meta noimageai": _meta("robots", "noimageai", "noimageai"),
    "meta for a search": _meta("googlebot", "noarchive", "googlebot: noarchive"),
    "meta for an AI": _meta("GPTBot", "noindex", "gptbot: noindex", "noai"),
    "meta for us": _meta("newscrawl", "noarchive", "newscrawl: noarchive", "noarchive"),
    "meta of other things": Notice(
        head='<meta name="robots" content="index, follow, max-image-preview:large">'
    ),
    "header noai": _tag("noai", "noai"),
    "header noarchive": _tag("noindex, noarchive", "noarchive", "noindex"),
    "header none": _tag("none", "noindex"),
    "header for a search": _tag("googlebot: noarchive, nofollow"),
    "header for an AI": _tag("CCBot: noarchive", "noai"),
    "header for us": _tag("googlebot: noarchive, newscrawl: noindex", "noindex"),
    "header twice": Notice(
        headers=(("X-Robots-Tag", "noarchive"), ("x-robots-tag", "bingbot: noindex")),
        rights=(
            ("robots", "noarchive", "header"),
            ("robots", "bingbot: noindex", "header"),
        ),
        reserved=("noarchive",),
    ),
    "header of other things": Notice(
        headers=(("X-Robots-Tag", "unavailable_after: 25 Jun 2030 15:00:00 PST"),)
    ),
    # TDMRep: in the page, in its headers, in the file; the nearest counts.
    "tdm meta": _RESERVED_IN_META,
    "tdm header": _RESERVED_IN_HEADER,
    "tdm header 0": _LET_IN_HEADER,
    "tdm header 2": _header("tdm-reservation", "2", "tdm-reservation"),
    "tdm policy in the header": Notice(
        headers=(("tdm-reservation", "1"), ("tdm-policy", _POLICY)),
        rights=(("tdm-reservation", "1", "header"), ("tdm-policy", _POLICY, "header")),
        reserved=("tdm",),
    ),
    "tdm file": _mining("{path}", 1, "tdm"),
    "tdm file 0": _mining("{path}$", 0),
    "tdm file with a star": _mining("*{path}$", 1, "tdm"),
    "tdm header 0, meta 1": _joined(
        _LET_IN_HEADER, _RESERVED_IN_META, reserved=("tdm",)
    ),
    "tdm header 1, meta 0": _joined(_RESERVED_IN_HEADER, _LET_IN_META, reserved=()),
    "tdm file 1, header 0": _joined(_mining("{path}", 1), _LET_IN_HEADER, reserved=()),
    "tdm file 0, header 1": _joined(
        _mining("{path}", 0), _RESERVED_IN_HEADER, reserved=("tdm",)
    ),
    # Preferences: in the headers, and in robots.txt.
    "usage train-ai": _usage("train-ai=n", "noai"),
    "usage search": _usage("train-ai=y, search=n", "noindex"),
    "usage bots": _usage("bots=n", "tdm", "noai"),
    "usage bots but AI": _usage("bots=n, train-ai=y;since=2026", "tdm"),
    "usage let": _usage("train-ai=y"),
    "usage misspelt": _usage("Train-AI=n"),
    "signal": _usage("search=yes, ai-train=no", "noai", signal="Content-Signal"),
    "usage in robots.txt": Notice(
        rules="Content-Usage: {path} train-ai=n\nContent-Usage: {path}amp/ search=n\n",
        rights=(("Content-Usage", "train-ai=n", "/robots.txt"),),
        reserved=("noai",),
    ),
    "signal in robots.txt": Notice(
        rules="Content-Signal: {path} ai-train=no, search=no\n",
        rights=(("Content-Signal", "ai-train=no, search=no", "/robots.txt"),),
        reserved=("noai", "noindex"),
    ),
    "AI in robots.txt": Notice(
        groups="User-agent: gptbot\nUser-agent: CCBot\nDisallow: {path}\n",
        rights=(("robots.txt", "GPTBot, CCBot", "/robots.txt"),),
        reserved=("noai",),
    ),
    "another in robots.txt": Notice(groups="User-agent: Slurp\nDisallow: {path}\n"),
    # Licences.
    "licence link": Notice(
        head=f'<link rel="license" href="{_LICENCE}">',
        rights=(("licence", _LICENCE, "link"),),
    ),
    "licence anchor": Notice(
        foot=f'<footer><a rel="License nofollow" href="{_LICENCE}">CC</a></footer>',
        rights=(("licence", _LICENCE, "link"),),
    ),
    "licence of a picture": Notice(
        foot=f'<figure><a rel="license" href="{_LICENCE}">Photo</a></figure>'
    ),
    "licence header": Notice(
        headers=(("Link", f'</feed/>; rel=alternate, <{_LICENCE}>; rel="license"'),),
        rights=(("licence", _LICENCE, "header"),),
    ),
    "licence meta": Notice(
        head=f'<meta name="DCTERMS.license" content="{_LICENCE}">',
        rights=(("licence", _LICENCE, "meta"),),
    ),
    "licence JSON-LD": _linked_data(f'"license": "{_LICENCE}"', "licence", _LICENCE),
    "licence JSON-LD thing": _linked_data(
        f'"license": [{{"@type": "CreativeWork", "url": "{_LICENCE}"}}]',
        "licence",
        _LICENCE,
    ),
    "usageInfo": _linked_data(f'"usageInfo": "{_POLICY}"', "usageInfo", _POLICY),
    "copyrightNotice": _linked_data(
        '"copyrightNotice": "© The Lantern"', "copyrightNotice", "© The Lantern"
    ),
    # Paywalls.
    "not free": _linked_data(
        '"isAccessibleForFree": false', "isAccessibleForFree", "False"
    ),
    "not free, in words": _linked_data(
        '"isAccessibleForFree": "False"', "isAccessibleForFree", "False"
    ),
    "not free, a part": _linked_data(
        '"hasPart": {"@type": "WebPageElement", "isAccessibleForFree": "false"}',
        "isAccessibleForFree",
        "false",
    ),
    "free": _linked_data('"isAccessibleForFree": true', "isAccessibleForFree", "True"),
    "not free, microdata": Notice(
        head='<meta itemprop="isAccessibleForFree" content="false">',
        rights=(("isAccessibleForFree", "false", "meta"),),
    ),
}
"""Each form of each signal, for a story."""

SITE = Notice(
    rules="License: https://lantern.example/licence.xml\n",
    groups="User-agent: ClaudeBot\nUser-agent: Google-Extended\nDisallow: /\n",
    mining=({"location": "/", "tdm-reservation": 1},),
    rights=(
        ("robots.txt", "ClaudeBot, Google-Extended", "/robots.txt"),
        ("licence", "https://lantern.example/licence.xml", "/robots.txt"),
        ("tdm-reservation", "1", "/.well-known/tdmrep.json"),
    ),
    reserved=("tdm", "noai"),
)
"""What can be said of a whole site."""
