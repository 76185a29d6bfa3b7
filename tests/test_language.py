import json
from pathlib import Path

import pytest

from newscrawl.language import identify

FOLDER = Path(__file__).with_name("languages")
TEXTS = {
    path.stem: path.read_text("utf-8").strip().split("\n---\n")
    for path in sorted(FOLDER.glob("*.txt"))
}
UNCERTAIN = json.loads((FOLDER / "mixed.json").read_text("utf-8"))


@pytest.mark.parametrize("code", TEXTS)
def test_what_the_words_are_sure_of_is_right(code: str) -> None:
    for text in TEXTS[code]:
        for declared in (None, "cy-GB", f"{code}-XX"):
            told = identify(text, declared)
            if told.confidence:
                assert (told.tag or "")[:2] == code
            else:
                assert told.tag == declared


def test_of_whole_texts_nearly_all_are_sure() -> None:
    told = [identify(text, None) for texts in TEXTS.values() for text in texts]

    assert len(told) >= 250
    assert sum(one.confidence is not None for one in told) >= 0.99 * len(told)


@pytest.mark.parametrize("declared", ["en-GB", "EN_us", "en"])
def test_the_page_may_tell_it_more_closely(declared: str) -> None:
    text = "The harbour was quiet this morning, and most of the boats stayed in. " * 4

    assert identify(text, declared).tag == declared


def test_a_quotation_in_another_language_changes_nothing() -> None:
    english, greek = TEXTS["en"][:4], "Η πόλη ξύπνησε νωρίς, και το λιμάνι ήταν ήσυχο."

    assert identify("\n\n".join([*english, greek, *english]), None).tag == "en"


@pytest.mark.parametrize("text", [*UNCERTAIN["short"], *UNCERTAIN["mixed"], "", "12 3"])
def test_what_is_short_or_mixed_is_uncertain(text: str) -> None:
    assert identify(text, "en-GB") == ("en-GB", None)
    assert identify(text, None) == (None, None)
