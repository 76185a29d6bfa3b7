"""Class names that mean nothing."""

from newscrawl.newspaper.chance import Draw

_SYLLABLES = "bo da fe gi ku lo mi na pe ra su ti vo xa ze".split()


class Names:
    """Draws the class names of a page, anew for each seed."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._openings: dict[str, str] = {}

    def __call__(self, role: str) -> str:
        """Return the name of what plays *role* on the page."""
        draw = Draw(self._seed, 95, *role.encode())
        syllables = "".join(draw.one(_SYLLABLES) for _ in range(3))
        return f"{syllables}-{draw.below(900)}"

    def div(self, role: str, html: str) -> str:
        """Return *html* in an element that plays *role*."""
        opening = self._openings.get(role)
        if opening is None:
            opening = self._openings[role] = f'<div class="{self(role)}">'
        return f"{opening}{html}</div>\n"
