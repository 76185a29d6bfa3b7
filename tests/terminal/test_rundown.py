import pytest

from newscrawl.rundown import duration, summarise

FIGURES = {
    "newscrawl/articles": 1234,
    "newscrawl/duplicates/text": 2,
    "newscrawl/dropped/DuplicateArticle": 5,
    "newscrawl/dropped/Unheard": 1,
    "newscrawl/published/source/jsonld": 1200,
    "newscrawl/published/precision/second": 1200,
    "newscrawl/published/refused/future": 3,
    "newscrawl/pages/article": 1240,
    "newscrawl/lists_spared": 4,
    "robotstxt/forbidden": 6,
    "newscrawl/gone/HTTP 404": 7,
    "newscrawl/failed/HTTP 500": 2,
    "newscrawl/failed/redirects in a circle": 1,
    "newscrawl/parts_missing": 1,
    # Told by what came of the page.
    "httperror/response_ignored_status_count/500": 2,
    "newscrawl/given_up/500": 2,
    "elapsed_time_seconds": 75.2,
    "downloader/request_count": 2000,
    "downloader/response_bytes": 3_400_000,
    "newscrawl/feed//srv/corpus/a b.jsonl/new": 34,
    "newscrawl/feed//srv/corpus/a b.jsonl/known": 1200,
    **{f"newscrawl/section/Section {number}": 20 - number for number in range(12)},
}


@pytest.mark.parametrize(
    "line",
    [
        "stored  1,234 articles, 2 of them repeat another's text",
        "dropped  known by another address 5 · Unheard 1",
        "dates  jsonld 1,200; second 1,200; refused 3 in the future",
        "sections  Section 0 20 · Section 1 19",
        "· 2 more",
        "pages  article 1,240; 4 older pages of lists spared; 6 refused by robots",
        "gone  HTTP 404: 7\n",
        "failed  HTTP 500: 2 · redirects in a circle: 1 · parts of articles: 1\n",
        "took  1 min 15 s, 2,000 requests, 3.4 MB",
        "written to  /srv/corpus/a b.jsonl (34 new, 1,200 stood there already)",
    ],
)
def test_the_summary_says(line: str) -> None:
    assert line in summarise(FIGURES)


def test_what_there_was_none_of_is_not_said() -> None:
    assert summarise({"newscrawl/articles": 1}).split() == (
        "stored 1 article took 0.0 s, 0 requests, 0.0 MB".split()
    )


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.04, "0.0 s"), (59.9, "59.9 s"), (60, "1 min 0 s"), (7384, "2 h 3 min")],
)
def test_durations(seconds: float, words: str) -> None:
    assert duration(seconds) == words
