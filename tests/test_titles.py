"""Which words of a page are its title, whatever stands around them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl import masthead, titles
from newscrawl.document import Document
from newscrawl.masthead import Masthead
from newscrawl.page import ArticlePage, Reading
from newscrawl.site import Site
from newscrawl.text import collapse

URL = "https://www.harbour-post.example/news/lanterns"
NAMED = "<meta property=og:site_name content='The Harbour Post'>"
HEADLINE = "Lanterns light the harbour again"
BAND = "Band plays until the last boat"
words = st.text("abcdefgh", min_size=1, max_size=9)
sentences = st.lists(words, min_size=3, max_size=8).map(" ".join)


def title(html: str, url: str = URL) -> str:
    return Reading(Document(html, url), ArticlePage(), Site()).title


def og(text: str) -> str:
    return f'<meta property="og:title" content="{text}">'


def ld(text: str) -> str:
    thing = json.dumps({"@type": "NewsArticle", "headline": text})
    return f'<script type="application/ld+json">{thing}</script>'


def test_a_headline_that_the_page_declares_comes_before_what_is_for_friends() -> None:
    html = f"<meta name=headline content='{HEADLINE}'>{og(f'{HEADLINE}-Culture')}"
    assert title(f"{html}<p>a</p>") == HEADLINE


@pytest.mark.parametrize(
    "declared",
    [
        f"{HEADLINE} | The Harbour Post",
        f"{HEADLINE} - Harbour Post",
        f"{HEADLINE} – HARBOUR-POST.EXAMPLE",
        f"{HEADLINE} · Harbour Post Online",
        f"{HEADLINE}|Harbour Post",
        f"{HEADLINE} | Culture | Harbour Post",
        f"{HEADLINE} :: Harbour Post",
        f"{HEADLINE} « Harbour Post",
        f"{HEADLINE}--harbourpost",
        f"{HEADLINE}_Harbour Post",
        f"The Harbour Post: {HEADLINE}",
        f"The Harbour Post | {HEADLINE}",
        f"Harbour Post » {HEADLINE} | Harbour Post",
    ],
)
def test_a_title_is_without_the_name_of_the_site(declared: str) -> None:
    if ": " in declared:
        declared = declared.replace(": ", " : ")

    assert title(f"{NAMED}<title>{declared}</title><p>a</p>") == HEADLINE
    assert title(f"{NAMED}{og(declared)}<p>a</p>") == HEADLINE


@pytest.mark.parametrize("name", ["og:site_name", "application-name", "DC.publisher"])
def test_where_the_name_of_the_site_is_told(name: str) -> None:
    html = f"<meta name='{name}' content='Kurier'>{og(f'{HEADLINE} - Kurier')}"

    assert title(html) == HEADLINE


def test_the_publisher_is_the_site() -> None:
    things = [
        {"@type": "NewsArticle", "publisher": {"name": "Kurier"}},
        {"@type": "WebSite", "name": "Kurier am Abend"},
    ]
    script = f'<script type="application/ld+json">{json.dumps(things)}</script>'

    for name in ("Kurier", "Kurier am Abend", "Der Kurier", "KURIER Online"):
        assert title(script + og(f"{HEADLINE} - {name}")) == HEADLINE


def test_a_dash_of_the_title_itself_stays() -> None:
    assert title(NAMED + og(f"{HEADLINE} - {BAND}")) == f"{HEADLINE} - {BAND}"


def test_a_page_that_is_named_as_the_site_is_keeps_its_title() -> None:
    html = f"<meta property=og:site_name content='{HEADLINE}'>{og(HEADLINE)}"

    assert title(f"{html}<h1>{HEADLINE}</h1>") == HEADLINE


def test_a_title_of_nothing_but_the_site_is_none() -> None:
    assert title(f"{NAMED}{og('Harbour Post')}<p>a</p>") == ""
    assert title(f"{NAMED}<title>Harbour Post</title><h1>Welcome</h1>") == "Welcome"


def test_of_two_titles_the_one_that_is_whole() -> None:
    cut = og("Lanterns light the…")

    assert title(f"{cut}<title>{HEADLINE} | Harbour Post</title>") == HEADLINE
    assert title(f"{cut}<title>Harbour Post</title>") == "Lanterns light the…"


@pytest.mark.parametrize(
    "html",
    [
        # A kicker that no other source has.
        f"{og(HEADLINE)}<h1><span>Festival</span> {HEADLINE}</h1>",
        f"{og(HEADLINE)}<h1>Festival<br>{HEADLINE}</h1>",
        f"{og(HEADLINE)}<h3>Festival in the harbour - {HEADLINE}</h3>",
        # The logo, the section, a menu, a card.
        f"{NAMED}{og(HEADLINE)}<h1>The Harbour Post</h1><h2>{HEADLINE}</h2>",
        f"{og(HEADLINE)}<h1>SATIRE</h1><p>a</p>",
        f"<title>{HEADLINE} | City | Post</title><h1>City</h1><h2>{HEADLINE}</h2>",
        f"{ld(HEADLINE)}<h2><a href=/b>{BAND}</a></h2><h2>{HEADLINE}</h2>",
        # The last of the breadcrumbs is what search engines are shown.
        f"{ld(BAND)}{og(HEADLINE)}<ul class=breadcrumb><li><h1>{BAND}</h1></ul>"
        f"<h2>{HEADLINE}</h2><h3>{BAND}</h3>",
        f"{og(HEADLINE)}<nav><h1>{HEADLINE}</h1></nav><h2>Festival</h2>",
        # What readers see goes before what others are told.
        f"{og('Harbour lanterns: light again in the city')}<h1>{HEADLINE}</h1>",
        f"{og(BAND)}<h1>{HEADLINE}</h1>",
        f"<title>Harbour Post | {HEADLINE}</title><h2>{HEADLINE}</h2>",
        f"<title>Lights - Lanterns light the…</title><h1>{HEADLINE}</h1>",
        f"{og('Lanterns light the... | Post')}<h1>City</h1><h2>{HEADLINE}</h2>",
        "<h2>x</h2>" * 70 + f"{og(HEADLINE)}<h1>{HEADLINE}</h1>",
    ],
)
def test_which_heading_is_the_headline(html: str) -> None:
    assert title(html) == HEADLINE


@pytest.mark.parametrize(
    "heading",
    [
        f"“Lights out”: {HEADLINE}",
        f"Festival: {HEADLINE}",
        f"{HEADLINE} as {BAND}",
        f"Why is it that after eight or nine long years of darkness {HEADLINE}",
        f"Will {HEADLINE}?",
    ],
)
def test_what_readers_are_shown_stays_whole(heading: str) -> None:
    assert title(f"{og(HEADLINE)}<h1>{heading}</h1>") in (heading, HEADLINE)
    assert title(f"{og('Lanterns')}<h1>{heading}</h1>") == heading


def test_titles_in_scripts_without_spaces_are_compared_by_pairs() -> None:
    shown, declared = "港口灯会今晚再度点亮", "港口灯会再度点亮迎来游客"

    assert title(f"{og(declared)}<h1>专题</h1><h2>{shown}</h2>") == shown
    assert title(f"{og(declared)}<h1>专题</h1>") == declared


def test_a_kicker_without_a_space_is_set_off_as_declared() -> None:
    heading = f"<h1><span>Festival</span>{HEADLINE}</h1>"

    assert title(f"{og(f'Festival / {HEADLINE}')}{heading}") == f"Festival / {HEADLINE}"


def test_what_is_declared_twice_is_no_heading_of_a_section() -> None:
    declared = ld(HEADLINE) + og(f"{HEADLINE} - City")

    assert title(f"{declared}<h2>All that happened there on Friday</h2>") == HEADLINE
    assert title(f"{ld(BAND)}<h2>All that happened</h2>") == "All that happened"


@given(sentences, sentences, st.sampled_from([" | ", " - ", " » ", "|", " :: "]))
def test_whatever_the_names_are(headline: str, name: str, between: str) -> None:
    if headline == name:
        return
    meta = f"<meta property=og:site_name content='{name}'>"

    for declared in (headline + between + name, name + between + headline):
        assert title(f"{meta}<title>{declared}</title><h1>{headline}</h1>") == headline
        assert titles.bare(declared, masthead.find(Document(meta, URL))) == headline


@given(st.text(max_size=80))
def test_any_text_is_a_title_of_its_own(text: str) -> None:
    assert titles.bare(text, Masthead(frozenset())) == collapse(text)
    assert next(titles.beginnings(text)) == text
    assert all(rest in text for rest in titles.remainders(text))


def test_a_headline_that_is_set_as_a_plain_line_is_found_by_the_page_s_title() -> None:
    html = (
        f"<title>Harbour Post | {HEADLINE}</title><div class=big>{HEADLINE}</div>"
        "<p>The boats came in at dusk, and the band played on until the last.</p>"
        "<div><h1>SATIRE</h1></div>"
    )
    reading = Reading(Document(html, URL), ArticlePage(), Site())

    assert reading.headline is not None
    assert reading.headline.text == HEADLINE
    assert reading.title == HEADLINE
    assert reading.text.startswith("The boats came in")
