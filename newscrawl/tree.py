"""The parsed tree of a page. The only module that knows the HTML parser."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from newscrawl.boxes import Anchor, Block, Box, Layout, Picture
from newscrawl.text import collapse, split_lines

Node = LexborNode
"""An element; what is asked of it is asked through the functions here."""

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark"
    " nobr q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var"
    " wbr".split()
)
UNREAD = frozenset(
    "audio button canvas datalist embed form-control head input link map meta noscript"
    " object option script select style svg template textarea title".split()
)
BOLD = frozenset({"b", "strong"})
STRONG = BOLD | {"em", "i"}
# Deeper than any page meant for people; broken markup nests without end. What lies
# deeper is text without form. Each level costs three frames of Python's stack.
MAX_DEPTH = 200


class BadSelector(ValueError):
    """A CSS selector of a rule is not valid."""


def parse(html: str) -> LexborHTMLParser:
    """Return the tree of *html*, as a browser would build it."""
    return LexborHTMLParser(html)


def select(tree: LexborHTMLParser | Node, query: str) -> list[Node]:
    """Return the elements that *query*, a CSS selector, matches, in page order."""
    try:
        return tree.css(query)
    except SelectolaxError as error:
        raise BadSelector(f"not a CSS selector: {query!r}") from error


def attributes(node: Node) -> Mapping[str, str | None]:
    """Return the attributes of *node*; one without a value is None."""
    return node.attributes


def text(node: Node) -> str:
    """Return the text of *node* on one line."""
    return collapse(node.text(deep=True))


def content(node: Node) -> str:
    """Return the text of *node* as it stands in the page."""
    return node.text(deep=True)


def root(tree: LexborHTMLParser) -> Node | None:
    """Return the element `<html>`."""
    return tree.css_first("html")


def head(tree: LexborHTMLParser) -> Node | None:
    """Return the element `<head>`."""
    return tree.head


def body(tree: LexborHTMLParser) -> Node | None:
    """Return the element `<body>`, which all pages have but those of frames."""
    return tree.body


def tag(node: Node) -> str:
    """Return the name of the element *node*, in lower case."""
    return node.tag or ""


def identity(node: Node) -> int:
    """Return what tells *node* from every other of its tree."""
    return node.mem_id


def around(node: Node) -> Iterator[Node]:
    """Yield the elements around *node*, innermost first."""
    outer = node.parent
    while outer is not None:
        yield outer
        outer = outer.parent


class Walk:
    """One walk over a tree, which finds the layout and the box of each element."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.layout = Layout()
        self._blocks = self.layout.blocks
        self.boxes: dict[int, Box] = {}
        self._parts: list[str] = []
        self._anchors: list[Anchor] = []
        self._open: Anchor | None = None
        self._linked = self._strong = self._bold = self._length = 0
        self._depth_strong = self._depth_bold = 0
        if node := body(tree):
            self._enter(node, Box("body", _names(node.attributes), None, 0), 0)

    def _enter(self, node: Node, box: Box, depth: int) -> None:
        if self._parts:
            self._flush(box.parent or box)
        self.boxes[node.mem_id] = box
        box.start = len(self._blocks)
        self._children(node, box, depth)
        if self._parts:
            self._flush(box)
        box.end = len(self._blocks)

    def _children(self, node: Node, box: Box, depth: int) -> None:
        child = node.child
        while child is not None:
            tag = child.tag or ""
            if tag == "-text":
                text = child.text_content or ""
                if text.isspace() and self._open is None:  # half of all texts
                    self._parts.append(" ")
                else:
                    self._add(text)
            elif (read := _READERS.get(tag, Walk._block)) is not None:
                read(self, child, tag, box, depth)
            child = child.next

    def _block(self, node: Node, tag: str, box: Box, depth: int) -> None:
        if tag[:1] in "-!":  # a comment, and what else is no element
            return
        values = node.attributes
        if values and _is_hidden(values):
            return
        if depth > MAX_DEPTH:
            self._add(f" {content(node)} ")
            return
        names = _names(values) if values else " "
        self._enter(node, Box(tag, names, box, 0), depth + 1)

    def _inline(self, node: Node, tag: str, box: Box, depth: int) -> None:
        values = node.attributes
        if values and _is_hidden(values):
            return
        if depth > MAX_DEPTH:
            self._add(content(node))
            return
        if tag == "a" and self._open is None:
            self._anchor(node, values, box, depth)
            return
        strong, bold = tag in STRONG, tag in BOLD
        self._depth_strong += strong
        self._depth_bold += bold
        self._children(node, box, depth + 1)
        self._depth_strong -= strong
        self._depth_bold -= bold

    def _anchor(
        self, node: Node, values: Mapping[str, str | None], box: Box, depth: int
    ) -> None:
        anchor = Anchor(
            href=(values.get("href") or "").strip(),
            rel=_relations(values.get("rel") or ""),
            names=_names(values),
            box=box,
            position=len(self._blocks),
        )
        if anchor.href:
            self._open = anchor
            self._anchors.append(anchor)
            self.layout.anchors.append(anchor)
        self._children(node, box, depth + 1)
        self._open = None
        if not self._parts:  # it ended with a block of its own
            self._anchors = []
        anchor.text = collapse(anchor.text)

    def _add(self, text: str) -> None:
        length = len(text.strip())
        self._parts.append(text.replace("\n", " ") if "\n" in text else text)
        self._length += length
        if self._open is not None:
            self._open.text += text
            self._linked += length
        if self._depth_strong:
            self._strong += length
        if self._depth_bold:
            self._bold += length

    def _break(self, node: Node, tag: str, box: Box, depth: int) -> None:
        self._parts.append("\n")

    def _picture(self, node: Node, tag: str, box: Box, depth: int) -> None:
        values = node.attributes
        names = ("data-src", "data-lazy-src", "data-original", "src")
        src = next((value for name in names if (value := values.get(name))), "")
        width = values.get("width") or ""
        self.layout.pictures.append(
            Picture(
                src=src.strip(),
                alt=collapse(values.get("alt") or ""),
                box=box,
                position=len(self.layout.blocks),
                width=int(width) if width.isdecimal() else None,
            )
        )

    def _embed(self, node: Node, tag: str, box: Box, depth: int) -> None:
        if src := node.attributes.get("src"):
            self.layout.embeds.append((src, len(self.layout.blocks)))

    def _flush(self, box: Box) -> None:
        if self._length:
            self._lay(box)
            self._linked = self._strong = self._bold = self._length = 0
        self._parts.clear()
        self._anchors = []
        if self._open is not None:
            self._anchors.append(self._open)
            self._open.text += " "

    def _lay(self, box: Box) -> None:
        length, found = self._length, self._anchors
        linked = min(1.0, self._linked / length) if self._linked else 0.0
        strong, bold = self._strong >= length, self._bold >= length
        texts = split_lines("".join(self._parts))
        for piece in texts:
            anchors = tuple(found) if len(texts) == 1 else _anchors_in(piece, found)
            block = Block(box.tag, piece, box, anchors, linked, strong, bold)
            self._blocks.append(block)


_Reader = Callable[[Walk, Node, str, Box, int], None]
_READERS: dict[str, _Reader | None] = {
    **dict.fromkeys(UNREAD),
    **dict.fromkeys(INLINE, Walk._inline),
    "br": Walk._break,
    "img": Walk._picture,
    "iframe": Walk._embed,
    "video": Walk._embed,
}
"""Tag → what reads it, None where nothing does; any other makes a block."""


def _anchors_in(piece: str, anchors: list[Anchor]) -> tuple[Anchor, ...]:
    line = collapse(piece)
    return tuple(anchor for anchor in anchors if collapse(anchor.text) in line)


def _names(values: Mapping[str, str | None]) -> str:
    get = values.get
    return f"{get('class') or ''} {get('id') or ''}"


@lru_cache(maxsize=256)  # few are in use
def _relations(rel: str) -> frozenset[str]:
    return frozenset(rel.lower().split())


def _is_hidden(values: Mapping[str, str | None]) -> bool:
    if "hidden" in values:
        # React sends what comes late in hidden elements "S:0", "S:1" and so on,
        # which its script puts in their places.
        return not (values.get("id") or "").startswith("S:")
    if not (style := values.get("style")):
        return False
    return "display:none" in style.replace(" ", "").lower()
