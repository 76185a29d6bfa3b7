"""What WordPress stores: the blocks as the classic or the block editor saves them."""

import json
from collections.abc import Callable
from html import escape

from tests.wordpress.blocks import OLD, Block, Picture, Post

# `{{kind:key}}` stands for what only WordPress knows: numbers and addresses.


def content(post: Post) -> str:
    """The post's content, standfirst first, as `post_content` holds it."""
    first = (Block("paragraph", (post.standfirst,)),) if post.standfirst else ()
    write = WRITERS[post.editor]
    return "\n\n".join(write(block) for block in (*first, *post.body))


def classic(block: Block) -> str:
    """A block as typed into the classic editor: wpautop makes the paragraphs."""
    match block.kind:
        case "paragraph":
            return _paragraph(block, "\n")
        case "callout":
            return _callout(block)
        case "picture":
            return _caption(block.pictures[0])
        case "gallery":
            numbers = ",".join(f"{{{{image-id:{p.name}}}}}" for p in block.pictures)
            return f'[gallery ids="{numbers}" size="full"]'
        case "video":
            return block.lines[0]
        case "more":
            return "<!--more-->"
        case "page":
            return "<!--nextpage-->"
        case _:
            return _plain(block)


def blocks(block: Block) -> str:
    """A block as the block editor saves it, between its comments."""
    match block.kind:
        case "paragraph":
            return _wrap("paragraph", f"<p>{_paragraph(block, '<br>')}</p>")
        case "callout":
            return _wrap("paragraph", f"<p>{_callout(block)}</p>")
        case "list":
            items = [_wrap("list-item", f"<li>{escape(i)}</li>") for i in block.lines]
            return _wrap("list", f"<ul>{''.join(items)}</ul>")
        case "quote":
            lines = [_wrap("paragraph", f"<p>{escape(q)}</p>") for q in block.lines]
            inner = "".join(lines)
            return _wrap(
                "quote", f'<blockquote class="wp-block-quote">{inner}</blockquote>'
            )
        case "heading":
            return _wrap("heading", _plain(block))
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


WRITERS: dict[str, Callable[[Block], str]] = {"classic": classic, "blocks": blocks}


def _wrap(name: str, inner: str, **attributes: object) -> str:
    settings = f" {json.dumps(attributes)}" if attributes else ""
    return f"<!-- wp:{name}{settings} -->\n{inner}\n<!-- /wp:{name} -->"


def _plain(block: Block) -> str:
    lines = [escape(line) for line in block.lines]
    if block.kind == "heading":
        return f"<h2>{lines[0]}</h2>"
    if block.kind == "list":
        return "<ul>\n" + "".join(f"<li>{line}</li>\n" for line in lines) + "</ul>"
    return "<blockquote>" + "\n\n".join(lines) + "</blockquote>"


def _paragraph(block: Block, newline: str) -> str:
    text = newline.join(escape(line, quote=False) for line in block.lines)
    if block.link is None:
        # Authors embolden the first words as they please.
        first, space, rest = text.partition(" ")
        return f"<strong>{first}</strong>{space}{rest}" if len(text) % 3 == 0 else text
    head, _, tail = text.rpartition(" ")
    return f'{head} <a href="{_address(block.link)}">{tail}</a>'


def _callout(block: Block) -> str:
    label, title = block.lines
    words = escape(title, quote=False)
    if block.link:
        words = f'<a href="{_address(block.link)}">{words}</a>'
    return f"<strong>{label}{words}</strong>"


def _address(link: str) -> str:
    return f"{{{{{link if link.startswith(OLD) else f'link:{link}'}}}}}"


def _tag(picture: Picture, *, sized: bool = False) -> str:
    size = ' width="640" height="360"' if sized else ""
    number = f"{{{{image-id:{picture.name}}}}}"
    source = f'src="{{{{image:{picture.name}}}}}"'
    return f'<img {source} alt=""{size} class="wp-image-{number}"/>'


def _caption(picture: Picture) -> str:
    number = f"attachment_{{{{image-id:{picture.name}}}}}"
    if not picture.legend:
        return _tag(picture, sized=True)
    inner = f"{_tag(picture, sized=True)} {escape(picture.legend)}"
    return f'[caption id="{number}" align="aligncenter" width="640"]{inner}[/caption]'


def _image(picture: Picture, *, linked: bool = False) -> str:
    caption = ""
    if picture.legend:
        words = escape(picture.legend, quote=False)
        caption = f'<figcaption class="wp-element-caption">{words}</figcaption>'
    tag = _tag(picture)
    if linked:
        tag = f'<a href="{{{{image-page:{picture.name}}}}}">{tag}</a>'
    figure = f'<figure class="wp-block-image size-full">{tag}{caption}</figure>'
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
