import pytest

from newscrawl.document import Document

URL = "https://asianlite.com/2022/uk-news/lanterns/"


def document(head: str = "", body: str = "", url: str = URL) -> Document:
    return Document(f"<html><head>{head}</head><body>{body}</body></html>", url)


@pytest.mark.parametrize(
    ("head", "href", "expected"),
    [
        ("", "/a/", "https://asianlite.com/a/"),
        ("<base href='https://b.example/x/'>", "a/", "https://b.example/x/a/"),
        ("<base href='/x/'>", "a/", "https://asianlite.com/x/a/"),
        ("<base href='mailto:a'>", "a/", f"{URL}a/"),
    ],
)
def test_addresses_start_from_the_base(head: str, href: str, expected: str) -> None:
    assert document(head).absolute(href) == expected


def test_bytes_are_decoded() -> None:
    page = Document.from_bytes("<title>“A”</title>".encode(), URL, "latin-1")

    assert page.title == "“A”"


def test_a_page_without_a_title_has_none() -> None:
    assert document().title == ""


@pytest.mark.parametrize(
    ("html", "language"),
    [("<html lang=en-GB>", "en-GB"), ("<html lang=''>", None), ("<html>", None)],
)
def test_language(html: str, language: str | None) -> None:
    assert Document(html, URL).language == language


def test_meta_tags_by_name_or_property() -> None:
    page = document(
        "<meta property='article:tag' content='A &amp;amp; B'>"
        "<meta name='Article:Tag' content=C><meta name=x content=''><meta content=y>"
    )

    assert page.meta == {"article:tag": ["A & B", "C"]}


def test_what_a_page_tells_in_its_head() -> None:
    page = document(
        "<link rel=canonical href=' /a/ '><link rel='x shortlink' href=/?p=7>"
        "<link rel=canonical><meta itemprop='x isPartOf' content=Z><meta content=y>"
    )

    assert list(page.links("canonical")) == ["/a/"]
    assert list(page.links("shortlink")) == ["/?p=7"]
    assert list(page.items("isPartOf")) == ["Z"]


def test_a_page_of_frames_is_empty() -> None:
    page = Document("<frameset><frame src=/menu.html></frameset>", URL)

    assert page.blocks == []
    assert page.body_words == frozenset()


def test_empty_values_are_none() -> None:
    page = document(body="<a href=''>x</a><a href=/y>y</a><p> </p><p>z</p>")

    assert list(page.values("a", "href")) == ["/y"]
    assert list(page.texts("p")) == ["z"]


def ld(*things: str) -> str:
    return f'<script type="application/ld+json">[{",".join(things)}]</script>'


OTHER = '{"@type": "Article", "headline": "Other", "url": "https://asianlite.com/o/"}'


@pytest.mark.parametrize(
    ("own", "headline"),
    [
        (f'{{"@type": "Article", "headline": "Own", "url": "{URL}"}}', "Own"),
        (f'{{"@type": "Article", "headline": "Own", "@id": "{URL}#article"}}', "Own"),
        (
            f'{{"@type": "Article", "headline": "Own", "mainEntityOfPage": "{URL}"}}',
            "Own",
        ),
        (
            '{"@type": "Article", "headline": "Own",'
            f' "mainEntityOfPage": {{"@id": "{URL}"}}}}',
            "Own",
        ),
        ('{"@type": "Article", "headline": "Own", "url": "http://["}', "Other"),
    ],
)
def test_the_article_is_the_pages_own(own: str, headline: str) -> None:
    assert document(ld(OTHER, own)).article["headline"] == headline


def test_a_page_without_an_article_has_none() -> None:
    assert document(ld('{"@type": "WebPage"}')).article == {}


def test_the_words_of_the_body() -> None:
    page = Document("<body class='single postid-7'>", URL)

    assert page.body_words == {"single", "postid-7"}
    assert document().body_words == frozenset()


def test_boxes_of_what_makes_a_block() -> None:
    page = document(body="<div class=a><p>x</p></div><span class=a>y</span>")

    (box,) = page.boxes(".a")
    assert [block.text for block in page.blocks[box.start : box.end]] == ["x"]


def test_selecting_within() -> None:
    page = document(body="<div id=a><p>x</p></div><p>y</p>")
    (inner,) = page.select("#a")

    assert len(page.select("p", inner)) == 1
    assert len(page.select("p")) == 2
