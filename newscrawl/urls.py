"""Addresses: one form for each page, and what an address says by its shape."""

import re
from functools import lru_cache
from ipaddress import ip_address
from typing import Literal
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url, safe_url_string, url_query_cleaner

Kind = Literal["front", "list", "tag", "page", "never"]
"""What an address can be by its shape.

`front` a front page; `list` a section or its older pages; `tag` a list by tag, author
or date; `page` any page, perhaps an article; `never` no page to read: a feed, a
picture, a search, the site's machinery.
"""

# Parameters that name the visit, not the page. Sources: what Google, Meta, Microsoft,
# Yandex, X, TikTok, LinkedIn and Pinterest add to links, the campaigns of Mailchimp,
# HubSpot, Marketo, Adobe, AT Internet, Webtrekk, Matomo and Piano, the sharing of some
# newspapers, and WordPress's own for comments, sharing (Jetpack), AMP and print.
TRACKING = re.compile(
    r"(?:utm_\w+|gclid|gclsrc|dclid|gbraid|wbraid|gad_source|gad_campaignid|_ga|_gl|usqp"
    r"|fbclid|fb_action_ids|fb_action_types|fb_source|fb_ref|igshid|igsh|mibextid"
    r"|msclkid|yclid|ysclid|_openstat|twclid|ref_src|ref_url|ttclid|li_fat_id|epik"
    r"|mc_cid|mc_eid|_hsenc|_hsmi|__hstc|__hssc|__hsfp|hsctatracking|mkt_tok|s_cid"
    r"|at_(?:medium|campaign|custom\d|link_\w+|ptr_name|bbc_team|format)|xtor|wt_mc|wt_zmc"
    r"|(?:mtm|matomo|pk|piwik)_(?:campaign|kwd|keyword|source|medium|content|cid|group)"
    r"|oly_enc_id|oly_anon_id|vero_id|rb_clickid|ns_(?:mchannel|source|campaign|linkname)"
    r"|icid|ito|ocid|cmpid|cmp|smid|smtyp|ftag|guccounter|guce_referrer(?:_sig)?"
    r"|phpsessid|jsessionid|share|nb|replytocom|unapproved|moderation-hash"
    r"|amp|noamp|outputtype|amp_js_v|amp_gsa|print)$",
    re.IGNORECASE,
)

CACHED = 4096
"""How many answers each function keeps: the menus of a site, and its last pages."""

_PLAIN = re.compile(r"https?://[a-z0-9.-]*[a-z0-9-](?::\d+)?/[\w.~/-]*$", re.ASCII)
_PLAIN_PATH = re.compile(r"(?:/[\w~-][\w.~-]*)+/?$", re.ASCII)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z+.-]*:")
_DEFAULT_PORT = re.compile(r"^(http://[^/]+):80(?=/|$)|^(https://[^/]+):443(?=/|$)")
_DOT = re.compile(r"\.+(?=$|:)")
"""The dot that may end a host."""
_HOST = re.compile(r"[\w.:-]+")
_AMP = re.compile(r"(?<=[^/]/)(?:amp/)*amp/?$|(?<=\w)\.amp(?=(?:\.html?)?$)")
_KEY_PREFIX = re.compile(r"^https?://(?:www\d?\.|m\.|mobile\.|amp\.)?")
_INDEX = re.compile(
    r"(?<=/)(?:index\.(?:html?|php)|default\.aspx?)(?=$|\?)", re.IGNORECASE
)
_SLASHES = re.compile(r"(?<!:)/{2,}")
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
# https://developers.google.com/amp/cache/overview#amp-cache-url-format
_AMP_CACHE = re.compile(
    r"^https?://(?:[\w-]+\.cdn\.ampproject\.org/[cvw]|www\.google\.[a-z.]+/amp)"
    r"/(s/)?(?=[\w-]+\.)",
    re.IGNORECASE,
)
_SIZE = re.compile(r"-\d{2,4}x\d{2,4}(?=\.\w{3,4}$)")
_PART = re.compile(r"^(.*[^/\d][^/]*/)(\d{1,2})/?$")

