"""Guard: which sums may be told. A sum is what each structure brings to it, {organisation id: number}."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

Sum = Mapping[int, int]
NOBODY: Sum = {}
LARGEST_SHARE = Fraction(85, 100)  # of what one structure may bring to a sum of several
ROUGHLY = Fraction(30, 100)  # how far apart the bounds of one structure's figure stay, as a share of it


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
        total = sum(brought.values())
        if total == 0:
            return True
        return total >= self.threshold and self._is_shared(brought, total)

    def gathers(self, brought: Sum) -> bool:
        """Whether enough people and enough structures are there, one of which may make nearly all of it."""
        return size(brought) >= self.threshold and self._has_enough(brought)

    def _is_shared(self, brought: Sum, total: int) -> bool:
        if self.fewest <= 1:
            return True
        return self._has_enough(brought) and max(brought.values()) <= LARGEST_SHARE * total

    def _has_enough(self, brought: Sum) -> bool:
        who = {pk for pk, n in brought.items() if n}
        return len(who) >= self.fewest and len(who - self.known) >= self.fewest - 1

    def protects(self, brought: Sum, low: int, high: int) -> bool:
        """Whether what may not be told is safe when all that is told says that it is between `low` and `high`."""
        total = sum(brought.values())
        if self.tells(brought):
            return high >= self.threshold or total == 0
        if total < self.threshold:
            return low <= 1 and high >= self.threshold
        return high - low >= max(Fraction(self.threshold), ROUGHLY * total)


def add(sums: Iterable[Sum]) -> dict[int, int]:
    found: dict[int, int] = {}
    for each in sums:
        for pk, n in each.items():
            found[pk] = found.get(pk, 0) + n
    return found


def size(brought: Sum) -> int:
    return sum(brought.values())
