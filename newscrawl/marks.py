"""Elements that are marked as naming the author: by a standard, or by their class."""

import re
from collections.abc import Callable, Iterator

from newscrawl import names, tree
from newscrawl.boxes import Box, words
from newscrawl.document import Document
from newscrawl.masthead import Masthead
from newscrawl.names import Credits

_QUERY = (
    "[itemprop~=author], [rel~=author], [class*=author i], [class*=byline i],"
    " [class*=autor i], [class*=auteur i], [class*=writer i], [class*=verfasser i]"
)
_MARKS = frozenset(
    "author authors byline bylines autor autoren autore autores auteur auteurs writer"
    " writers verfasser".split()
)
_NOT_NAMES = frozenset(
    "bio biography description image img picture avatar photo social share follow role"
    " title job comment comments comentarios related more date time source email"
    " twitter count links location".split()
)
# The address of a page on a person who writes.
_PEOPLE = re.compile(
    r"/(?:authors?|autor(?:en|es|i|a|as)?|auteurs?|autore|by|journalists?|redakteure?"
    r"|writers?|contributors?|columnists?|staff|reporters?|byline)/",
    re.IGNORECASE,
)
_LONGEST = 70
_APART = 4
"""How many blocks there may be between two authors of one article."""
_WHOLE = frozenset({"body", "main"})
_BROAD = 40
"""A region of more blocks has no middle that all of it belongs to."""
_ELSEWHERE_TAGS = frozenset({"nav", "figure", "figcaption", "form"})
_ELSEWHERE = frozenset(
    "related comment comments sidebar widget recommended trending teaser teasers card"
    " promo newsletter caption popular latest most next previous menu".split()
)

Marked = tuple[tree.Node, Box]
Mark = Callable[[tree.Node], bool]


def is_standard(node: tree.Node) -> bool:
    """Say whether *node* is marked by microdata, `rel`, hAtom or WordPress."""
    values = tree.attributes(node)
    if "author" in f"{values.get('itemprop')} {values.get('rel')}".split():
        return True
    classes = set((values.get("class") or "").split())
    return {"author", "vcard"} <= classes or "wp-block-post-author__name" in classes


def is_mark(node: tree.Node) -> bool:
    """Say whether *node* is marked by a standard, or by a class that says so."""
    found = _words(node)
    named = not found.isdisjoint(_MARKS) and found.isdisjoint(_NOT_NAMES)
    return named or is_standard(node)


def is_name(node: tree.Node) -> bool:
    """Say whether *node* is marked as the very name of an author."""
    return is_standard(node) or (is_mark(node) and "name" in _words(node))


def _words(node: tree.Node) -> frozenset[str]:
    return words(tree.attributes(node).get("class") or "")


def find(document: Document) -> list[Marked]:
    """Return the elements that are marked, with the boxes they stand in."""
    nodes = (node for node in document.select(_QUERY) if is_mark(node))
    return [(node, box) for node in nodes if (box := document.around(node))]


def read(
    document: Document,
    marked: list[Marked],
    region: range,
    masthead: Masthead,
    mark: Mark,
) -> Credits:
    """Return whom the first of *marked* name, in *region*, that *mark* is true of."""
    near = [pair for pair in marked if pair[1].start in region and mark(pair[0])]
    found = Credits()
    last = None
    for credits, position in _innermost(document, near, region, masthead):
        if last is not None and position - last > _APART:
            break
        if credits.people:
            last = position
        found.add(credits)
    return found


def _innermost(
    document: Document, marked: list[Marked], region: range, masthead: Masthead
) -> Iterator[tuple[Credits, int]]:
    """Yield what the innermost of *marked* name, with their place."""
    found = []
    done: set[int] = set()
    for node, box in reversed(marked):
        if tree.identity(node) in done or _is_elsewhere(box, region):
            continue
        credits = _of(document, node, masthead)
        if credits != Credits():
            done.update(map(tree.identity, tree.around(node)))
            found.append((credits, box.start))
    yield from reversed(found)


def _of(document: Document, node: tree.Node, masthead: Masthead) -> Credits:
    linked = [tree.text(anchor) for anchor in document.select("a", node)]
    linked = [text for text in linked if names.is_full(text)]
    texts = linked or document.lines(node)
    short = [text for text in texts if len(text) <= _LONGEST]
    found = names.read(short, masthead.names)
    people = [name for name in found.people if names.looks_like_name(name)]
    found.people = [name for name in people if names.is_full(name)]
    if not is_name(node):
        return Credits(people=found.people, bodies=found.bodies)
    found.accounts += [name for name in people if not names.is_full(name)]
    return found


def _is_elsewhere(box: Box, region: range) -> bool:
    """Say whether *box* is in a part of the page that is not the article's own."""
    middle = region[len(region) // 2] if region else 0
    for around in box.ancestors():
        if around.tag in _WHOLE or "hentry" in around.words:
            continue
        if around.start <= middle < around.end and len(region) < _BROAD:
            return False
        if around.tag in _ELSEWHERE_TAGS or around.words & _ELSEWHERE:
            return True
    return False


def linked(document: Document, region: range, masthead: Masthead) -> Credits:
    """Return the names in *region* that lead to pages of people."""
    texts = [
        anchor.text
        for anchor in document.layout.anchors
        if anchor.position in region
        and _PEOPLE.search(anchor.href)
        and names.is_full(anchor.text)
        and not _is_elsewhere(anchor.box, region)
    ]
    return names.read(texts, masthead.names)
