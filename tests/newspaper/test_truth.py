import json
import re
from dataclasses import fields
from datetime import datetime
from typing import get_type_hints

import pytest

from newscrawl.article import ADDED, UTC_PATTERN, Article, Image
from newscrawl.newspaper import Newspaper
from newscrawl.newspaper.layouts import LAYOUTS
from tests.newspaper.client import Client
from tests.newspaper.conftest import ARTICLES, Line

OF_THE_CRAWL = {"site", "roads", "fetched", "content_hash", "revision", "duplicate_of"}
OF_THE_CRAWL |= set(ADDED[2]) - {"rights", "reserved"}
BESIDE = {"expected", "same_text_as"}
SOURCES = {"today": {"jsonld", "meta"}, "edition": {"time"}, "bare": {"visible"}} | {
    "archive": {"time", "visible"}
}


def test_truth_has_the_fields_of_the_record(articles: list[Line]) -> None:
    names = {field.name for field in fields(Article)} - OF_THE_CRAWL
    for line in articles:
        assert set(line) - BESIDE == names


def test_truth_has_the_types_of_the_record(articles: list[Line]) -> None:
    hints = get_type_hints(Article)
    for line in articles:
        for name in set(line) - BESIDE:
            value, hint = line[name], str(hints[name])
            if isinstance(value, list):
                assert "list" in hint, name
            elif value is None:
                assert "None" in hint or "Optional" in hint, name
            else:
                assert (type(value).__name__ in hint) or "Literal" in hint, name
        for image in line["images"]:
            Image(**image)


def test_truth_is_json_and_never_empty_words(truth: list[Line]) -> None:
    for line in truth:
        assert json.loads(json.dumps(line)) == line
        assert "" not in line.values()


def test_times_are_utc_and_as_precise_as_they_say(articles: list[Line]) -> None:
    for line in articles:
        precision = line["published_precision"]
        assert (line["published"] is None) == (precision is None)
        for name in ("published", "modified"):
            if line[name]:
                assert re.match(UTC_PATTERN, line[name])
        if precision == "day":
            assert line["published"].endswith("T00:00:00Z")
        if precision == "minute":
            assert line["published"].endswith(":00Z")


def test_sources_are_those_of_the_layout(
    paper: Newspaper, articles: list[Line]
) -> None:
    (layout,) = paper.shares
    found = {line["published_source"] for line in articles}
    assert found == SOURCES[layout] | {None}


def test_an_iso_date_names_the_moment_of_the_truth(articles: list[Line]) -> None:
    compared = 0
    for line in articles:
        raw = line["published_raw"] or ""
        if line["published"] and re.search(r"[+-]\d\d:\d\d$", raw):
            stated = datetime.fromisoformat(raw)
            assert stated == datetime.fromisoformat(line["published"])
            compared += 1
    names = {line["published_source"] for line in articles}
    assert compared or names == {"visible", None}


def test_dates_are_in_the_years_of_the_layout(
    paper: Newspaper, articles: list[Line]
) -> None:
    (name,) = paper.shares
    layout = LAYOUTS[name]
    days = [line["published"][:10] for line in articles if line["published"]]
    assert str(layout.first.date()) <= min(days) <= max(days) <= str(layout.last.date())
    assert days == sorted(days)


def test_a_reader_finds_every_word_of_the_truth(
    articles: list[Line], client: Client
) -> None:
    for line in articles:
        pages = [client.get(line["url"])]
        pages += [
            client.get(url)
            for url in (f"{line['url']}2/", f"{line['url']}3/")
            if url in pages[0].links
        ]
        words = " ".join(page.words for page in pages)
        html = " ".join(page.html for page in pages)
        expected = [line["title"], *line["text"].split("\n\n"), *line["authors"]]
        expected += [line["standfirst"] or "", line["section"] or "", *line["tags"]]
        for image in line["images"]:
            assert image["url"] in html
            expected += [image["caption"] or "", image["credit"] or ""]
        for part in expected:
            assert " ".join(part.split()) in words, (line["url"], part)
        for raw in (line["published_raw"], line["modified_raw"]):
            assert (raw or "") in html, line["url"]
        if line["reading_minutes"]:
            assert f"{line['reading_minutes']} min" in words
        for url in (line["previous_url"], line["next_url"]):
            assert url is None or url in pages[0].links
        assert {*line["also_read"], *line["related"]} <= {
            link for page in pages for link in page.links
        }


def test_word_count_counts_the_text(articles: list[Line]) -> None:
    for line in articles:
        words = [w for w in line["text"].split() if re.search(r"[^\W_]", w)]
        assert line["word_count"] == len(words)


def test_titles_addresses_and_numbers_are_unique(articles: list[Line]) -> None:
    assert len({line["title"] for line in articles}) == ARTICLES
    assert len({line["url"] for line in articles}) == ARTICLES
    numbers = [line["post_id"] for line in articles if line["post_id"]]
    assert len(numbers) == len(set(numbers))


def test_no_sentence_is_shared_but_by_the_repeated_text(articles: list[Line]) -> None:
    seen: dict[str, str] = {}
    for line in articles:
        if "same_text_as" in line:
            continue
        for sentence in re.split(r"(?<=[.”]) (?=[A-Z“])|\n\n", line["text"]):
            if len(sentence) > 60:
                assert seen.setdefault(sentence, line["url"]) == line["url"], sentence


BARE_SIGNS = (
    r"<meta (?!charset)", "ld\\+json", r"\brel=", "<time", "itemprop", "hentry",
    r"<article", "<nav", "<main", "<header", "<footer", "<figure", "<aside",
    r"<body [^>]", "=\"[^\"]*entry-", "postid", r"<h1[^>]*>[^<]*</h1>.*<h1",
)  # fmt: skip


def test_a_bare_page_shows_no_sign_to_machines(client: Client) -> None:
    with Newspaper(60, layout="bare") as paper:
        for line in paper.truth():
            if line["expected"]:
                html = client.get(line["url"]).html
                found = [sign for sign in BARE_SIGNS if re.search(sign, html)]
                assert not found, line["url"]


@pytest.mark.parametrize("layout", ["bare"])
def test_class_names_of_a_bare_page_are_drawn_from_the_seed(
    layout: str, client: Client
) -> None:
    names = []
    for seed in (1, 2):
        with Newspaper(3, layout=layout, seed=seed) as paper:
            html = client.get(paper.start_urls[0]).html
        names.append(set(re.findall(r'class="([^"]+)"', html)))
    assert all(names)
    assert names[0].isdisjoint(names[1])
