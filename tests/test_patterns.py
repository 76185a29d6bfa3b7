import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.patterns import matches, path_of


@pytest.mark.parametrize(
    ("pattern", "url", "is_of_it"),
    [
        ("/", "https://a.example", True),
        ("/", "https://a.example/any/", True),
        ("", "https://a.example/any/", True),
        ("/news", "https://a.example/newsroom?page=2", True),
        ("/news/", "https://a.example/news", False),
        ("/News/", "https://a.example/news/", False),
        ("/news/$", "https://a.example/news/", True),
        ("/news/$", "https://a.example/news/a/", False),
        ("/news/$", "https://a.example/news/?page=2", False),
        ("$", "https://a.example/", False),
        ("/*.pdf", "https://a.example/a/b.pdf?x", True),
        ("/*.pdf$", "https://a.example/a/b.pdf?x", False),
        ("/*.pdf$", "https://a.example/a.pdf/b.pdf", True),
        ("/a*b*c", "https://a.example/a-c-b-c", True),
        ("/a*b*c", "https://a.example/a-c-b", False),
        ("/a*x*c", "https://a.example/a-b-c", False),
        ("/a*", "https://a.example/a", True),
        ("/ab*ba$", "https://a.example/aba", False),
        ("*?s=", "https://a.example/?s=tea", True),
        # What is special in a pattern is escaped where it is meant as it is.
        ("/path/foo-%24", "https://a.example/path/foo-$", True),
        ("/path/foo-%2a", "https://a.example/path/foo-*", True),
        ("/a$b", "https://a.example/a$b", True),
        ("/%7Etea/", "https://a.example/~tea/", True),
        ("/~tea/", "https://a.example/%7etea/", True),
        ("/a%2fb", "https://a.example/a%2Fb", True),
        ("/a%2fb", "https://a.example/a/b", False),
        ("/चाय/", "https://a.example/%E0%A4%9A%E0%A4%BE%E0%A4%AF/", True),
    ],
)  # fmt: skip
def test_a_path_is_of_a_pattern(pattern: str, url: str, is_of_it: bool) -> None:
    assert matches(pattern, path_of(url)) is is_of_it


def test_what_is_no_address_is_taken_for_the_front_page() -> None:
    assert path_of("http://[") == "/"


@given(st.text(), st.text())
def test_any_text_is_a_pattern_and_any_an_address(pattern: str, url: str) -> None:
    assert matches(pattern, path_of(url)) in (True, False)


@given(st.text("ab/*$%2", max_size=12), st.text("ab/", max_size=12))
def test_what_a_pattern_matches_it_matches_with_a_star_behind_it(
    pattern: str, path: str
) -> None:
    path = path_of(f"https://a.example/{path}")
    if matches(pattern, path):
        assert matches(f"{pattern.removesuffix('$')}*", path)
