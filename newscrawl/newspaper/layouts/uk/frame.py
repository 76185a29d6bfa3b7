"""What stands on every page of the edition."""

from functools import cached_property

from newscrawl.newspaper import chrome, words
from newscrawl.newspaper.layouts.base import Layout
from newscrawl.newspaper.layouts.pieces import Pieces
from newscrawl.newspaper.markup import text

PAPER = "The Lantern UK"
_STYLE = chrome.style(20, 14_000)
_SCRIPTS = chrome.script(20, 8_000), chrome.script(21, 8_000)
_ITEM = '<li class="menu-item">{}</li>'


class Frame:
    """Writes whole pages around their content."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.base = layout.edition.base
        self.pieces = Pieces(layout.edition)

    def page(self, title: str, head: str, classes: str, content: str) -> str:
        """Return a page; *classes* are those of its body."""
        return (
            '<!DOCTYPE html>\n<html class="no-js"'
            f' lang="{self.layout.language}"><head>\n'
            f'<meta charset="UTF-8">\n<title>{text(title)} – {PAPER}</title>\n{head}'
            f"<style id='twentytwenty-style-inline-css'>{_STYLE}</style>\n"
            f'<script>{_SCRIPTS[0]}</script>\n</head>\n<body class="{classes}">\n'
            f'{self._top}<main id="site-content">\n{content}\n</main>\n'
            f"{self._bottom}</body></html>\n"
        )

    @cached_property
    def _top(self) -> str:
        menu = self.pieces.menu(self.layout.menu, _ITEM)
        return (
            '<header id="site-header"><div class="site-title faux-heading">'
            f'<a href="{self.base}/" rel="home">{PAPER}</a></div>'
            f'<nav class="primary-menu-wrapper"><ul>{menu}</ul></nav></header>\n'
        )

    @cached_property
    def _bottom(self) -> str:
        return (
            '<div class="footer-widgets-outer-wrapper"><div class="widget'
            f' widget_archive"><h2>Archives</h2><ul>{self._months()}</ul></div></div>\n'
            f'<footer id="site-footer"><p>© 2022 <a href="{self.base}/">{PAPER}</a></p>'
            f'<a href="{self.base}/about/">About</a>'
            f' <a href="{self.base}/contact/">Contact</a></footer>\n'
            f"<script>{_SCRIPTS[1]}</script>\n"
        )

    def _months(self) -> str:
        edition = self.layout.edition
        last = edition.calendar.time(edition.articles - 1)
        return "".join(
            f'<li><a href="{self.base}/{year}/{month:02}/">{name} {year}</a></li>'
            for year in range(self.layout.first.year, last.year + 1)
            for month, name in enumerate(words.MONTHS, start=1)
            if self.layout.lists.find(f"/{year}/{month:02}/")
        )
