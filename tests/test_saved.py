"""Saved pages as files have them; what is read from them, tests/test_pages.py shows."""

from datetime import date

import pytest

from newscrawl.saved import NotSaved, Saved, dumps

URL = "https://lantern.example/2026/tea-futures-rise/"
HTML = "<!doctype html>\n<title>Tea</title>\n"


@pytest.mark.parametrize("day", [None, date(2026, 11, 27)])
def test_a_page_is_saved_with_where_and_when_it_was(day: date | None) -> None:
    saved = Saved(HTML, URL, day)

    assert Saved.loads(saved.dumps()) == saved


@pytest.mark.parametrize("text", ["", HTML, "<!-- -->\n", "<!-- a b c -->\n"])
def test_a_file_that_does_not_say_whose_it_is_is_none(text: str) -> None:
    with pytest.raises(NotSaved, match="first line"):
        Saved.loads(text)


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("2026/tea-futures-rise/", "tea-futures-rise"),
        ("2026/Tea_Futures.html", "tea-futures"),
        ("news/%E0%A4%9A%E0%A4%BE%E0%A4%AF", "e0-a4-9a-e0-a4-be-e0-a4-af"),
        ("", "page"),
        ("a/" + "long-" * 40, "-".join(["long"] * 12)),
    ],
)
def test_its_file_is_called_by_its_address(path: str, slug: str) -> None:
    assert Saved("", f"https://lantern.example/{path}").slug == slug


def test_what_is_expected_is_written_for_people() -> None:
    assert dumps({"title": "चाय"}) == '{\n  "title": "चाय"\n}\n'
