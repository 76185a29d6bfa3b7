"""What stands on every page of today's paper: head, menus, sidebar, footer."""

from functools import cached_property

from newscrawl.newspaper import chrome
from newscrawl.newspaper.layouts.base import Layout
from newscrawl.newspaper.layouts.pieces import Pieces
from newscrawl.newspaper.markup import text

PAPER = "The Lantern"
_STYLE, _SCRIPT = chrome.style(22, 17_000), chrome.script(22, 9_000)
_ITEM = '<li class="menu-item">{}</li>'


class Frame:
    """Writes whole pages around their content."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.base = layout.edition.base
        self.pieces = Pieces(layout.edition)

    def page(self, title: str, head: str, classes: str, content: str) -> str:
        """Return a page; *classes* are those of its body."""
        title = f"{title} - {PAPER}" if title else PAPER
        return (
            f'<!DOCTYPE html>\n<html lang="{self.layout.language}"'
            ' prefix="og: https://ogp.me/ns#"><head>\n<meta charset="UTF-8">\n'
            f"<title>{text(title)}</title>\n{head}{self._head}</head>\n"
            f'<body class="{classes}">\n{self._top}'
            f'<main id="primary" class="site-main">\n{content}\n</main>\n'
            f"{self._bottom}</body>\n</html>\n"
        )

    @cached_property
    def _head(self) -> str:
        return (
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<link rel="alternate" type="application/rss+xml"'
            f' href="{self.base}/feed/" />\n'
            f"<style id='global-styles-inline-css'>{_STYLE}</style>\n"
            f"<script>{_SCRIPT}</script>\n"
        )

    @cached_property
    def _top(self) -> str:
        menu = self.pieces.menu(self.layout.menu, _ITEM)
        return (
            '<a class="skip-link screen-reader-text" href="#primary">Skip to content'
            '</a><header id="masthead" class="site-header"><p class="site-title">'
            f'<a href="{self.base}/" rel="home">{PAPER}</a></p>'
            '<form role="search" class="search-form"><label>Search for:'
            ' <input type="search" name="s"></label></form></header>\n'
            '<nav id="site-navigation" class="main-navigation">'
            f'<ul id="primary-menu">{menu}</ul></nav>\n'
        )

    @cached_property
    def _bottom(self) -> str:
        return (
            '<aside id="secondary" class="widget-area"><section class="widget">'
            '<h2 class="widget-title">Most Read</h2>'
            f"<ul>{self.pieces.newest('<li>{}</li>')}</ul></section></aside>\n"
            '<footer id="colophon" class="site-footer"><nav><ul>'
            f'<li><a href="{self.base}/about/">About Us</a></li>'
            f'<li><a href="{self.base}/contact/">Contact</a></li>'
            f'<li><a href="{self.base}/feed/">RSS</a></li></ul></nav>'
            f"<p>© {PAPER}. All rights reserved.</p></footer>\n"
            f"<script>{_SCRIPT}</script>\n"
        )