_NEVER_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|avif|ico|pdf|zip|gz|mp[34]|m4[av]|mov|avi|webm|ogg"
    r"|css|js|json|xml|rss|atom|txt|docx?|xlsx?|pptx?|epub|apk|exe|ics|woff2?)$",
    re.IGNORECASE,
)
_NEVER_PATH = re.compile(
    r"/(?:wp-(?:admin|json|content|includes|login\.php)|feed|rss|atom|embed|trackback"
    r"|xmlrpc\.php|comment-page-\d+|search|attachment|cdn-cgi)(?:/|$)",
    re.IGNORECASE,
)
_NEVER_QUERY = re.compile(r"(?:^|&)(?:s|feed|attachment_id|rest_route|preview)=")
_TAG_PATH = re.compile(
    r"^(?:/[^/]+)??/(?:tag|tags|author|authors|type)/[^/]+(?:/page/\d+)?/?$"
    r"|^/(?:19|20)\d\d(?:/[01]?\d(?:/[0-3]?\d)?)?(?:/page/\d+)?/?$",
)
_TAG_QUERY = re.compile(r"(?:^|&)(?:tag|author|author_name|m|year|monthnum|day)=")
_LIST_PATH = re.compile(r"/(?:category|section|topics?)/[^/]|/page/\d+/?$")
_LIST_QUERY = re.compile(r"(?:^|&)(?:cat|category_name|paged|query-[\w-]*page)=")
_ENDING = re.compile(r"\.\w{2,5}$")
_BETWEEN = re.compile(r"[\s_+,.-]+")
_FEWEST_WORDS = 4
_NUMBER = re.compile(r"\d{5}")
_NUMBER_QUERY = re.compile(r"(?:^|&)\w*id\w*=\d{3}")
_DATE_PATH = re.compile(
    r"/((?:19|20)\d\d)(?:/(0?[1-9]|1[0-2])(?:/(0?[1-9]|[12]\d|3[01]))?)?(?=/)"
)


def join(base: str, href: str) -> str:
    """Return *href* made absolute; "" where it is not the address of a web page."""
    href = href.strip()
    if href.startswith(("http://", "https://")):
        return href
    if _PLAIN_PATH.match(href):
        return _origin(base) + href
    if not href or href.startswith("#") or _SCHEME.match(href):
        return ""
    try:
        return urljoin(base, href)
    except ValueError:  # such as http://[
        return ""


@lru_cache(maxsize=16)  # a crawl reads few sites at a time
def _origin(base: str) -> str:
    return urljoin(base, "/").removesuffix("/")


@lru_cache(maxsize=CACHED)
def canonical(url: str) -> str:
    """Return *url* in the form its record keeps.

    Gone are the fragment, tracking parameters, an AMP ending, the address of a cache of
    AMP, and a default port; the host is in lower case. What is escaped stays as its
    publisher spells it. Raises ValueError for what is no web address.
    docs/addresses.md has the rules with examples.
    """
    url = url if _PLAIN.match(url) else _tidy(url)
    url = _DEFAULT_PORT.sub(r"\1\2", url)
    own = _AMP_CACHE.sub(_cached_scheme, url)
    return canonical(own) if own != url else _AMP.sub("", url)


def _tidy(url: str) -> str:
    safe = _SESSION.sub("", safe_url_string(_check(url).strip()))
    parts = urlsplit(safe)
    netloc = _DOT.sub("", parts.netloc.lower())
    url = safe_url_string(urlunsplit(parts._replace(netloc=netloc, fragment="")))
    if parts.query and (names := _tracking(url)):
        url = url_query_cleaner(url, names, remove=True)
    if not parts.path:
        url = urlunsplit(urlsplit(url)._replace(path="/"))
    return _check(url)


def _cached_scheme(cached: re.Match[str]) -> str:
    return "https://" if cached[1] else "http://"


