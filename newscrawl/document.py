"""One page, parsed once: what it declares of itself and what a reader sees."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from newscrawl import jsonld, tree, urls
from newscrawl.boxes import Block, Box, Layout
from newscrawl.encoding import decode
from newscrawl.text import clean


class Document:
    """A page of HTML. Everything is read when first asked for, and once."""

    def __init__(self, html: str, url: str) -> None:
        self.html = html
        self.url = url
        self._tree = tree.parse(html)
        self._absolute: dict[str, str] = {}
        self._selected: dict[str, list[tree.Node]] = {}

    @classmethod
    def from_bytes(
        cls, body: bytes, url: str, declared: str | None = None
    ) -> "Document":
        """Return the page of *body*; *declared* is the charset of its header."""
        return cls(decode(body, declared), url)

    def select(self, query: str, within: tree.Node | None = None) -> list[tree.Node]:
        """Return the elements that the CSS selector *query* matches.

        Raises BadSelector where it is none.
        """
        if within is not None:
            return tree.select(within, query)
        if query not in self._selected:  # each goes through the whole tree
            self._selected[query] = tree.select(self._tree, query)
        return self._selected[query]

    def values(
        self, query: str, attribute: str, within: tree.Node | None = None
    ) -> Iterator[str]:
        """Yield the values of *attribute* of what *query* matches, as written."""
        for node in self.select(query, within):
            if value := tree.attributes(node).get(attribute):
                yield value.strip()

    def texts(self, query: str, within: tree.Node | None = None) -> Iterator[str]:
        """Yield the text of each element that *query* matches, on one line."""
        for node in self.select(query, within):
            if text := tree.text(node):
                yield text

    def absolute(self, href: str) -> str:
        """Return *href* made absolute; "" where it is not the address of a page."""
        url = self._absolute.get(href)
        if url is None:  # a link is asked for by all who look for links
            url = self._absolute[href] = urls.join(self.base, href)
        return url

    @cached_property
    def base(self) -> str:
        """Address that relative links start from."""
        href = next(self.values("base[href]", "href", self._head), "")
        return urls.join(self.url, href) or self.url

    @property
    def _head(self) -> tree.Node | None:
        return tree.head(self._tree)

    @cached_property
    def language(self) -> str | None:
        """The language the page declares, as written."""
        node = tree.root(self._tree)
        return (tree.attributes(node).get("lang") or None) if node else None

    @cached_property
    def title(self) -> str:
        """The text of `<title>`."""
        return next(self.texts("title", self._head), "")

    @cached_property
    def meta(self) -> dict[str, list[str]]:
        """Meta tags: name or property in lower case → contents in page order."""
        found: dict[str, list[str]] = {}
        for values in self._statements["meta"]:
            name = values.get("property") or values.get("name")
            content = clean(values.get("content") or "")
            if name and content:
                found.setdefault(name.strip().lower(), []).append(content)
        return found

    def items(self, name: str) -> Iterator[str]:
        """Yield the contents of the meta tags that are the microdata *name*."""
        return self._told("meta", "itemprop", name, "content")

    def links(self, relation: str) -> Iterator[str]:
        """Yield the addresses that `<link>` gives for *relation*, as written."""
        return self._told("link", "rel", relation, "href")

    def _told(self, tag: str, named: str, name: str, valued: str) -> Iterator[str]:
        for values in self._statements[tag]:
            is_named = name in (values.get(named) or "").split()
            if is_named and (value := values.get(valued)):
                yield value.strip()

    @cached_property
    def _statements(self) -> dict[str, list[Mapping[str, str | None]]]:
        """Tag → attributes of the elements by which a page tells of itself."""
        found: dict[str, list[Mapping[str, str | None]]] = {"meta": [], "link": []}
        for node in self.select("meta[content], link[rel]"):
            found[tree.tag(node)].append(tree.attributes(node))
        return found

    @cached_property
    def things(self) -> list[jsonld.Thing]:
        """The objects of the page's JSON-LD, laid flat."""
        query = 'script[type="application/ld+json"]'
        return jsonld.read(tree.content(node) for node in self.select(query))

    @cached_property
    def article(self) -> jsonld.Thing:
        """The article that the page's JSON-LD describes; empty where there is none.

        A page may list others beside its own: its own names the page, or comes first.
        """
        articles = jsonld.articles(self.things)
        own = (thing for thing in articles if self._is_own(thing))
        return next(own, articles[0] if articles else {})

    @cached_property
    def own(self) -> list[jsonld.Thing]:
        """All that the page's JSON-LD says of its article, and of itself as a page."""
        own = [thing for thing in self.things if self._is_own(thing)]
        pages = [thing for thing in own if "WebPage" in jsonld.types(thing)]
        return [*(jsonld.articles(own) or [self.article]), *pages]

    def _is_own(self, thing: jsonld.Thing) -> bool:
        page = thing.get("mainEntityOfPage")
        identity = page.get("@id") if isinstance(page, dict) else page
        claimed = (thing.get("url"), identity, thing.get("@id"))
        return any(isinstance(url, str) and self.is_own(url) for url in claimed)

    def is_own(self, url: str) -> bool:
        """Say whether *url* is an address of this page."""
        try:
            return urls.same(url.partition("#")[0], self.url)
        except ValueError:
            return False

    @cached_property
    def body_words(self) -> frozenset[str]:
        """Classes of `<body>`, where WordPress tells what kind of page it is."""
        node = tree.body(self._tree)
        words = tree.attributes(node).get("class") if node else None
        return frozenset((words or "").split())

    @cached_property
    def _walk(self) -> tree.Walk:
        return tree.Walk(self._tree)

    @property
    def layout(self) -> Layout:
        """Blocks, links and pictures in reading order."""
        return self._walk.layout

    @property
    def blocks(self) -> list[Block]:
        """The runs of text in reading order."""
        return self._walk.layout.blocks

    def box(self, node: tree.Node) -> Box | None:
        """Return the box of *node*; None for what makes no block or is not shown."""
        return self._walk.boxes.get(tree.identity(node))

    def around(self, node: tree.Node) -> Box | None:
        """Return the innermost box that *node* is or stands in."""
        found = map(self.box, (node, *tree.around(node)))
        return next((box for box in found if box), None)

    def lines(self, node: tree.Node) -> list[str]:
        """Return the text of *node*, each block of it by itself."""
        if box := self.box(node):
            return [block.text for block in self.blocks[box.start : box.end]]
        return [tree.text(node)]

    def boxes(self, query: str) -> list[Box]:
        """Return the boxes of the elements that *query* matches."""
        return [box for node in self.select(query) if (box := self.box(node))]
