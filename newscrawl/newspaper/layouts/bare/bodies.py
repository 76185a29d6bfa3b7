"""Bodies with as few kinds of element as will do."""

from newscrawl.newspaper.chance import Draw
from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.layouts.bare.names import Names
from newscrawl.newspaper.markup import Markup, text
from newscrawl.newspaper.story import Block, Picture


class BareMarkup(Markup):
    """Writes bodies whose class names say nothing."""

    def __init__(self, edition: Edition, names: Names) -> None:
        super().__init__(edition)
        self.names = names
        self.tag = Draw(edition.seed, 96).one(("p", "p", "div"))

    def paragraph(self, html: str) -> str:
        """Return a paragraph, which some seeds make a <div>."""
        return f"<{self.tag}>{html}</{self.tag}>"

    def heading(self, html: str) -> str:
        """Return a sub-heading."""
        return f"<h3>{html}</h3>"

    def quotation(self, html: str) -> str:
        """Return a quotation set apart."""
        return f"<blockquote>{html}</blockquote>"

    def video(self, address: str) -> str:
        """Return the address of a video."""
        return self.paragraph(address)

    def notice(self, words: str) -> str:
        """Return the notice of a paywall."""
        return self.names.div("notice", words)

    def advertisement(self, words: str) -> str:
        """Return an advertisement."""
        return self.names.div("slot", words)

    def callout(self, block: Block) -> str:
        """Return a callout to another story."""
        return super().callout(block).replace("<p>", "<div>").replace("</p>", "</div>")

    def picture(self, picture: Picture) -> str:
        """Return a picture with what is printed under it."""
        under = self.names.div("under", text(picture.words)) if picture.words else ""
        return self.names.div("frame", self.linked(picture) + under)
