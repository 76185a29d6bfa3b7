import pytest

from newscrawl.site import section_key, section_name


@pytest.mark.parametrize(
    ("text", "name", "key"),
    [
        ("-Top News", "Top News", "top-news"),
        (" - Top News ", "Top News", "top-news"),
        ("UK News", "UK News", "uk-news"),
        ("Arts & Books", "Arts & Books", "arts-books"),
        ("COLUMNS", "COLUMNS", "columns"),
        ("", "", ""),
    ],
)
def test_sections(text: str, name: str, key: str) -> None:
    assert (section_name(text), section_key(text)) == (name, key)
