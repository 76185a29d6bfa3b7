"""The bodies of stories: prose, and what their quirks put into it."""

from dataclasses import dataclass, replace

from newscrawl.newspaper import prose, templates, words
from newscrawl.newspaper.chance import Draw
from newscrawl.newspaper.slugs import slug
from newscrawl.newspaper.story import Block, Kind, Picture

_SENTENCES = {"long": (95, 110), "short": (2, 3), "split": (24, 40)}
_USUAL = (9, 46)
_LONGEST_PARAGRAPH = 3


def first_paragraph(draw: Draw) -> str:
    """Return the paragraph that a body drawn from *draw* begins with."""
    return prose.paragraph(draw, 2)


def picture(draw: Draw, folder: str, parent: int | None = None) -> Picture:
    """Return a picture, with or without words under it; with, if it has a page."""
    caption = prose.one(templates.CAPTIONS, draw)
    name = f"{slug(caption)[:40].strip('-')}-{draw.one(words.NUMBERS)}a"
    return Picture(
        name=name,
        folder=folder,
        caption=caption if parent is not None or draw.chance(70) else None,
        credit=draw.one(words.PEOPLE) if parent is None and draw.chance(50) else None,
        parent=parent,
    )


@dataclass(frozen=True, slots=True)
class Body:
    """A body to be written."""

    index: int
    draw: Draw
    quirk: str
    folder: str
    targets: tuple[int, int]
    """The stories that its callouts name."""

    def parts(self) -> tuple[tuple[Block, ...], ...]:
        """Return the blocks, in three parts where the article is split."""
        blocks = self._paragraphs()
        self._add(blocks)
        if self.quirk != "split":
            return (tuple(blocks),)
        third = len(blocks) // 3
        cuts = ((0, third), (third, 2 * third), (2 * third, None))
        return tuple(tuple(blocks[start:end]) for start, end in cuts)

    def _paragraphs(self) -> list[Block]:
        least, most = _SENTENCES.get(self.quirk, _USUAL)
        blocks = [Block("paragraph", first_paragraph(self.draw))]
        left = least + self.draw.below(most - least) - 2
        while left > 0:
            count = min(left, 1 + self.draw.below(_LONGEST_PARAGRAPH))
            blocks.append(Block("paragraph", prose.paragraph(self.draw, count)))
            left -= count
        return blocks

    def _add(self, blocks: list[Block]) -> None:
        middle = max(1, len(blocks) // 2)
        match self.quirk:
            case "callout-inside":
                blocks.insert(middle, self._callout("ALSO READ-"))
            case "callout-end":
                blocks.append(self._callout("ALSO READ: "))
            case "callout-plain":
                blocks.append(replace(self._callout("ALSO READ- "), is_linked=False))
            case "callout-two":
                blocks.insert(middle, self._callout("ALSO READ-"))
                blocks.append(self._callout("ALSO READ: ", 1))
            case "video":
                blocks.insert(middle, self._video())
                blocks.append(self._video())
            case "gallery":
                blocks += self._pictures(4, self.index)
            case "pictures":
                blocks[middle:middle] = self._pictures(1)
                blocks += self._pictures(1)
            case "notice":
                blocks.insert(middle, Block("advertisement", "Advertisement"))
                blocks.append(Block("notice", _NOTICE))
            case _:
                blocks[middle:middle] = self._prose()

    def _prose(self) -> list[Block]:
        match self.quirk:
            case "list":
                return [*self._items("item"), *self._items("step")]
            case "headings":
                return [
                    *self._headings(1),
                    Block("paragraph", prose.paragraph(self.draw, 2)),
                    *self._headings(1),
                ]
            case "quotations":
                return [
                    *self._quotations(1),
                    Block("paragraph", prose.paragraph(self.draw, 1)),
                    *self._quotations(2),
                ]
            case "lines":
                lines = (prose.foreign(self.draw, "greek", 4) for _ in range(3))
                return [Block("lines", "\n".join(lines))]
        return []

    def _callout(self, words_before: str, which: int = 0) -> Block:
        return Block("callout", words_before, target=self.targets[which])

    def _video(self) -> Block:
        name = "".join(
            self.draw.one("abcdefghkmnpqrstuvwxyz23456789") for _ in range(11)
        )
        return Block("video", f"https://video.example/watch?v={name}")

    def _pictures(self, count: int, parent: int | None = None) -> list[Block]:
        return [
            Block("picture", picture=picture(self.draw, self.folder, parent))
            for _ in range(count)
        ]

    def _items(self, kind: Kind) -> list[Block]:
        before = Block("paragraph", prose.paragraph(self.draw, 1))
        items = (prose.one(templates.ITEMS, self.draw) for _ in range(3))
        return [before, *(Block(kind, item) for item in items)]

    def _headings(self, count: int) -> list[Block]:
        return [
            Block("heading", prose.one(templates.SUBHEADINGS, self.draw))
            for _ in range(count)
        ]

    def _quotations(self, count: int) -> list[Block]:
        return [
            Block("quotation", f"“{prose.paragraph(self.draw, 1)}”")
            for _ in range(count)
        ]


_NOTICE = (
    "To continue reading this article, subscribe to The Lantern or sign in to your"
    " account."
)
