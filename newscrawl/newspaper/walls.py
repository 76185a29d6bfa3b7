"""What a paper shows in place of its pages, where it shuts a crawler out."""

from collections.abc import Callable
from urllib.parse import quote

from newscrawl.newspaper.response import Response


def _page(title: str, body: str, status: int = 200) -> Response:
    html = f"<!doctype html><html lang=en><title>{title}</title>{body}</html>"
    return Response(html.encode(), status=status)


def _forbidden(target: str) -> Response:
    words = "<h1>Forbidden</h1><p>You may not see this page.</p>"
    return _page("403 Forbidden", words, 403)


def _captcha(target: str) -> Response:
    number = quote(target[-8:])  # as the number of a visit, another each time
    return _page(
        "One moment, please",
        "<h1>Are you a human?</h1><p>Our presses have seen many visitors like you."
        " Tick the box, and the paper will open.</p><form method=post>"
        f"<input type=checkbox name=human><input type=hidden value={number}>"
        f"<button>Go on</button></form><p>Visit {number}7</p>",
    )


def _consent(target: str) -> Response:
    return _page(
        "Before you read on",
        "<h1>Your choices</h1><p>We and our 1,207 partners keep cookies on your"
        " machine, to know what you like. May we?</p><form method=post"
        f' action="/agree?then={quote(target)}"><button>Accept all</button>'
        "<button>Reject all</button></form>",
    )


WALLS: dict[str, Callable[[str], Response]] = {
    "403": _forbidden,
    "captcha": _captcha,
    "consent": _consent,
}
"""Walls by name: what each answers at a path with its query."""
