"""What both editors write alike.

`{{kind:key}}` stands for what only WordPress knows: numbers and addresses.
"""

from html import escape

from tests.wordpress.blocks import OLD, Block, Picture


def heading(block: Block) -> str:
    """A heading, of the second or the third level."""
    words = escape(block.lines[0])
    level = 2 + len(words) % 2
    return f"<h{level}>{words}</h{level}>"


def paragraph(block: Block, newline: str) -> str:
    """A paragraph's lines with their emphasis or their link."""
    text = newline.join(escape(line, quote=False) for line in block.lines)
    if block.link is None:
        # Authors embolden the first words as they please.
        first, space, rest = text.partition(" ")
        return f"<strong>{first}</strong>{space}{rest}" if len(text) % 3 == 0 else text
    head, _, tail = text.rpartition(" ")
    return f'{head} <a href="{_address(block.link)}">{tail}</a>'


def callout(block: Block) -> str:
    """An ALSO READ line, linked or not."""
    label, title = block.lines
    words = escape(title, quote=False)
    if block.link:
        words = f'<a href="{_address(block.link)}">{words}</a>'
    return f"<strong>{label}{words}</strong>"


def _address(link: str) -> str:
    return f"{{{{{link if link.startswith(OLD) else f'link:{link}'}}}}}"


def tag(picture: Picture, *, sized: bool = False) -> str:
    """A picture's element."""
    size = ' width="640" height="360"' if sized else ""
    number = f"{{{{image-id:{picture.name}}}}}"
    source = f'src="{{{{image:{picture.name}}}}}"'
    return f'<img {source} alt=""{size} class="wp-image-{number}"/>'
