"""What no newspaper's crawl follows."""

import re

import pytest

from newscrawl.spiders.asides import ADDRESSES


@pytest.mark.parametrize(
    "path",
    [
        *("/suche?q=a", "/suche", "/login.php", "/x/about-us/", "/de/kontakt"),
        *("/a/b/a/b/a/b/", "/events/2024-05/", "/kalender/2024/5/1/"),
        *("/politik/?sort=a", "/2024/05/print/", "/schlagwort/hafen/"),
        "/b/c/d/e/f/g/h/i/j/k/l/m",
    ],
)
def test_what_is_not_followed(path: str) -> None:
    assert re.search(ADDRESSES, f"https://paper.example{path}")


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/politik/", "/events/", "/print-in-crisis/", "/about-the-lanterns/"),
        *("/agenda-2030-ist-da/", "/2024/05/search-for-the-boat/", "/news?id=12"),
        *("/news/uk/news/uk-news/", "/kalender-fuer-2024-48210.html"),
    ],
)
def test_what_may_be_a_story_or_a_section(path: str) -> None:
    assert not re.search(ADDRESSES, f"https://paper.example{path}")
