"""What keeps a page from being had, as it is told."""

import pytest

from newscrawl import faults


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("404", "it answered 404"),
        ("too_large", "it is larger than DOWNLOAD_MAXSIZE"),
        ("unheard-of", "unheard-of"),
        ("insecure", "its host does not speak https there; write http:// in place of"),
    ],
)
def test_a_fault_is_told_with_what_helps(name: str, said: str) -> None:
    assert faults.advice(name).startswith(said)
    assert ";" not in faults.words(name)


def test_words_of_ones_own_are_told_in_place_of_the_usual() -> None:
    assert faults.advice("refused", "nobody is in").startswith("nobody is in; see")
