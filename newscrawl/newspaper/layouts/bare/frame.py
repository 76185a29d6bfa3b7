"""What stands on every bare page."""

from functools import cached_property

from newscrawl.newspaper import chrome, words
from newscrawl.newspaper.layouts.bare.names import Names
from newscrawl.newspaper.layouts.base import Layout
from newscrawl.newspaper.layouts.pieces import Pieces, anchor
from newscrawl.newspaper.markup import text

PAPER = "The Lantern"


class Frame:
    """Writes whole pages around their content."""

    def __init__(self, layout: Layout, names: Names) -> None:
        self.layout = layout
        self.names = names
        self.pieces = Pieces(layout.edition)

    def page(self, title: str, content: str) -> str:
        """Return a page."""
        return (
            f'<!DOCTYPE html>\n<html lang="{self.layout.language}"><head>\n'
            f'<meta charset="UTF-8">\n<title>{text(title)} | {PAPER}</title>\n'
            f"{self._head}</head>\n<body>\n{self._top}"
            f"{self.names.div('main', content)}{self._bottom}</body></html>\n"
        )

    @cached_property
    def _head(self) -> str:
        seed = self.layout.edition.seed
        return (
            f"<style>{chrome.style(seed, 18_000)}</style>\n"
            f"<script>{chrome.script(seed, 14_000)}</script>\n"
        )

    @cached_property
    def _top(self) -> str:
        div, base = self.names.div, self.layout.edition.base
        links = self.pieces.labels("category", words.SECTIONS)
        links += [anchor(link.url, link.text) for link in self.layout.menu]
        menu = "".join(div("choice", link) for link in links)
        logo = div("logo", anchor(f"{base}/", PAPER))
        return div("top", logo + div("choices", menu))

    @cached_property
    def _bottom(self) -> str:
        div, base = self.names.div, self.layout.edition.base
        rows = self.pieces.newest(div("row", "{}"))
        about = anchor(f"{base}/about/", "About Us")
        contact = anchor(f"{base}/contact/", "Contact")
        return div("side", div("label", "Most Read") + rows) + div(
            "foot", f"{about} {contact} © {PAPER}"
        )
