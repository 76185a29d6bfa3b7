"""Class names that mean nothing."""

from functools import cache

from newscrawl.newspaper.chance import Draw

_SYLLABLES = "bo da fe gi ku lo mi na pe ra su ti vo xa ze".split()


class Names:
    """Draws the class names of a page, anew for each seed."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self.of = cache(self._draw)
        """Returns the name of what plays a role on the page."""

    def _draw(self, role: str) -> str:
        draw = Draw(self._seed, 95, *role.encode())
        syllables = "".join(draw.one(_SYLLABLES) for _ in range(3))
        return f"{syllables}-{draw.below(900)}"

    def div(self, role: str, html: str) -> str:
        """Return *html* in an element that plays *role*."""
        return f'<div class="{self.of(role)}">{html}</div>\n'
