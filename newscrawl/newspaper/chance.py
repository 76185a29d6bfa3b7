"""Numbers drawn from a seed, the same on every machine and version of Python."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

_MASK = (1 << 64) - 1
# Knuth's MMIX generator; its high bits are the good ones.
_FACTOR, _TERM = 6364136223846793005, 1442695040888963407


def mix(*numbers: int) -> int:
    """Return a 64-bit number in which every bit of *numbers* tells.

    Its end is that of SplitMix64: https://prng.di.unimi.it/splitmix64.c
    """
    state = 0
    for number in numbers:
        state = ((state ^ number) * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019) & _MASK
        state ^= state >> 29
    state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & _MASK
    return state ^ (state >> 31)


class Draw:
    """A row of draws. Cheaper to begin than `random.Random`, which stories need."""

    __slots__ = ("_state",)

    def __init__(self, *seed: int) -> None:
        self._state = mix(*seed)

    def below(self, limit: int) -> int:
        """Return a number from 0 up to, not including, *limit*."""
        self._state = state = (self._state * _FACTOR + _TERM) & _MASK
        return (state >> 33) % limit

    def one(self, choices: Sequence[T]) -> T:
        """Return one of *choices*."""
        return choices[self.below(len(choices))]

    def number(self) -> int:
        """Return a number below 2 to the 48th."""
        self._state = state = (self._state * _FACTOR + _TERM) & _MASK
        return state >> 16

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """Return *count* of *choices*, each at most once."""
        left = list(choices)
        return [left.pop(self.below(len(left))) for _ in range(count)]

    def chance(self, percent: int) -> bool:
        """Return True *percent* times in a hundred."""
        return self.below(100) < percent
