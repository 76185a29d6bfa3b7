"""The blocks of a story as HTML. Layouts write some of them differently."""

from html import escape
from itertools import groupby

from newscrawl.newspaper.edition import Edition
from newscrawl.newspaper.story import Block, Picture, Story

_BLANK = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
_LISTS = {"item": "ul", "step": "ol"}


def text(words: str) -> str:
    """Return *words* as HTML."""
    # As html.escape does, without its call: a page has dozens of these.
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(words: str) -> str:
    """Return *words* as the value of an attribute in double quotes."""
    return escape(words)


def cut(words: str, length: int) -> str:
    """Return the first of *words*, cut off as excerpts are: between two words."""
    return words if len(words) <= length else words[:length].rpartition(" ")[0]


class Markup:
    """Writes bodies as the block editor of WordPress does."""

    heading_tag = "h3"

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def body(self, story: Story, part: int = 1) -> str:
        """Return the body of *story*, or one part of it."""
        blocks = story.parts[part - 1]
        pieces = []
        for kind, group in groupby(blocks, lambda block: block.kind):
            pieces += self._group(kind, list(group))
        if self._links_inline(story):
            pieces[1:2] = [self._with_link(blocks[1], story)]
        return self.join(pieces)

    def join(self, pieces: list[str]) -> str:
        """Return the *pieces* of a body in one."""
        return "\n".join(pieces)

    def _links_inline(self, story: Story) -> bool:
        return not story.quirk and story.index % 4 == 0 and len(story.parts[0]) > 1

    def _with_link(self, block: Block, story: Story) -> str:
        first, second, rest = block.text.split(" ", 2)
        other = self.edition.writer.other(story.index, 9)
        url = f"{self.edition.url(other)}?utm_source=story"
        return self.paragraph(
            f'<a href="{url}">{text(first)} {text(second)}</a> {text(rest)}'
        )

    def _group(self, kind: str, blocks: list[Block]) -> list[str]:
        match kind:
            case "item" | "step":
                items = "".join(f"<li>{text(block.text)}</li>" for block in blocks)
                return [self.items(_LISTS[kind], items)]
            case "quotation":
                return [
                    self.quotation("".join(f"<p>{text(b.text)}</p>" for b in blocks))
                ]
        return [self._block(block) for block in blocks]

    def _block(self, block: Block) -> str:
        match block.kind:
            case "heading":
                return self.heading(text(block.text))
            case "lines":
                return self.paragraph(text(block.text).replace("\n", "<br />\n"))
            case "picture" if block.picture:
                return self.picture(block.picture)
            case "video":
                return self.video(block.text)
            case "callout":
                return self.callout(block)
            case "notice":
                return self.notice(block.text)
            case "advertisement":
                return self.advertisement(block.text)
        return self.paragraph(text(block.text))

    def paragraph(self, html: str) -> str:
        """Return a paragraph."""
        return f"<p>{html}</p>"

    def items(self, tag: str, html: str) -> str:
        """Return a list."""
        return f"<{tag}>{html}</{tag}>"

    def heading(self, html: str) -> str:
        """Return a sub-heading."""
        return (
            f'<{self.heading_tag} class="wp-block-heading">{html}</{self.heading_tag}>'
        )

    def quotation(self, html: str) -> str:
        """Return a quotation set apart."""
        return f'<blockquote class="wp-block-quote">{html}</blockquote>'

    def video(self, address: str) -> str:
        """Return the address of a video, which a script would turn into a player."""
        return (
            '<figure class="wp-block-embed is-type-video"><div'
            f' class="wp-block-embed__wrapper">\n{address}\n</div></figure>'
            if "2" in address
            else f"<p>{address}</p>"
        )

    def callout(self, block: Block) -> str:
        """Return a callout to another story."""
        index = block.target or 0
        title = text(self.edition.writer.title(index))
        if not block.is_linked:
            return f"<p>{block.text}{title}</p>"
        url = self.edition.url(index)
        if block.text.endswith("-"):
            return f'<p>{block.text}<a href="{url}">{title}</a></p>'
        return f'<p><strong><a href="{url}">{block.text}{title}</a></strong></p>'

    def notice(self, words: str) -> str:
        """Return the notice of a paywall."""
        return f'<div class="paywall-notice"><p>{words}</p></div>'

    def advertisement(self, words: str) -> str:
        """Return an advertisement."""
        return (
            f'<div class="ad-slot"><span>{words}</span><ins class="adsbygoogle"'
            ' data-ad-slot="4402917735"></ins></div>'
        )

    def source(self, picture: Picture) -> str:
        """Return the attributes of an image element that say where it is."""
        address = f"{self.edition.base}{picture.path}"
        small = address.replace(".jpg", "-300x200.jpg")
        sizes = f"{address} 1200w, {small} 300w"
        if picture.is_lazy:
            return f'src="{_BLANK}" data-src="{address}" data-srcset="{sizes}"'
        return f'src="{address}" srcset="{sizes}" sizes="(max-width: 1200px) 100vw"'

    def image(self, picture: Picture) -> str:
        """Return a picture."""
        return f'<img width="1200" height="800" {self.source(picture)} alt="" />'

    def picture(self, picture: Picture) -> str:
        """Return a picture in the body with what is printed under it."""
        words = picture.words
        under = f"<figcaption>{text(words)}</figcaption>" if words else ""
        return f'<figure class="wp-block-image">{self.linked(picture)}{under}</figure>'

    def linked(self, picture: Picture) -> str:
        """Return a picture as a link to its own page, if it has one."""
        image = self.image(picture)
        if picture.parent is None:
            return image
        return (
            f'<a href="{self.edition.url(picture.parent)}{picture.name}/">{image}</a>'
        )
