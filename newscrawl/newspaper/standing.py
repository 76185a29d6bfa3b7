"""The stories that still stand in the paper."""

from collections.abc import Iterable, Sequence
from typing import overload


class Standing(Sequence[int]):
    """A run of stories without those that were deleted; it holds only the latter."""

    def __init__(self, stories: range, deleted: Iterable[int]) -> None:
        self._stories = stories
        self._gaps = sorted(index for index in deleted if index in stories)

    def __len__(self) -> int:
        return len(self._stories) - len(self._gaps)

    @overload
    def __getitem__(self, place: int) -> int: ...

    @overload
    def __getitem__(self, place: slice) -> list[int]: ...

    def __getitem__(self, place: int | slice) -> int | list[int]:
        if isinstance(place, slice):
            return [self._at(each) for each in range(len(self))[place]]
        return self._at(range(len(self))[place])

    def _at(self, place: int) -> int:
        index = self._stories[0] + place
        for gap in self._gaps:
            index += gap <= index
        return index

    def __contains__(self, index: object) -> bool:
        return index in self._stories and index not in self._gaps
