"""Bodies as the editors of 2014 typed them."""

from newscrawl.newspaper.markup import Markup, text
from newscrawl.newspaper.story import Picture

_BREAK = "<br /><br />\n"
_BLOCKS = ("<ul", "<ol", "<h3", "<blockquote", "<div", "<p")


class ParagraphMarkup(Markup):
    """Sets paragraphs in elements of their own."""

    def heading(self, html: str) -> str:
        """Return a sub-heading."""
        return f"<h3>{html}</h3>"

    def quotation(self, html: str) -> str:
        """Return a quotation set apart."""
        return f"<blockquote>{html}</blockquote>"

    def video(self, address: str) -> str:
        """Return the address of a video."""
        return self.paragraph(address)

    def picture(self, picture: Picture) -> str:
        """Return a picture in the body with what is printed under it."""
        under = f'<p class="wp-caption-text">{text(picture.words)}</p>'
        return (
            '<div class="wp-caption alignnone" style="width: 610px">'
            f"{self.linked(picture)}{under if picture.words else ''}</div>"
        )


class BreakMarkup(ParagraphMarkup):
    """Sets paragraphs apart by line breaks alone."""

    def paragraph(self, html: str) -> str:
        """Return a paragraph, which is nothing but its words."""
        return html

    def join(self, pieces: list[str]) -> str:
        """Return the *pieces* of a body in one."""
        html, after_words = "", False
        for piece in pieces:
            is_block = piece.startswith(_BLOCKS)
            html += (_BREAK if after_words and not is_block else "") + piece
            html += "\n" if is_block else ""
            after_words = not is_block
        return html
