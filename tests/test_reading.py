"""What is read from small pages, one point each; whole pages are in tests/pages."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.document import Document
from newscrawl.page import ArticlePage, Reading
from newscrawl.site import Site

URL = "https://asianlite.com/2022/uk-news/lanterns/"
PROSE = (
    "<p>The first lantern went into the water at dusk.</p><p>The band came late.</p>"
)
LINE = "Forty boats and a band came to it"
SINGLE = "<body class='single single-post postid-7'><h1>Lanterns</h1>"
CONTENT = f"<div class=entry-content>{PROSE}</div>"


def reading(html: str, url: str = URL, **rules: Any) -> Reading:
    return Reading(Document(html, url), ArticlePage(**rules), Site())


def field(html: str, name: str, **rules: Any) -> Any:
    return getattr(reading(html, **rules).article("asianlite"), name)


def blocks(body: str) -> list[str]:
    page = reading(f"{SINGLE}<div class=entry-content>{PROSE}{body}</div>")
    return page.text.split("\n\n")[2:]


@pytest.mark.parametrize(
    ("html", "url", "kind"),
    [
        ("<h1>A</h1>", "https://asianlite.com/feed/", "other"),
        ("<h1>A</h1>", "https://asianlite.com/category/a/", "list"),
        (f"<body class='archive category category-3'>{CONTENT}", URL, "list"),
        (f"<body class='page page-id-3'><h1>A</h1>{CONTENT}", URL, "other"),
        (f"<body class=page><h1>A</h1>{CONTENT}", URL, "other"),
        (f"{SINGLE}{CONTENT}", URL, "article"),
        (f"<body class='single postid-7'><h1>A</h1>{CONTENT}", URL, "article"),
        (
            '<script type="application/ld+json">{"@type": "CollectionPage"}</script>',
            URL,
            "list",
        ),
        ("<meta property=article:published_time content=2022-02-01>", URL, "article"),
        ("<div itemtype='http://schema.org/NewsArticle'><h1>A</h1>", URL, "article"),
        ("<p>No headline at all, and nothing to be made of it.</p>", URL, "other"),
        ("<h1>A headline and no more</h1>", URL, "other"),
        (f"<h1>A</h1><p>March 4, 2022</p>{PROSE}", URL, "article"),
        (f"<h1>A</h1><p>3 mins read</p>{PROSE}", URL, "article"),
        ("<h2><a href=/b/>B</a></h2><h2><a href=/c/>C</a></h2>", URL, "list"),
        ("", URL, "other"),
        (
            "<h1>All</h1>"
            + "".join(
                f"<h2><a href=/{n}/>{n}</a></h2><div class=entry-content>{PROSE}</div>"
                for n in "ab"
            ),
            URL,
            "list",
        ),
    ],
)
def test_kind(html: str, url: str, kind: str) -> None:
    assert reading(html, url).kind == kind


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>A - Paper</title><h1>Paper</h1><h2>A</h2>", "A"),
        (
            "<title>A long headl… | Paper</title><h1>A long headline</h1>",
            "A long headline",
        ),
        ("<title>Rain – Paper</title><h1>Rain</h1><h2>Rain again</h2>", "Rain"),
        ("<title>Other</title><h1>Own</h1>", "Own"),
        ("<title>x</title><header><h1>Paper</h1></header><h2>Own</h2>", "Own"),
        (
            "<meta property=og:site_name content=Paper><h1>Paper</h1><h2>Own</h2>",
            "Own",
        ),
        ("<h1><a href=/b/>Away</a></h1><h2>Own</h2>", "Own"),
        (f"<h1><a href='{URL}'>Own</a></h1>", "Own"),
        ("<title>Only the page's - Paper</title><p>x</p>", "Only the page's"),
        ("<title>No name of a site</title>", "No name of a site"),
        ("<title>!</title><h1>?</h1>", "?"),
        ("<title>?!</title><h1>?!</h1><h2>x</h2>", "?!"),
        ("<h1>One<br>two <em>three</em> &amp; four</h1>", "One two three & four"),
        ("<p>x</p>", ""),
    ],
)
def test_title(html: str, title: str) -> None:
    assert field(html, "title") == title


def test_rules_come_before_the_defaults() -> None:
    html = f"<h1>A</h1><b>B</b><i>7</i>{PROSE}"

    assert field(html, "title", title=("b",)) == "B"
    assert field(html, "post_id", post_id=("i",)) == "7"
    assert field(html, "published_raw", published=("i",)) == "7"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<p class=standfirst>Forty boats and a band came to it</p>",
            "Forty boats and a band came to it",
        ),
        ("<p>Forty boats…reports A News</p>", "Forty boats…reports A News"),
        (
            "<div>Forty boats and a band came to it</div>",
            "Forty boats and a band came to it",
        ),
        ("<p>By Mina Farrow</p>", None),
        ("<p>March 4, 2022</p>", None),
        ("<p class=standfirst>One.</p><p class=standfirst>March 4, 2022</p>", "One."),
        ("<div class=standfirst><p>One</p><p>two</p></div>", None),
    ],
)
def test_standfirst(html: str, expected: str | None) -> None:
    assert field(f"{SINGLE}{html}{CONTENT}", "standfirst") == expected


LEAD = "Forty boats had been counted on for the night of the lock, and ninety came."


@pytest.mark.parametrize(
    ("opening", "is_lead"),
    [
        (f"<p><strong>{LEAD}</strong></p>", True),
        (f"<p><b>{LEAD}</b></p>", True),
        (f"<p><em>{LEAD}</em></p>", False),
        (f"<p><b>ANSELM BAY – {LEAD}</b></p>", False),
        (f"<p><b>Anselm Bay (Lanternwire) -- {LEAD}</b></p>", False),
        (f"<p><b>[{LEAD}]</b></p>", False),
        (f"<p><b>Forty boats</b>{LEAD}</p>", False),
        (f"<p><b>{LEAD * 6}</b></p>", False),
        ("<p><b>Ninety boats came to it.</b></p>", False),
        (f"<p><b>{LEAD}</b></p><p><b>And a band came to it as well.</b></p>", False),
    ],
)
def test_a_text_that_opens_in_bold_has_a_standfirst(
    opening: str, is_lead: bool
) -> None:
    html = f"{SINGLE}<div class=entry-content>{opening}{PROSE}{PROSE}</div>"
    assert field(html, "standfirst") == (LEAD if is_lead else None)
    assert (LEAD in field(html, "text")) is (LEAD in opening and not is_lead)


def test_a_lead_in_bold_with_no_text_behind_it_is_the_text() -> None:
    html = f"{SINGLE}<div class=entry-content><p><b>{LEAD}</b></p></div>"
    assert field(html, "standfirst") is None
    assert field(html, "text") == LEAD


@pytest.mark.parametrize(
    ("html", "raw"),
    [
        (f"{SINGLE}<p>March 4, 2022</p>{CONTENT}", "March 4, 2022"),
        (f"{SINGLE}<p>Updated: 5 March 2022</p>{CONTENT}", "5 March 2022"),
        (
            f"{SINGLE}<p>Updated: 5 March 2022</p>{CONTENT}<p>4 March 2022</p>",
            "4 March 2022",
        ),
        (f"{SINGLE}<p>March 4, 2022{' and so on' * 30}</p>{CONTENT}", None),
        (
            f"{SINGLE}<div class=entry-content>{PROSE}<p>Published: 4 March 2022</p>",
            "4 March 2022",
        ),
        (f"{SINGLE}<time datetime=2022-03-04>Friday</time>{CONTENT}", "2022-03-04"),
        (f"{SINGLE}{CONTENT}<time datetime=2022-03-04>Friday</time>", "2022-03-04"),
        (f"{SINGLE}{CONTENT}<aside><time datetime=2022-03-04>F</time></aside>", None),
        (
            f"{SINGLE}{CONTENT}<time class=published datetime=2022-03-04>x</time>"
            "<time class=published datetime=2022-03-05>y</time>",
            None,
        ),
    ],
)
def test_published(html: str, raw: str | None) -> None:
    assert field(html, "published_raw") == raw


def test_the_day_of_the_address_is_the_last_resort() -> None:
    page = reading(f"{SINGLE}{CONTENT}", "https://asianlite.com/2022/3/4/lanterns/")
    article = page.article("asianlite")

    assert (article.published_raw, article.published_source) == ("2022-03-04", "url")


@pytest.mark.parametrize(
    "kept",
    [
        "<p>No.</p>",
        "<p>Next week the council meets.</p>",
        "<p>Share prices fell.</p>",
        "<p>Older people are at risk.</p>",
        "<p>Related party transactions rose.</p>",
        "<p>Comments by the minister drew fire.</p>",
        "<p>More from a sense of duty than joy, she went.</p>",
        "<p>Tags were sewn on.</p>",
        "<p>By midnight the water was gold.</p>",
        "<h2>The latest</h2>",
        "<li>Pears</li>",
        "<blockquote>We had almost forgotten how.</blockquote>",
        "<div>In a div of its own.</div>",
        "Right in the container.",
        "<p>See the <a href=/x/>ledger of the whole of that long day</a>.</p>",
        f"<p>{'A long paragraph. ' * 30}</p>",
    ],
)
def test_what_is_the_article_stays(kept: str) -> None:
    assert len(blocks(f"{kept}<p>The end.</p>")) == 2


@pytest.mark.parametrize(
    "dropped",
    [
        "<p>ALSO READ-<a href=/x/>Bells</a></p>",
        "<p>ALSO READ: ‘Bells’</p>",
        "<p><strong>Also Read | Bells</strong></p>",
        "<p>READ ALSO - <a href=/x/>Bells</a></p>",
        "<p>ALSO READ</p><p><a href=/x/>Bells</a></p>",
        "<p>Read more: <a href=/x/>Bells</a></p>",
        "<p>https://video.example/watch?v=1</p>",
        "<p>Share this: <a href=/f>Facebook</a> <a href=/t>Twitter</a></p>",
        "<p>Tags: <a href=/tag/a/>A</a>, <a href=/tag/b/>B</a></p>",
        "<p>Posted in <a href=/category/a/>A</a></p>",
        "<p>Pages: 1 <a href=2/>2</a></p>",
        "<p>Advertisement</p>",
        "<p>Subscribe to our newsletter</p>",
        "<p>This story is only for subscribers</p>",
        "<p><a href=/x/>Wholly a link</a></p>",
        "<div class=sharedaddy><p>Tell a friend</p></div>",
        "<aside><p>Beside the matter</p></aside>",
        "<figure><img src=/a.jpg><figcaption>The lock</figcaption></figure>",
        "<div><img src=/a.jpg><span>The lock at noon</span></div>",
        "<div class=page-links>Two more</div>",
        "<div class=author-box>She writes</div>",
    ],
)
def test_what_is_not_goes(dropped: str) -> None:
    assert blocks(f"{dropped}<p>The end.</p>") == ["The end."]


@pytest.mark.parametrize(
    "end",
    [
        "<div>Previous Story</div>",
        "<p><a href=/b/>Next Story: Rain</a></p>",
        "<h3>Latest from -Top News</h3>",
        "<h3>Don't Miss</h3>",
        "<div>↑ Go to Top</div>",
        "<h3>3 Comments</h3>",
        "<h3>Leave a Reply</h3>",
        "<h3>About the author</h3>",
    ],
)
def test_where_the_article_ends(end: str) -> None:
    assert blocks(f"<p>The end.</p>{end}<p>Nothing of it.</p>") == ["The end."]


def test_what_the_site_drops_is_dropped() -> None:
    html = f"{SINGLE}<div class=entry-content>{PROSE}<p class=x>X</p></div>"

    assert field(html, "text", drop="p.x") == field(f"{SINGLE}{CONTENT}", "text")
    assert field(html, "text", body="p.x") == "X"
    assert field(html, "text", body="p.y") == field(html, "text")


def test_prose_over_several_boxes_is_one_body() -> None:
    html = "".join(f"<div><p>Paragraph {n} of some words.</p></div>" for n in range(6))

    assert field(f"<h1>A</h1><div>{html}</div>", "text").count("\n\n") == 5


@pytest.mark.parametrize(
    ("html", "sections"),
    [
        ("<a rel='category tag' href=/c/>-Top News</a>", ["Top News"]),
        ("<a rel=tag href=/category/a/>A</a><a rel=tag href=/tag/b/>B</a>", ["A"]),
        ("<p>In <a href=/category/a/>A</a></p>", ["A"]),
        (
            "".join(f"<p><a href=/category/{n}/>{n}</a></p>" for n in "abcd"),
            ["UK News"],
        ),
        ("<ul class=menu><li><a rel=category href=/c/>C</a></ul>", ["UK News"]),
        ("<nav><a rel=category href=/c/>C</a></nav>", ["UK News"]),
        ("<nav class=breadcrumb><a rel=category href=/c/>C</a></nav>", ["C"]),
        ("<p><a href=/category/a/page/2/>2</a></p>", ["UK News"]),
    ],
)
def test_sections(html: str, sections: list[str]) -> None:
    site = Site(sections=("UK News",))
    page = Document(f"{SINGLE}<div>{html}</div>{CONTENT}", URL)

    assert Reading(page, ArticlePage(), site).article("x").sections == sections


@pytest.mark.parametrize(
    ("html", "number"),
    [
        ("<body class=postid-7>", "7"),
        ("<input name=comment_post_ID value=8>", "8"),
        ("<link rel=shortlink href='https://asianlite.com/?p=9'>", "9"),
        ("<link rel=shortlink href='https://wp.me/x'>", None),
        ("<body class='postid-x home'>", None),
        ("<article id=post-10>x</article>", "10"),
        ("<article id=post-10>x</article><article id=post-11>y</article>", None),
        ("<article id=post-x>x</article>", None),
    ],
)
def test_post_id(html: str, number: str | None) -> None:
    assert field(html, "post_id") == number


@pytest.mark.parametrize(
    ("html", "authors"),
    [
        ("<p>By Mina Farrow and Tom Reyes</p>", ["Mina Farrow", "Tom Reyes"]),
        ("<p>Posted on 4 March 2022 by Ida Holm in World</p>", ["Ida Holm"]),
        ("<span itemprop=author>Ida Holm</span>", ["Ida Holm"]),
        ("<a rel=author href=/a>View all of Ida Holm's posts.</a>", ["Ida Holm"]),
        ("<meta name=author content=https://facebook.example/a>", []),
        ("<p>By the river</p>", []),
    ],
)
def test_authors(html: str, authors: list[str]) -> None:
    assert field(f"{SINGLE}{html}{CONTENT}", "authors") == authors


@pytest.mark.parametrize(
    ("html", "tags"),
    [
        ("<a rel=tag href=/tag/a/>A</a><a rel=tag href=/tag/b/>B</a>", ["A", "B"]),
        ("<meta property=article:tag content=A>" * 2, ["A"]),
        ("<meta property=article:tag content='A, B; C'>", ["A", "B", "C"]),
        ("<meta name=news_keywords content='A,B,A'>", ["A", "B"]),
        (
            "<meta property=article:tag content='A B'>"
            "<meta name=parsely-tags content='A,B'>",
            ["A", "B"],
        ),
        (
            '<script type="application/ld+json">{"@type": "Article", "keywords": "A"}'
            "</script>",
            ["A"],
        ),
        ("<meta name=keywords content='news,daily,paper'>", []),
    ],
)
def test_tags(html: str, tags: list[str]) -> None:
    assert field(f"{SINGLE}{html}{CONTENT}", "tags") == tags


@pytest.mark.parametrize(
    ("html", "images"),
    [
        ("<img src=/a.jpg>", ["a.jpg"]),
        ("<img src=/a-300x200.jpg><img src=/a.jpg>", ["a-300x200.jpg"]),
        ("<img src=/icon.png width=16>", []),
        ("<aside><img src=/a.jpg></aside>", []),
        ("<img src=data:image/gif;base64,R0>", []),
        ("<dl><dt><img src=/a.jpg></dt><dd>A</dd></dl>", ["a.jpg"]),
    ],
)
def test_images(html: str, images: list[str]) -> None:
    found = field(f"{SINGLE}<div class=entry-content>{html}{PROSE}</div>", "images")

    assert [image.url.rpartition("/")[2] for image in found] == images


def test_pictures_of_the_page_are_not_the_articles() -> None:
    logo = "<header><img src=/logo.png></header>"
    far = "<p>a</p>" * 20

    assert field(f"<body>{logo}<h1>A</h1>{CONTENT}", "images") == []
    assert field(f"<body><img src=/x.png>{far}<h1>A</h1>{CONTENT}", "images") == []
    assert field(f"{SINGLE}{CONTENT}{far}<img src=/x.png>", "images") == []


def test_a_picture_before_the_headline_is_the_articles() -> None:
    for picture in ("<div><img src=/a.jpg></div>", "<img src=/a.jpg>"):
        html = f"<body>{picture}<h1>A</h1>{CONTENT}"

        assert [image.caption for image in field(html, "images")] == [None]


@pytest.mark.parametrize(
    ("html", "previous", "following"),
    [
        ("<a rel=prev href=/b/>B</a><a rel=next href=/c/>C</a>", "/b/", "/c/"),
        ("<a rel=prev href=/tag/x/>x</a><a rel=prev href=/b/>B</a>", "/b/", None),
        (f"<a rel=prev href={URL}>A</a>", None, None),
        ("<div>Previous Story</div><p><a href=/b/>B</a></p>", "/b/", None),
        ("<div>Next Story</div><p>None yet</p>", None, None),
        ("<a href=/b/><div>Previous Post</div><h4>B</h4></a>", "/b/", None),
        ("<p><a href=/c/>Next: C</a></p>", None, "/c/"),
        ("<p>« <a href=/b/>B is far</a></p>", "/b/", None),
        ("<p><a href=/b/>← B is far</a> <a href=/c/>C is near →</a></p>", "/b/", "/c/"),
        ("<div class=nav-previous><a href=/b/>B</a></div>", "/b/", None),
        (
            "<p><a href=/b/>Next December</a> the council will meet again.</p>",
            None,
            None,
        ),
        ("<p>Previous Story: one without a link</p>", None, None),
        ("<p>Previous governments failed.</p><p><a href=/b/>B</a></p>", None, None),
    ],
)
def test_neighbours(html: str, previous: str | None, following: str | None) -> None:
    found = reading(f"{SINGLE}{CONTENT}{html}").neighbours
    site = "https://asianlite.com"

    assert found.previous == (previous and site + previous)
    assert found.next == (following and site + following)


@pytest.mark.parametrize(
    ("html", "related"),
    [
        ("<h3>Latest from -Top News</h3><a href=/b/>B</a>", ["/b/"]),
        ("<h3>Don't Miss</h3><a href=/b/>B</a><a href=/tag/x/>x</a>", ["/b/"]),
        (
            "<h3>Latest from A</h3><a href=/b/>B</a><p>Go to Top</p><a href=/c/>C</a>",
            ["/b/"],
        ),
        (
            "<h3>Related</h3><a href=/b/>B</a><footer><a href=/c/>C</a></footer>",
            ["/b/"],
        ),
        ("<h3>Recent Posts</h3><a href=/b/>B</a>", []),
        ("<p>Latest from the front: nothing moved, and nobody fired.</p>", []),
    ],
)
def test_related(html: str, related: list[str]) -> None:
    found = field(f"{SINGLE}{CONTENT}{html}", "related")

    assert [url.removeprefix("https://asianlite.com") for url in found] == related


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<link rel=canonical href=/b/>", "https://asianlite.com/b/"),
        ("<link rel=canonical href=/b/?utm_source=x>", "https://asianlite.com/b/"),
        ("<link rel=canonical href=https://other.example/b/>", URL),
        ("<link rel=canonical href=/>", URL),
        (
            "<meta property=og:url content=https://asianlite.com/b/>",
            "https://asianlite.com/b/",
        ),
        ("", URL),
    ],
)
def test_the_canonical_address(head: str, url: str) -> None:
    assert field(f"{head}{SINGLE}", "url") == url


TAGS = st.sampled_from(["div", "section", "article", "main"])
NAMES = st.from_regex(r"[bcdfghj]{4,8}", fullmatch=True)
PARAGRAPHS = st.lists(
    st.lists(
        st.sampled_from("canal boat lantern verger market bread river".split()),
        min_size=6,
        max_size=20,
    ).map(lambda words: f"{' '.join(words).capitalize()}."),
    min_size=2,
    max_size=8,
    unique=True,
)


@given(TAGS, TAGS, NAMES, NAMES, st.sampled_from(["h1", "h2"]), PARAGRAPHS)
def test_plain_prose_is_read_whole_from_any_markup(
    outer: str, inner: str, one: str, two: str, heading: str, prose: list[str]
) -> None:
    body = "".join(f"<p class={two}>{paragraph}</p>" for paragraph in prose)
    html = (
        f"<title>The clock - Paper</title><{outer} class={one}><div>March 4, 2022</div>"
        f"<{heading} class={two}>The clock</{heading}><p>3 mins read</p>"
        f"<{inner} class={two}>{body}</{inner}><div>Previous Story</div>"
        f"<div><a href=/b/>Bells</a></div></{outer}>"
    )
    page = reading(html)

    assert page.kind == "article"
    assert page.text == "\n\n".join(prose)
    assert page.neighbours.previous == "https://asianlite.com/b/"
