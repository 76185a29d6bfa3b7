"""What becomes of a story after it was published."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from newscrawl.newspaper import prose
from newscrawl.newspaper.chance import Draw
from newscrawl.newspaper.story import Block

ChangeKind = Literal["headline", "added", "corrected"]
"""Another headline; a paragraph more at the end; another last paragraph."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a story."""

    kind: ChangeKind
    moment: datetime
    """When it was made, in UTC."""

    def title(self, index: int, seed: int) -> str:
        """Return the title of story *index* since: none that another story has."""
        return prose.title(-1 - index if self.kind == "headline" else index, seed)

    def blocks(self, before: tuple[Block, ...], draw: Draw) -> tuple[Block, ...]:
        """Return the blocks of the story, or of its last part, since."""
        paragraph = Block("paragraph", prose.paragraph(draw, 2))
        match self.kind:
            case "added":
                return (*before, paragraph)
            case "corrected":
                return (*before[:-1], paragraph)
        return before