def _check(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise ValueError(f"no web address: {url!r}")
    parts.port  # noqa: B018  # raises ValueError for a port that is none
    return url


def _tracking(url: str) -> list[str]:
    names = (part.partition("=")[0] for part in urlsplit(url).query.split("&"))
    return [name for name in names if TRACKING.match(name)]


@lru_cache(maxsize=CACHED)
def key(url: str) -> str:
    """Return what two addresses of one page share.

    That is the canonical form with its escapes and parameters in order, without scheme,
    "www." or "m.", the name of an index, doubled and closing slashes. Raises ValueError
    for what is no web address.
    """
    url = canonical(url)
    if not _PLAIN.match(url):
        url = canonicalize_url(url)
    return _INDEX.sub("", _SLASHES.sub("/", _KEY_PREFIX.sub("", url))).rstrip("/")


def typed(text: str) -> str:
    """Return the address that is meant by *text*, which may lack its scheme.

    A host that is named by its number, or is this machine, mostly speaks plain http.
    Raises ValueError for what is no web address.
    """
    text = text.strip()
    whole = text if "://" in text else f"http://{text}"
    parts = urlsplit(_check(whole))
    name = parts.hostname or ""
    is_plain = whole == text or is_local(name)
    is_host = is_plain or "." in name or parts.port is not None
    if not is_host or not _HOST.fullmatch(name):
        raise ValueError(f"no web address: {text!r}")
    return whole if is_plain else f"https://{text}"


def is_local(name: str) -> bool:
    """Say whether the host *name* is a number, or this machine."""
    # https://www.rfc-editor.org/rfc/rfc6761#section-6.3
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def same(one: str, other: str) -> bool:
    """Say whether two addresses are of one page."""
    return key(one) == key(other)


@lru_cache(maxsize=CACHED)
def host(url: str) -> str:
    """Return the host of *url*, without port or "www."; "" where there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


@lru_cache(maxsize=CACHED)
def within(url: str, hosts: frozenset[str]) -> bool:
    """Say whether *url* is of one of *hosts* or below it."""
    name = host(url)
    return name in hosts or any(name.endswith(f".{domain}") for domain in hosts)


@lru_cache(maxsize=CACHED)
def kind(url: str) -> Kind:
    """Return what *url* can be by its shape alone."""
    path, query = _split(url)
    if path in ("", "/", "/index.php") and not query:
        return "front"
    if (
        _NEVER_FILE.search(path)
        or _NEVER_PATH.search(path)
        or _NEVER_QUERY.search(query)
    ):
        return "never"
    if _TAG_PATH.match(path) or _TAG_QUERY.search(query):
        return "tag"
    if _LIST_PATH.search(path) or _LIST_QUERY.search(query):
        return "list"
    return "page"


def _split(url: str) -> tuple[str, str]:
    """Return the path and the query of *url*."""
    if _PLAIN.match(url):  # most; the library's way is ten times slower
        return url[url.index("/", len("https://")) :], ""
    parts = urlsplit(url)
    return parts.path, parts.query


@lru_cache(maxsize=CACHED)
def tells_story(url: str) -> bool:
    """Say whether *url* ends as that of a story does: in a headline, or in a number.

    A section is a word or two: `/politics/`, `/arts-and-books/`.
    """
    path, query = _split(url)
    names = _ENDING.sub("", path.rstrip("/")).split("/")[-2:]
    if _NUMBER.search(names[-1]) or _NUMBER_QUERY.search(query):
        return True
    # A number made of letters may stand behind it: /the-lanterns-are-lit/I7QCHL6H/.
    return any(_count_words(unquote(name)) >= _FEWEST_WORDS for name in names)


def _count_words(name: str) -> int:
    return sum(not word.isdigit() for word in filter(None, _BETWEEN.split(name)))


def without_size(url: str) -> str:
    """Return the address of a picture without the size that WordPress adds to it."""
    return _SIZE.sub("", url)


def ends_in_number(url: str) -> bool:
    """Say whether the path of *url* ends in a digit, as that of a part does."""
    return url.partition("?")[0].rstrip("/")[-1:].isdecimal()


def part(url: str) -> tuple[str, int] | None:
    """Return the address of the whole and the number, where *url* may be a part.

    A split article goes on at `/its-own-name/2/`; only the page itself can prove it.
    """
    if not ends_in_number(url):  # nearly all; the pattern is slow to fail
        return None
    found = _PART.match(url.partition("?")[0])
    return (found[1], int(found[2])) if found and int(found[2]) > 1 else None


def written_date(url: str) -> tuple[int, int | None, int | None] | None:
    """Return year, month and day as far as the path of *url* gives them."""
    found = _DATE_PATH.search(urlsplit(url).path)
    if not found:
        return None
    year, month, day = (int(number) if number else None for number in found.groups())
    return (year, month, day) if year else None
