import re
import time
from itertools import pairwise

import pytest

from newscrawl.newspaper import Newspaper, quirks
from newscrawl.newspaper.story import Story
from tests.newspaper.client import Client, Page
from tests.newspaper.conftest import ARTICLES, Line


class Odd:
    """The story with a quirk, its page and its truth."""

    def __init__(
        self, paper: Newspaper, articles: list[Line], client: Client, name: str
    ) -> None:
        press = paper.presses[0]
        edition = press.edition
        index = quirks.place(name, edition.seed)
        self.story: Story = edition.story(index)
        self.line = articles[index]
        self.client = client
        self.articles = articles

    @property
    def page(self) -> Page:
        return self.client.get(self.line["url"])

    @property
    def text(self) -> str:
        return str(self.line["text"])


def test_every_quirk_is_in_sixty_articles(paper: Newspaper) -> None:
    edition = paper.presses[0].edition
    found = {edition.story(index).quirk for index in range(ARTICLES)}
    assert found == {quirk.name for quirk in quirks.STORY_QUIRKS} | {""}


def entities(odd: Odd) -> None:
    assert re.match(r"“.+”: Q&A & <the \w", odd.line["title"])
    assert "Q&amp;A &amp; &lt;the" in odd.page.html


def hindi(odd: Odd) -> None:
    assert re.search("[ऀ-ॿ]", odd.line["title"])
    assert "/%E0%A4%" in odd.line["url"]


def urdu(odd: Odd) -> None:
    assert re.search("[؀-ۿ]", odd.line["title"])


def chinese(odd: Odd) -> None:
    assert re.search("[一-鿿]", odd.line["title"])


def split(odd: Odd) -> None:
    url = odd.line["url"]
    assert {f"{url}2/", f"{url}3/"} <= set(odd.page.links)
    pages = [odd.page, odd.client.get(f"{url}2/"), odd.client.get(f"{url}3/")]
    blocks = odd.text.split("\n\n")
    held = [[block for block in blocks if block in page.words] for page in pages]
    assert all(held)
    assert [block for page in held for block in page] == blocks


def gallery(odd: Odd) -> None:
    own = [link for link in odd.page.links if link.startswith(odd.line["url"])]
    pages = [
        odd.client.get(link) for link in own if "?" not in link and "#" not in link
    ]
    assert len(pages) == 4
    for page in pages:
        assert page.status == 200
        assert odd.line["url"] in page.links


def video(odd: Odd) -> None:
    assert odd.page.words.count("https://video.example/watch?v=") == 2
    assert "video.example" not in odd.text


def callout(linked: int, shown: int) -> object:
    def check(odd: Odd) -> None:
        assert len(odd.line["also_read"]) == linked
        assert odd.page.words.count("ALSO READ") == shown
        assert "ALSO READ" not in odd.text

    return check


def five(odd: Odd) -> None:
    others = {odd.line["url"]}
    front = odd.client.get(re.sub(r"(?<=\d/).*", "", odd.line["url"]))
    for link in front.links:
        if odd.story.slug in link or f"?p={odd.story.number}" in link:
            others.add(link)
            assert odd.client.follow(link).body == odd.page.body
    assert len(others) == 6


def renamed(odd: Odd) -> None:
    old = f"{odd.line['url'][:-1]}-live/"
    assert odd.client.get(old).location == odd.line["url"]


def repeat(odd: Odd) -> None:
    twin = next(
        line for line in odd.articles if line["url"] == odd.line["same_text_as"]
    )
    assert twin["text"] == odd.text
    assert twin["title"] != odd.line["title"]
    assert twin["post_id"] is None or twin["post_id"] != odd.line["post_id"]


def changed(odd: Odd) -> None:
    assert odd.line["modified"] > odd.line["published"]


def healing(odd: Odd) -> None:
    with Newspaper(ARTICLES, layout="today") as paper:
        edition = paper.presses[0].edition
        url = edition.url(quirks.place("healing", edition.seed))
        assert [odd.client.get(url).status for _ in range(3)] == [500, 200, 200]


def slow(odd: Odd) -> None:
    with Newspaper(ARTICLES, layout="today") as paper:
        edition = paper.presses[0].edition
        url = edition.url(quirks.place("slow", edition.seed))
        start = time.monotonic()
        assert odd.client.get(url).status == 200
        assert time.monotonic() - start >= 0.9


def charset(odd: Odd) -> None:
    assert "charset=ISO-8859-1" in odd.page.headers["content-type"]
    odd.page.body.decode("utf-8")


