import pytest

from newscrawl import walls
from newscrawl.document import Document
from newscrawl.newspaper.walls import WALLS

URL = "https://paper.example/2026/uk-news/lanterns/"
PROSE = "The lanterns were lit along the harbour and nobody wished to go home. " * 30


def page(body: str, title: str = "Paper") -> Document:
    html = f"<!doctype html><html><title>{title}</title><body>{body}</body></html>"
    return Document(html, URL)


@pytest.mark.parametrize(
    ("document", "name"),
    [
        pytest.param(
            page("<p>Checking your browser.</p>", "Just a moment"),
            "captcha page",
            id="words",
        ),
        pytest.param(
            page("<p>Wait</p><script src=/cdn-cgi/challenge-platform/h></script>"),
            "captcha page",
            id="script",
        ),
        pytest.param(
            page("<h1>Sorry</h1><p>Access denied.</p>"),
            "block page",
            id="block",
        ),
        pytest.param(
            page("<p>We keep cookies</p><button>I agree</button>"),
            "consent page",
            id="button",
        ),
        pytest.param(
            page("<p>Your consent</p><input type=submit value=Akzeptieren>"),
            "consent page",
            id="value",
        ),
        pytest.param(
            page("<p>Cookies are baked at four.</p><button>Read on</button>"),
            None,
            id="nothing to agree to",
        ),
        pytest.param(
            page("<p>Terms</p><button>I accept</button>"), None, id="no consent"
        ),
        pytest.param(
            page(f"<p>{PROSE}</p><script src=https://x.example/recaptcha.js></script>"),
            None,
            id="much to read",
        ),
        pytest.param(page("<p>Our team</p>"), None, id="a page"),
    ],
)
def test_names_what_stands_in_place_of_a_page(
    document: Document, name: str | None
) -> None:
    assert walls.name(document) == name


@pytest.mark.parametrize(
    ("name", "found"), [("captcha", "captcha page"), ("consent", "consent page")]
)
def test_a_wall_looks_the_same_at_every_address(name: str, found: str) -> None:
    looks = {
        walls.look(Document(WALLS[name](path).body.decode(), URL))
        for path in ("/2026/a/", "/2026/another-9/", "/?p=3")
    }

    assert {look.name for look in looks} == {found}
    assert len(looks) == 1


def test_pages_of_other_words_look_otherwise() -> None:
    about, contact = page("<p>About our paper</p>"), page("<p>Where we are</p>")

    assert walls.look(about) != walls.look(contact)
    assert walls.wording("Story 7 of https://a.example/") == walls.wording("story 8 of")
