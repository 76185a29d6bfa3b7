"""Which stored article a text is a copy of: in this archive, and in those beside it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from newscrawl.archive.archive import Archive, Run
from newscrawl.archive.articles import cluster_of
from newscrawl.archive.originals import Original, Originals
from newscrawl.archive.values import Found, Page, Visit, page_key
from newscrawl.article import Article
from newscrawl.text import count_words, digest
from newscrawl.visits import Visits
from tests import labelled
from tests.archives import NOW

TEXTS = labelled.read_set().articles


def edit(text: str, kind: str = "10 % of the words changed") -> str:
    paragraphs = text.split("\n\n")
    edited = labelled.EDITS[kind](paragraphs, Random(1), labelled.read_set())
    return "\n\n".join(edited)


def story(number: int, text: str, **given: object) -> Article:
    url = f"https://lite.example/2022/story-{number}/"
    fields = {"site": "lite", "url": url, "title": f"Story {number}", "text": text}
    words = {"word_count": count_words(text), "content_hash": digest("", text)}
    return Article(**{**fields, **words, **given})  # type: ignore[arg-type] # as a table gives them


class Shelf:
    """An archive, and its articles labelled as a crawl does it."""

    def __init__(self, path: Path, *beside: Archive) -> None:
        self.archive = Archive(str(path), lambda: NOW)
        self.run: Run = self.archive.begin_run({}, "{}", timedelta(days=1))
        connections = [other.connection for other in beside]
        self.visits = Visits(self.archive, self.run, connections)

    def label(self, article: Article) -> tuple[Article, Original | None]:
        found = self.visits.original(article)
        cluster = found.cluster if found else cluster_of(article.url)
        return replace(article, cluster=cluster), found

    def store(self, article: Article) -> Original | None:
        article, found = self.label(article)
        place = Found(url=article.url, host="lite.example", road="start")
        self.archive.begin()
        self.archive.pages.add(page_key(article.url), place, self.run.job, self.run.id)
        page = self.archive.pages.at(article.url)
        assert isinstance(page, Page)
        self.archive.settle(Visit(page, kind="article", article=article), self.run)
        self.visits.release(article)
        self.archive.commit()
        return found


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """Return an archive with one article."""
    shelf = Shelf(tmp_path / "lite.sqlite")
    shelf.store(story(1, TEXTS[30]))
    yield shelf
    shelf.archive.close()


def test_the_same_words_come_before_nearly_the_same(shelf: Shelf) -> None:
    first = cluster_of(story(1, "").url)

    assert shelf.store(story(2, TEXTS[31])) is None
    near = shelf.store(story(3, edit(TEXTS[30])))
    same = shelf.store(story(4, TEXTS[30].upper()))

    assert near == Original(story(1, "").url, first, "near")
    assert same == Original(story(1, "").url, first, "text")


@pytest.mark.parametrize("kind", labelled.EDITS)
def test_copies_are_found_among_many(kind: str, shelf: Shelf) -> None:
    for number, text in enumerate(TEXTS, 100):
        shelf.store(story(number, text))

    found = shelf.label(story(2, edit(TEXTS[45], kind)))[1]

    assert found
    assert found.url == story(145, "").url


def test_copies_of_copies_are_of_one_cluster(shelf: Shelf) -> None:
    text, first = TEXTS[30], cluster_of(story(1, "").url)
    for number in range(2, 8):
        text = edit(text, "5 % of the words changed")
        found = shelf.store(story(number, text))
        assert found
        assert found.cluster == first


def test_an_article_is_no_copy_of_its_own_copies(shelf: Shelf) -> None:
    copied = edit(TEXTS[30])
    assert shelf.store(story(2, copied))

    assert shelf.store(story(1, copied, revision=2)) is None
    assert shelf.store(story(1, edit(copied), revision=3)) is None


def test_what_has_changed_is_found_as_it_is_now(shelf: Shelf) -> None:
    shelf.store(story(1, TEXTS[32], revision=2))

    assert shelf.label(story(2, edit(TEXTS[30])))[1] is None
    assert shelf.label(story(3, edit(TEXTS[32])))[1]


def test_what_is_under_way_is_compared_too(shelf: Shelf) -> None:
    shelf.label(story(2, TEXTS[40]))

    for number, text, kind in ((3, TEXTS[40], "text"), (4, edit(TEXTS[40]), "near")):
        found = shelf.label(story(number, text))[1]
        assert found == (story(2, "").url, cluster_of(story(2, "").url), kind)

    shelf.visits.release(story(2, ""))
    shelf.visits.release(story(3, ""))
    shelf.visits.release(story(4, ""))
    assert shelf.label(story(5, TEXTS[40]))[1] is None


@pytest.mark.parametrize("text", ["", "Lanterns.", "A crowd of some size was there."])
def test_what_is_short_is_nearly_nothing(text: str, shelf: Shelf) -> None:
    shelf.store(story(2, f"{text} Today."))

    assert shelf.store(story(3, text)) is None


def test_reports_of_one_template_are_no_copies(shelf: Shelf) -> None:
    number = 10
    for reports in labelled.read_set().templates[:3]:
        for report in reports:
            assert shelf.store(story(number, report)) is None
            number += 1


def test_the_texts_of_other_sites_are_compared(shelf: Shelf, tmp_path: Path) -> None:
    other = Shelf(tmp_path / "other.sqlite", shelf.archive)

    assert other.store(story(7, TEXTS[33], url="https://b.example/1/")) is None
    for number, text, kind in ((2, edit(TEXTS[30]), "near"), (3, TEXTS[30], "text")):
        article = story(number, text, url=f"https://b.example/{number}/")
        url = story(1, "").url
        assert other.store(article) == (url, cluster_of(url), kind)

    other.archive.close()


def test_another_archive_that_is_damaged_is_let_go(
    shelf: Shelf, tmp_path: Path
) -> None:
    other = Archive(str(tmp_path / "other.sqlite"), lambda: NOW)
    other.connection.execute("DROP TABLE shingles")
    own = Shelf(tmp_path / "own.sqlite", other, shelf.archive)

    assert own.store(story(2, edit(TEXTS[30]), url="https://b.example/1/"))
    assert own.store(story(3, edit(TEXTS[30]), url="https://b.example/2/"))

    own.archive.connection.execute("DROP TABLE shingles")
    with pytest.raises(Exception, match="shingles"):
        own.label(story(4, TEXTS[35], url="https://b.example/3/"))
    own.archive.close()


def test_others_are_closed_with_their_own(shelf: Shelf, tmp_path: Path) -> None:
    other = Archive(str(tmp_path / "other.sqlite"), lambda: NOW)
    originals = Originals(shelf.archive.connection, [other.connection])

    originals.close()

    with pytest.raises(Exception, match="closed"):
        other.connection.execute("SELECT 1")
    assert originals.find(story(2, TEXTS[30]))
