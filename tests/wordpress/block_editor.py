"""What the block editor saves: each block between comments that name it."""

import json
from html import escape

from tests.wordpress.blocks import Block, Picture
from tests.wordpress.markup import callout, heading, paragraph, tag


def write(block: Block) -> str:
    """A block as the block editor saves it."""
    match block.kind:
        case "paragraph":
            return _wrap("paragraph", f"<p>{paragraph(block, '<br>')}</p>")
        case "heading":
            return _wrap("heading", heading(block))
        case "list":
            items = [_wrap("list-item", f"<li>{escape(i)}</li>") for i in block.lines]
            return _wrap("list", f"<ul>{''.join(items)}</ul>")
        case "quote":
            return _quote(block.lines)
        case "callout":
            return _wrap("paragraph", f"<p>{callout(block)}</p>")
        case "picture":
            return _image(block.pictures[0])
        case "gallery":
            return _gallery(block.pictures)
        case "video":
            return _embed(block.lines[0])
        case "more":
            return _wrap("more", "<!--more-->")
        case "page":
            return _wrap("nextpage", "<!--nextpage-->")


def _wrap(name: str, inner: str, **attributes: object) -> str:
    settings = f" {json.dumps(attributes)}" if attributes else ""
    return f"<!-- wp:{name}{settings} -->\n{inner}\n<!-- /wp:{name} -->"


def _quote(lines: tuple[str, ...]) -> str:
    inner = "".join(_wrap("paragraph", f"<p>{escape(line)}</p>") for line in lines)
    return _wrap("quote", f'<blockquote class="wp-block-quote">{inner}</blockquote>')


def _image(picture: Picture, *, linked: bool = False) -> str:
    caption = ""
    if picture.legend:
        words = escape(picture.legend, quote=False)
        caption = f'<figcaption class="wp-element-caption">{words}</figcaption>'
    shown = tag(picture)
    if linked:
        shown = f'<a href="{{{{image-page:{picture.name}}}}}">{shown}</a>'
    figure = f'<figure class="wp-block-image size-full">{shown}{caption}</figure>'
    return _wrap("image", figure)


def _gallery(pictures: tuple[Picture, ...]) -> str:
    inner = "\n".join(_image(picture, linked=True) for picture in pictures)
    classes = "wp-block-gallery has-nested-images columns-default is-cropped"
    return _wrap(
        "gallery", f'<figure class="{classes}">{inner}</figure>', linkTo="attachment"
    )


def _embed(address: str) -> str:
    classes = "wp-block-embed is-type-video wp-block-embed-youtube"
    inner = f'<div class="wp-block-embed__wrapper">\n{address}\n</div>'
    return _wrap(
        "embed",
        f'<figure class="{classes}">{inner}</figure>',
        url=address,
        type="video",
        responsive=True,
    )
