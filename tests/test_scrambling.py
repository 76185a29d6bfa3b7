"""Pages in words made up anew, which are read as before."""

import re
from pathlib import Path
from typing import Any

import pytest

from newscrawl.captures import rulebook
from newscrawl.document import Document
from newscrawl.links import Links
from newscrawl.page import ArticlePage
from newscrawl.saved import Rulebook, Saved
from newscrawl.scrambling import CannotScramble, scramble
from newscrawl.site import Site
from newscrawl.spiders.asianlite import AsianLiteSpider
from tests.pages import CAPTURES

URL = "https://lantern.example/2026/news/tea-rises/"
PAGES = CAPTURES.pages("asianlite")


def rules(**fields: Any) -> Rulebook:
    page = ArticlePage(**fields)
    hosts = frozenset({"lantern.example"})
    return Rulebook(name="lantern", site=Site(), page=page, links=Links(), hosts=hosts)


def page(text: str, head: str = "", title: str = "Tea rises again") -> Saved:
    html = f"""<!doctype html><html lang=en><head><title>{title}</title>
        <meta property="og:title" content="{title}"><meta name=robots content="noindex">
        {head}</head><body class="single single-post postid-1"><h1>{title}</h1>
        <p>By Esha Brindle and Noor von Corrigand</p><p>February 1, 2026</p>
        <div class=entry-content>{text}</div></body></html>"""
    return Saved(html, URL)


@pytest.mark.parametrize("path", PAGES, ids=CAPTURES.name)
def test_a_saved_page_is_read_as_before_but_for_its_words(path: Path) -> None:
    saved, own = CAPTURES.saved(path), rulebook(AsianLiteSpider)
    made_up = scramble(saved, own)
    before, read = saved.read(own), made_up.read(own)

    assert made_up == scramble(saved, own)
    assert read["kind"] == before["kind"]
    for name in before.keys() & {"published_raw", "url", "flags", "also_read", "older"}:
        assert read[name] == before[name]


def test_no_word_of_the_article_stays() -> None:
    saved = page("<p>Tea rose on Monday &amp; fell; tea is <b>Tea</b>.</p>" * 3)
    read = scramble(saved, rules()).read(rules())
    words = re.findall(r"\w+", " ".join([read["title"], *read["text"]]))

    assert "on" in words
    assert "Monday" in words
    assert not {"Tea", "tea", "rose", "fell", "rises", "again"} & set(words)
    assert {len(word) for word in words[:3]} == {3, 5}
    (paragraph, *_) = read["text"]
    first, *_, last = re.findall(r"\w+", paragraph)
    assert first == last
    assert first.istitle()
    assert paragraph.count("&") == 1


def test_names_stay_names() -> None:
    read = scramble(page("<p>Tea rose.</p>"), rules()).read(rules())

    assert len(read["authors"]) == 2
    assert read["authors"][0] != "Esha Brindle"
    assert re.fullmatch(r"[A-Z][a-z]{3} von [A-Z][a-z]{8}", read["authors"][1])
    assert read["published_raw"] == "February 1, 2026"


def test_other_scripts_stay_what_they_are() -> None:
    text = "जनवरी में चाय की कीमत बढ़ गई और किसान खुश हुए। Café Noël stays. "
    spelt = "<p>Gar&ccedil;on Caf&eacute; stays.</p>"
    made_up = scramble(page(f"<p>{text * 3}</p>{spelt}"), rules())
    paragraph, latin = made_up.read(rules())["text"]

    assert paragraph.split()[:1] != text.split()[:1]
    assert len(paragraph) == len((text * 3).strip())
    assert all("\u0900" <= letter <= "\u097f" for letter in paragraph.split()[5])
    assert "é" in paragraph
    assert re.fullmatch(r"\w{3}ç\w\w \w{3}é \w{5}\.", latin)


def test_what_scripts_and_comments_say_is_gone() -> None:
    head = """<script>var story = "Tea rose sharply"</script><!-- Tea rose sharply -->
        <style>.tea {color: red}</style><script type="application/ld+json">{"@type":
        "WebPage", "name": "Tea rose sharply", "url": "https://lantern.example/tea/",
        "hasPart": [{"headline": "A </b> rose"}], "position": 3}</script>"""
    html = scramble(page("<p>Tea rose sharply.</p>", head), rules()).html

    assert "sharply" not in html
    assert ".tea {color: red}" in html
    assert "https://lantern.example/tea/" in html
    (data,) = Document(html, URL).things[:1]
    assert (data["@type"], data["position"]) == ("WebPage", 3)


def test_what_is_no_prose_stays() -> None:
    head = '<meta name=generator content="WordPress"><a title="https://tea.example/">'
    html = scramble(
        page('<p>Tea.</p><img alt="Tea\'s &quot;cup" src=a.jpg>', head), rules()
    )

    assert 'content="WordPress"' in html.html
    assert 'content="noindex"' in html.html
    assert 'title="https://tea.example/"' in html.html
    assert "cup" not in html.html


def test_a_page_that_would_be_read_otherwise_is_refused() -> None:
    def by_word(document: Document) -> str | None:
        return "Tea" if "sharply" in document.html else None

    said = f"{URL}: .*read otherwise: title.*scrapy capture --again lantern"
    with pytest.raises(CannotScramble, match=said):
        scramble(page("<p>Tea rose sharply.</p>"), rules(title=(by_word,)))


@pytest.mark.parametrize(
    "data",
    [
        '{"@type": "NewsArticle", "headline": "Tea rose", "keywords": ["Jute"],}',
        '{"@type": "NewsArticle", "headline": "Tea "rose" sharply", "position": 3}',
        '//<![CDATA[\n{"@type": "NewsArticle", "name": "Jute \\u0026", "a": null}//]]>',
        '{"@type": "NewsArticle", "description": "Jute \\q rose", "headline": "Tea"',
    ],
)
def test_data_that_is_broken_stays_so_and_its_words_go(data: str) -> None:
    head = f'<script type="application/ld+json">{data}</script>'
    made_up = scramble(page("<p>Tea rose sharply.</p>", head), rules())

    (script,) = re.findall('ld.json">(.*?)</script', made_up.html, re.DOTALL)
    marks = re.compile(r'[\[\]{}":,/\\]|null|@type|NewsArticle|headline|position|name')
    assert marks.findall(script) == marks.findall(data.replace("\\u0026", ""))
    assert not {"Tea", "tea", "rose", "sharply", "Jute"} & set(
        re.findall(r"\w+", script)
    )


def test_entities_in_data_are_the_letters_that_they_stand_for() -> None:
    head = """<script type="application/ld+json">{"@type": "NewsArticle", "headline":
        "Caf&eacute;s &amp; tea", "description": "&lt;b&gt;Tea"}</script>"""
    made_up = scramble(page("<p>Tea rose.</p>", head, title="Cafés &amp; tea"), rules())

    assert made_up.read(rules())["title"].split()[1] == "&"
    assert "Caf" not in made_up.html
