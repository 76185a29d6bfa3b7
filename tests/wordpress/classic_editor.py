"""What the classic editor saves: wpautop makes the paragraphs of it."""

from html import escape

from tests.wordpress.blocks import Block, Picture
from tests.wordpress.markup import callout, heading, paragraph, tag


def write(block: Block) -> str:
    """A block as typed into the classic editor."""
    lines = [escape(line) for line in block.lines]
    match block.kind:
        case "paragraph":
            return paragraph(block, "\n")
        case "heading":
            return heading(block)
        case "list":
            items = "".join(f"<li>{line}</li>\n" for line in lines)
            return f"<ul>\n{items}</ul>"
        case "quote":
            return "<blockquote>" + "\n\n".join(lines) + "</blockquote>"
        case "callout":
            return callout(block)
        case "picture":
            return _caption(block.pictures[0])
        case "gallery":
            return _gallery(block.pictures)
        case "video":
            return block.lines[0]
        case "more":
            return "<!--more-->"
        case "page":
            return "<!--nextpage-->"


def _caption(picture: Picture) -> str:
    number = f"attachment_{{{{image-id:{picture.name}}}}}"
    if not picture.legend:
        return tag(picture, sized=True)
    inner = f"{tag(picture, sized=True)} {escape(picture.legend)}"
    return f'[caption id="{number}" align="aligncenter" width="640"]{inner}[/caption]'


def _gallery(pictures: tuple[Picture, ...]) -> str:
    numbers = ",".join(f"{{{{image-id:{picture.name}}}}}" for picture in pictures)
    return f'[gallery ids="{numbers}" size="full"]'
