import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.encoding import decode

WORDS = "“Café” – सभा"
LATIN = "Café"
META = '<meta charset="{}">'


@pytest.mark.parametrize(
    ("body", "declared", "expected"),
    [
        pytest.param(WORDS.encode(), "utf-8", WORDS, id="as declared"),
        pytest.param(WORDS.encode(), "iso-8859-1", WORDS, id="wrong header"),
        pytest.param(WORDS.encode(), None, WORDS, id="nothing declared"),
        pytest.param(LATIN.encode("latin-1"), "iso-8859-1", LATIN, id="latin"),
        pytest.param(LATIN.encode("latin-1"), None, LATIN, id="latin, undeclared"),
        pytest.param(b"\x93a\x94", None, "“a”", id="windows-1252, undeclared"),
        pytest.param(b"\x93a\x94", "iso-8859-1", "“a”", id="windows-1252 as latin"),
        pytest.param(
            (META.format("gbk") + "收成").encode("gbk"),
            None,
            META.format("gbk") + "收成",
            id="declared by the page",
        ),
        pytest.param(
            codecs.BOM_UTF8 + WORDS.encode(), "gbk", WORDS, id="byte order mark"
        ),
        pytest.param(
            codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), None, WORDS, id="UTF-16"
        ),
        pytest.param(LATIN.encode("latin-1"), "klingon", LATIN, id="unheard of"),
        pytest.param(
            WORDS.encode() * 3 + b"\xff", None, WORDS * 3 + "\ufffd", id="one bad byte"
        ),
        pytest.param(b"", None, "", id="empty"),
    ],
)
def test_decode(body: bytes, declared: str | None, expected: str) -> None:
    assert decode(body, declared) == expected


@given(st.binary(), st.sampled_from([None, "utf-8", "latin-1", "utf-16", "x"]))
def test_any_bytes_become_text(body: bytes, declared: str | None) -> None:
    assert isinstance(decode(body, declared), str)
