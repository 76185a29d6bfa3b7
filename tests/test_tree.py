import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl import tree
from newscrawl.boxes import Layout


def walk(body: str) -> Layout:
    return tree.Walk(tree.parse(f"<html><body>{body}</body></html>")).layout


def texts(body: str) -> list[str]:
    return [block.text for block in walk(body).blocks]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One.</p><p>Two.</p>", ["One.", "Two."]),
        ("<div>One<p>two</p>three</div>", ["One", "two", "three"]),
        ("<p>O<b>n</b>e <i>two</i></p>", ["One two"]),
        ("<p>one\n  two</p>", ["one two"]),
        ("<p>one<br>two</p>", ["one\ntwo"]),
        ("<div>one<br><br>two<br/> <br>three</div>", ["one", "two", "three"]),
        ("<ul><li>a<li>b</ul>", ["a", "b"]),
        ("<table><tr><td>a<td>b</table>", ["a", "b"]),
        ("<script>x</script><style>y</style><noscript>z</noscript><p>a", ["a"]),
        ("<svg><title>x</title></svg><button>y</button><p>a", ["a"]),
        ("<select><option>x</select><textarea>y</textarea><p>a", ["a"]),
        ("<p hidden>x</p><p style='display: NONE'>y</p><p>a", ["a"]),
        ("<span style='display:none'>x</span><p style='color:red'>a", ["a"]),
        ("<p>a<!-- b -->c</p>", ["ac"]),
        ("<p></p><p> &nbsp; </p><p>\u200b</p>", []),
        ("text alone", ["text alone"]),
        ("<article><h1>T</h1></article><my-tag>x</my-tag>", ["T", "x"]),
        ("", []),
    ],
)
def test_blocks_in_reading_order(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


def test_a_link_knows_its_words_and_its_block() -> None:
    (anchor,) = walk(
        "<p>x</p><p>See <a rel='Prev nofollow' class=k href=' /a '>the <b>story</b></a>"
    ).anchors

    assert (anchor.href, anchor.text, anchor.position) == ("/a", "the story", 1)
    assert anchor.rel == {"prev", "nofollow"}
    assert anchor.names == "k "
    assert anchor.box.tag == "p"


@pytest.mark.parametrize(
    ("body", "linked"),
    [
        ("<p>plain</p>", 0.0),
        ("<p><a href=/>all</a></p>", 1.0),
        ("<p>half<a href=/>half</a></p>", 0.5),
        ("<p><a>no address</a></p>", 0.0),
        ("<p><a href=/><a href=/b>nested</a></a></p>", 1.0),
    ],
)
def test_how_much_of_a_block_is_link(body: str, linked: float) -> None:
    assert [block.linked for block in walk(body).blocks] == [linked]


def test_a_link_around_blocks_belongs_to_each() -> None:
    first, second, third = walk(
        "<a href=/s><div>Next Story</div><h4>Rain</h4></a><p>after</p>"
    ).blocks

    assert [a.href for a in first.anchors + second.anchors] == ["/s", "/s"]
    assert first.anchors[0].text == "Next Story Rain"
    assert (first.linked, second.linked, third.anchors) == (1.0, 1.0, ())


def test_links_go_with_their_part_of_a_broken_block() -> None:
    first, second = walk(
        "<div><a href=/a>one</a><br><br><a href=/b>two</a></div>"
    ).blocks

    assert [a.href for a in first.anchors] == ["/a"]
    assert [a.href for a in second.anchors] == ["/b"]


@pytest.mark.parametrize(
    ("body", "is_strong"),
    [
        ("<p><b>all</b></p>", True),
        ("<p><em>all</em> of it</p>", False),
        ("<p>none</p>", False),
    ],
)
def test_blocks_that_are_set_strong(body: str, is_strong: bool) -> None:
    assert [block.strong for block in walk(body).blocks] == [is_strong]


def test_headings() -> None:
    assert [block.is_heading for block in walk("<h3>a</h3><p>b</p>").blocks] == [
        True,
        False,
    ]


def test_boxes_hold_their_blocks() -> None:
    page = tree.parse("<div id=a class='post-navLinks'><p>x</p><p>y</p></div><p>z</p>")
    walked = tree.Walk(page)
    box = walked.boxes[tree.identity(tree.select(page, "#a")[0])]

    assert (box.start, box.end) == (0, 2)
    assert box.words == {"post", "nav", "links", "a"}
    assert [outer.tag for outer in box.ancestors()] == ["div", "body"]


@pytest.mark.parametrize(
    ("image", "src", "width"),
    [
        ("<img src=' /a.jpg '>", "/a.jpg", None),
        ("<img src=data:x data-src=/a.jpg>", "/a.jpg", None),
        ("<img data-lazy-src=/a.jpg src=/b.gif width=80>", "/a.jpg", 80),
        ("<img data-original=/a.jpg width=100%>", "/a.jpg", None),
        ("<img alt=x>", "", None),
    ],
)
def test_pictures(image: str, src: str, width: int | None) -> None:
    (picture,) = walk(f"<p>x</p><figure>{image}</figure>").pictures

    assert (picture.src, picture.width, picture.position) == (src, width, 1)
    assert picture.box.tag == "figure"


def test_embeds() -> None:
    layout = walk("<p>x</p><iframe src=/v></iframe><video src=/w></video><iframe>")

    assert layout.embeds == [("/v", 1), ("/w", 1)]


@pytest.mark.parametrize("tag", ["div", "b", "a href=/x", "font", "blockquote"])
def test_no_page_is_too_deep(tag: str) -> None:
    assert " ".join(texts(f"<{tag}>" * 20_000 + "deep")) == "deep"


def test_a_selector_that_is_none_is_told() -> None:
    with pytest.raises(tree.BadSelector, match="p:hover:what"):
        tree.select(tree.parse("<p>"), "p:hover:what((")


def test_a_page_without_a_body() -> None:
    assert tree.Walk(tree.parse("")).layout.blocks == []


WORDS = st.text("abc ", min_size=1).map(lambda text: f"x{text}".strip())
TAGS = st.sampled_from(["p", "div", "h2", "li", "blockquote", "section", "td"])


@given(st.lists(st.tuples(TAGS, WORDS), max_size=8))
def test_nothing_written_is_lost(pieces: list[tuple[str, str]]) -> None:
    body = "".join(f"<div><{tag}>{words}</{tag}></div>" for tag, words in pieces)

    assert texts(body) == [" ".join(words.split()) for _, words in pieces]


@given(st.text("<>/abdiv p=\"'!-&;", max_size=200))
def test_any_markup_can_be_walked(markup: str) -> None:
    layout = walk(markup)

    for block in layout.blocks:
        assert block.text
        assert block.box.start <= layout.blocks.index(block) < block.box.end
