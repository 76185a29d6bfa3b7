"""Lines of a picture that stand among the paragraphs of a text."""

import pytest

from tests.harbour import PROSE, read

FRAMES = (
    "<img src=/a.jpg><p>{}</p>",
    "<p><img src=/a.jpg></p><p>{}</p>",
    "<div><img src=/a.jpg></div><div>{}</div>",
)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        (
            "Am Ort des Geschehens. Foto: Kurt Klein",
            "Am Ort des Geschehens.",
            "Kurt Klein",
        ),
        ("Am Hafen (Archivfoto: Kurt Klein)", "Am Hafen", "Kurt Klein"),
        ("Am Hafen. Bild: dpa/Kurt Klein", "Am Hafen.", "dpa/Kurt Klein"),
        ("The old lock. Photo: Kurt Klein", "The old lock.", "Kurt Klein"),
        ("The old lock © Kurt Klein", "The old lock", "Kurt Klein"),
        ("El puerto. Fotografía: Kurt Klein", "El puerto.", "Kurt Klein"),
        ("В порту. Фото: Курт Кляйн", "В порту.", "Курт Кляйн"),
        ("Foto: Kurt Klein", None, "Kurt Klein"),
    ],
)
def test_a_line_behind_a_picture_that_says_whose_it_is(
    line: str, caption: str | None, credit: str, frame: str
) -> None:
    for html in (
        frame.format(line) + PROSE * 4,
        PROSE * 2 + frame.format(line) + PROSE,
    ):
        article = read(html)
        (image,) = article.images
        assert (image.caption, image.credit) == (caption, credit)
        assert article.standfirst is None
        assert "Kl" not in article.text


@pytest.mark.parametrize(
    "line",
    [
        "The pictures of that night show the old lock, gold from end to end.",
        "One thing is in every photo: the lanterns went out at midnight, each of them.",
        f"{'The lanterns went out at midnight. ' * 10}Photo: Kurt Klein",
    ],
)
def test_a_paragraph_behind_a_picture_is_of_the_text(line: str) -> None:
    article = read(f"{PROSE * 2}<img src=/a.jpg><p>{line}</p>{PROSE}")
    assert line in article.text


def test_a_heading_behind_a_picture_is_no_caption() -> None:
    article = read(f"{PROSE}<img src=/a.jpg><h2>The last photo: gold</h2>{PROSE * 2}")
    assert "The last photo: gold" in article.text
    assert [image.caption for image in article.images] == [None]


def test_a_picture_may_stand_behind_all_text() -> None:
    article = read(f"{PROSE * 3}<img src=/a.jpg>")
    assert [image.caption for image in article.images] == [None]
