"""Guard: which sums may be told. A sum remembers what each structure brings to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

LARGEST_SHARE = 85  # percent: what one structure may bring to a sum of several
ROUGHLY = 30  # percent: how far apart the bounds of one structure's figure stay, as a share of it


class Sum(dict[int, int]):
    """What each structure brings, {organisation id: number}; never changed once its size is asked."""

    @cached_property
    def n(self) -> int:
        return sum(self.values())

    @cached_property
    def who(self) -> frozenset[int]:
        return frozenset(pk for pk, n in self.items() if n)

    @cached_property
    def largest(self) -> int:
        return max(self.values(), default=0)


NOBODY = Sum()


@dataclass(frozen=True)
class Guard:
    """A sum is told when it is 0, or `threshold` at least, brought by `fewest` structures of which none makes it alone.

    `known`: the structures whose figures the reader knows otherwise; at most one of `fewest` may be one of them.
    With `fewest` at 1 (figures of one structure), only the threshold counts.
    """

    threshold: int
    fewest: int = 1
    known: frozenset[int] = frozenset()

    def tells(self, brought: Sum) -> bool:
        if brought.n == 0:
            return True
        if self.fewest <= 1:
            return brought.n >= self.threshold
        return self.gathers(brought) and brought.largest * 100 <= LARGEST_SHARE * brought.n

    def gathers(self, brought: Sum) -> bool:
        """Whether enough people and enough structures are there, one of which may make nearly all of it."""
        if brought.n < self.threshold or len(brought.who) < self.fewest:
            return False
        return not self.known or len(brought.who - self.known) >= self.fewest - 1

    def protects(self, brought: Sum, low: int, high: int) -> bool:
        """Whether what may not be told is safe when all that is told says that it is between `low` and `high`."""
        if self.tells(brought):
            return high >= self.threshold or brought.n == 0
        if brought.n < self.threshold:
            return low <= 0 and high >= self.threshold
        return high - low >= self.threshold and (high - low) * 100 >= ROUGHLY * brought.n


def add(sums: Iterable[Mapping[int, int]]) -> Sum:
    found = Sum()
    for each in sums:
        for pk, n in each.items():
            found[pk] = found.get(pk, 0) + n
    return found