def lists(odd: Odd) -> None:
    assert odd.page.html.count("<ul><li>") >= 1
    assert odd.page.html.count("<ol><li>") >= 1


def headings(odd: Odd) -> None:
    lines = [block.text for block in odd.story.blocks if block.kind == "heading"]
    assert len(lines) == 2
    for line in lines:
        assert re.search(rf"<h3[^>]*>{re.escape(line)}</h3>", odd.page.html)


def quotations(odd: Odd) -> None:
    assert len(re.findall("<blockquote", odd.page.html)) == 2
    assert len([b for b in odd.story.blocks if b.kind == "quotation"]) == 3


def long(odd: Odd) -> None:
    assert odd.line["word_count"] > 1200


def short(odd: Odd) -> None:
    assert odd.line["word_count"] < 60
    assert "\n\n" not in odd.text


def anonymous(odd: Odd) -> None:
    assert odd.line["authors"] == []


def two_authors(odd: Odd) -> None:
    assert len(odd.line["authors"]) == 2


def undated(odd: Odd) -> None:
    assert odd.line["published"] is odd.line["published_raw"] is None
    assert odd.line["published_source"] is None


def impossible(odd: Odd) -> None:
    assert odd.line["published"] is None
    assert re.search(
        r"02-30|February 30|30th February|30 Feb", odd.line["published_raw"]
    )


def future(odd: Odd) -> None:
    assert odd.line["published"] is None
    assert "2087" in odd.line["published_raw"]


def lines(odd: Odd) -> None:
    verse = next(block for block in odd.text.split("\n\n") if "\n" in block)
    assert verse.count("\n") == 2
    assert re.search(r"\w<br />\n", odd.page.html)


def notice(odd: Odd) -> None:
    assert "To continue reading this article, subscribe" in odd.page.words
    assert "Advertisement" in odd.page.words
    assert "subscribe" not in odd.text


def no_standfirst(odd: Odd) -> None:
    assert odd.line["standfirst"] is odd.line["credit"] is None


def lazy(odd: Odd) -> None:
    assert f'data-src="{odd.line["images"][0]["url"]}"' in odd.page.html


def pictures(odd: Odd) -> None:
    assert len(odd.line["images"]) >= 2


CHECKS = {
    "entities": entities, "hindi": hindi, "urdu": urdu, "chinese": chinese,
    "split": split, "gallery": gallery, "video": video,
    "callout-inside": callout(1, 1), "callout-end": callout(1, 1),
    "callout-plain": callout(0, 1), "callout-two": callout(2, 2), "five": five,
    "renamed": renamed, "repeat": repeat, "changed": changed, "slow": slow,
    "healing": healing, "charset": charset, "list": lists, "headings": headings,
    "quotations": quotations, "long": long, "short": short, "anonymous": anonymous,
    "two-authors": two_authors, "undated": undated, "impossible": impossible,
    "future": future, "lines": lines, "notice": notice,
    "no-standfirst": no_standfirst, "lazy": lazy, "pictures": pictures,
}  # fmt: skip


def test_every_quirk_is_checked() -> None:
    # What is repeated is checked with its repeat.
    assert {quirk.name for quirk in quirks.STORY_QUIRKS} == {*CHECKS, "repeated"}


@pytest.mark.parametrize("name", CHECKS)
def test_quirk(
    paper: Newspaper, articles: list[Line], client: Client, name: str
) -> None:
    check = CHECKS[name]
    assert callable(check)
    check(Odd(paper, articles, client, name))


def test_what_tries_patience_is_there_once() -> None:
    with Newspaper(3 * quirks.PERIOD, layout="today") as paper:
        edition = paper.presses[0].edition
        found = [edition.story(index).quirk for index in range(edition.articles)]
    assert found.count("slow") == found.count("healing") == 1
    assert found.count("split") == 3


def test_credits_are_written_in_many_ways(articles: list[Line]) -> None:
    ways = {
        re.sub(
            r"(?s)^.*?(\W+\w+ )$",
            r"\1",
            line["standfirst"].removesuffix(line["credit"]),
        )
        for line in articles
        if line["credit"]
    }
    assert {"…reports ", "...reports ", "….reports ", "…writes "} <= {
        re.sub(r"^[^….]*", "", way)[-len(way) :] for way in ways
    } | ways
    names = {line["credit"] for line in articles}
    assert "Lantern Newsa" in names


def test_numbers_rise_with_time(paper: Newspaper) -> None:
    edition = paper.presses[0].edition
    stories = [edition.story(index) for index in range(ARTICLES)]
    for one, other in pairwise(stories):
        assert one.number < other.number
        assert one.published < other.published
