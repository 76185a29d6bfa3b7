"""What stands on every page of the archive: tables."""

from functools import cached_property

from newscrawl.newspaper import chrome
from newscrawl.newspaper.layouts.base import Layout
from newscrawl.newspaper.layouts.pieces import Pieces
from newscrawl.newspaper.markup import text

PAPER = "The Lantern"
ROW = "<tr><td>{}</td></tr>"
_DOCTYPE = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"'
    ' "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n'
    '<html xmlns="http://www.w3.org/1999/xhtml"'
)
_STYLE = chrome.style(14, 12_000)
_SCRIPTS = chrome.script(14, 12_000), chrome.script(15, 8_000)


class Frame:
    """Writes whole pages around their content."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.base = layout.edition.base
        self.pieces = Pieces(layout.edition)

    def page(self, title: str, head: str, content: str) -> str:
        """Return a page."""
        return (
            f'{_DOCTYPE} lang="{self.layout.language}"><head>\n'
            '<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />\n'
            f"<title>{text(title)} | {PAPER}</title>\n{head}"
            f'<style type="text/css">{_STYLE}</style>\n'
            f'<script type="text/javascript">{_SCRIPTS[0]}</script>\n</head>\n<body>\n'
            f"{self._top}{content}{self._bottom}</body></html>\n"
        )

    @cached_property
    def _top(self) -> str:
        menu = self.pieces.menu(self.layout.menu, ROW)
        return (
            '<table width="980" align="center" cellpadding="0"><tr><td colspan="3">'
            f'<a href="{self.base}/"><img src="{self.base}/wp-content/themes/lantern/'
            f'logo.gif" width="90" height="90" alt="{PAPER}" /></a></td></tr>\n'
            f'<tr><td class="leftcol" width="150" valign="top"><table>{menu}</table>'
            '</td>\n<td class="maincol" width="610" valign="top">\n'
        )

    @cached_property
    def _bottom(self) -> str:
        return (
            '</td>\n<td class="rightcol" width="220" valign="top"><table><tr><th>Recent'
            f" Posts</th></tr>{self.pieces.newest(ROW)}</table></td></tr>\n"
            f'<tr><td colspan="3"><a href="{self.base}/about/">About</a> |'
            f' <a href="{self.base}/contact/">Contact</a> | Copyright 2015 {PAPER}'
            "</td></tr></table>\n"
            f'<script type="text/javascript">{_SCRIPTS[1]}</script>\n'
        )
