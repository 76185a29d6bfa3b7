"""A list of stories, newest first, ten a page."""

from collections.abc import Sequence
from dataclasses import dataclass

PAGE = 10


@dataclass(frozen=True, slots=True)
class Listing:
    """All stories of a section, a tag, an author or a month."""

    heading: str
    path: str
    """Path of its first page."""
    stories: Sequence[int]
    """Oldest first."""
    pinned: int | None = None
    """The story that stands before all others on the first page."""
    loops: bool = False
    """Whether every page is followed by another, with the same stories."""

    @property
    def kind(self) -> str:
        """What its stories share: a category, a tag, an author or a date."""
        first = self.path.split("/")[1]
        return first if first in ("category", "tag", "author") else "date"

    @property
    def pages(self) -> int:
        """How many pages there are; one at least."""
        return max(1, -(-len(self.stories) // PAGE))

    def has(self, page: int) -> bool:
        """Say whether there is a page of this number."""
        return page >= 1 and (self.loops or page <= self.pages)

    def page(self, page: int) -> list[int]:
        """Return the stories on a page, as a reader sees them."""
        end = len(self.stories) - (0 if self.loops else (page - 1) * PAGE)
        shown = list(self.stories[max(0, end - PAGE) : end][::-1])
        if self.pinned is None or page > 1:
            return shown
        return [self.pinned, *(index for index in shown if index != self.pinned)]

    def page_path(self, page: int) -> str:
        """Return the path of a page."""
        return self.path if page == 1 else f"{self.path}page/{page}/"

    def older(self, page: int) -> str | None:
        """Return the path of the next older page."""
        return self.page_path(page + 1) if self.has(page + 1) else None
