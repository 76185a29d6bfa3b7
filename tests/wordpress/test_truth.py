"""The truth is what a reader sees: read without the crawler."""

import re
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.wordpress.comparison import expected
from tests.wordpress.site import WordPress
from tests.wordpress.themes import THEMES
from tests.wordpress.traps import TRAPS
from tests.wordpress.truth import Record

pytestmark = pytest.mark.wordpress

STEP = 16
"""Of the ordinary posts every so many; of the traps all."""
FEW = 12
"""Addresses of each kind that are no articles."""
HIDDEN = {"draft", "private", "future"}


def fetch(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, ""


def words(html: str) -> str:
    tree = LexborHTMLParser(html)
    tree.strip_tags(["script", "style"])
    assert tree.body
    return " ".join(tree.body.text(separator="").split())


def whole(url: str) -> str:
    """The words of an article and of the parts it links to."""
    _, html = fetch(url)
    parts = re.findall(rf'href="({re.escape(url)}\d+/)"', html)
    return " ".join(words(page) for page in (html, *(fetch(p)[1] for p in parts)))


def some(truth: list[Record]) -> list[Record]:
    articles = expected(truth)
    numbers = sorted({*TRAPS, *range(0, len(articles), STEP)})
    return [articles[number] for number in numbers]


def unseen(record: Record) -> Iterator[str]:
    """What the record claims and its page does not show, in order."""
    shown = whole(record["url"])
    place = 0
    lines = [
        line for block in record["text"].split("\n\n") for line in block.split("\n")
    ]
    for line in (record["title"], *filter(None, [record["standfirst"]]), *lines):
        found = shown.find(line, place)
        if found < 0:
            yield f"{record['url']}: {line}"
        else:
            place = found + len(line)
    for name in (*record["tags"], *record["authors"], *record["sections"]):
        if name not in shown:
            yield f"{record['url']}: {name}"


@pytest.mark.parametrize("theme", THEMES)
def test_truth_is_on_the_page(site: WordPress, theme: str) -> None:
    site.use_theme(theme)
    with ThreadPoolExecutor(8) as pool:
        found = pool.map(lambda record: list(unseen(record)), some(site.truth()))
    assert [line for lines in found for line in lines] == []


def test_what_is_not_public_is_not_served(site: WordPress) -> None:
    lines = [line for line in site.truth() if line.get("why") in HIDDEN]
    assert len(lines) == 4
    assert {fetch(line["url"])[0] for line in lines} == {404}


def test_everything_else_named_is_served(site: WordPress) -> None:
    kinds: dict[str, list[str]] = {}
    for line in site.truth():
        kinds.setdefault(line.get("why", "draft"), []).append(line["url"])
    addresses = [u for why in kinds.keys() - HIDDEN for u in kinds[why][-FEW:]]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda url: fetch(url)[0], addresses))
    assert [u for u, code in zip(addresses, answers, strict=True) if code != 200] == []
