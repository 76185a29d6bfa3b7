"""The pages of a list: which of them an address is, and the words that lead on."""

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from newscrawl import urls

_NOUN = (
    r"(?:pages?|seite|p[aá]ginas?|pagine|side|sida|sivu|strona|str[aá]nk?a|stranitsa"
    r"|sayfa|halaman|trang|oldal)"
)
"""A page of a list, as addresses call it in the languages of newspapers."""

_PATH = re.compile(
    rf"/{_NOUN}[/_-]?(\d{{1,5}})(?=/?$|\.\w+$)|/index[_-]?(\d{{1,4}})(?=\.\w+$)"
    rf"|[,_-]{_NOUN}[_-]?(\d{{1,4}})(?=/?$|\.\w+$)|/[ps](\d{{1,4}})(?=/?$)",
    re.IGNORECASE,
)
_QUERY = re.compile(
    rf"(?:^|&)(?:(?:{_NOUN}|paged|pg|pag|pn|current_?page|query-[\w-]*page)"
    r"(?:_?(?:no|nr|num|number|index))?|start|offset|limitstart|skip)=(\d{1,6})(?=&|$)",
    re.IGNORECASE,
)
# A shortlink of WordPress: /?p=1234 is a story.
_QUERY_BELOW = re.compile(r"(?:^|&)p=(\d{1,4})(?=&|$)")
_BARE = re.compile(r"(?<=[^/\d])/([1-9]\d{0,2})/?$")

_DATED = re.compile(r"[/=](?:19|20)\d\d(?:[/-]\d{1,2}){0,2}/?$")

LATER = re.compile(
    r"[\s«‹←<⟵]*(?:"
    r"(?:load|show|view|see|read)\s+more\b.*|more(?:\s+news)?|older\b.*"
    r"|weiter(?:e\b.*)?|ältere\b.*|nächste(?:\s+seite)?|mehr(?:\s+\S+)?"
    r"|(?:page\s+)?suivante?s?|plus\s+(?:anciens|d[’']articles)|voir\s+plus|afficher\s+plus"
    r"|(?:página\s+)?siguientes?|más(?:\s+\S+)?|(?:ver|cargar)\s+más|anteriores"
    r"|próxim[ao]s?(?:\s+página)?|mais(?:\s+\S+)?|(?:ver|carregar)\s+mais"
    r"|avanti|(?:pagina\s+)?successiv[aoi]|articoli\s+precedenti|altri\s+articoli"
    r"|(?:pagina\s+)?volgende(?:\s+pagina)?|meer(?:\s+\S+)?|oudere\b.*"
    r"|neste(?:\s+side)?|næste(?:\s+side)?|nästa(?:\s+sida)?|eldre\b.*|ældre\b.*|äldre\b.*"
    r"|seuraava(?:\s+sivu)?|vanhemmat|następn[ae]\b.*|dalej|starsze\b.*|další\b.*|starší\b.*"
    r"|sonraki(?:\s+sayfa)?|daha\s+fazla\b.*|(?:halaman\s+)?(?:berikutnya|selanjutnya)"
    r"|следующ(?:ая|ие)\b.*|далее|дальше|вперед|вперёд|ещё|еще|наступна\b.*|далі"
    r"|(?:الصفحة\s+)?التالية?|المزيد|अगला|और\s+(?:पढ़ें|देखें)|次へ|次のページ|もっと見る"
    r"|下一[页頁]|更多|加载更多|다음|더보기|trang\s+sau|xem\s+thêm"
    r")[\s.…»›→>⟶]*$",
    re.IGNORECASE,
)
"""What leads to the next older page of a list, where its address agrees."""


@lru_cache(maxsize=urls.CACHED)
def number(url: str) -> int | None:
    """Return which page of a list *url* says to be; None where it does not."""
    parts = urlsplit(url)
    found = _PATH.search(unquote(parts.path)) or _QUERY.search(unquote(parts.query))
    if found is None and parts.path not in ("", "/", "/index.php"):
        found = _QUERY_BELOW.search(parts.query)
    return int(next(filter(None, found.groups()))) if found else None


def of(url: str, own: str) -> int | None:
    """Return which page *url* is of the list with the page *own*; None of another.

    There a bare number is one as well: `/politics/2/` of `/politics/`.
    """
    found, whole = number(url), base(own)
    if found is None:
        bare = _BARE.search(urlsplit(url).path)
        if bare is None or urls.key(_BARE.sub("", url)) != whole:
            return None
        return int(bare[1])
    return found if base(url) == whole else None


@lru_cache(maxsize=urls.CACHED)
def base(url: str) -> str:
    """Return what the pages of the list of *url* share."""
    parts = urlsplit(url)
    path, query = unquote(parts.path), unquote(parts.query)
    query = _QUERY.sub("", query)
    if parts.path not in ("", "/", "/index.php"):
        query = _QUERY_BELOW.sub("", query)
    found = parts._replace(
        path=_PATH.sub("", path), query=query.strip("&"), fragment=""
    )
    return urls.key(found.geturl())


def is_dated(url: str) -> bool:
    """Say whether *url* ends in a day, a month or a year, as those of calendars do."""
    return _DATED.search(url) is not None
