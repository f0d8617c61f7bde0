"""Node: one period of one territory, its total and its table; its families are the ways it is cut into smaller ones."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from .guard import NOBODY, Guard, Sum, add
from .suppression import Table

NOT_STATED = ""  # the code of what is not stated, in every table


@dataclass(eq=False)
class Node:
    """`families`: each a list of nodes that add up to this one. `cells`: what each code brings, never a zero.

    `apart`: the nodes whose totals are told only together, as the total of this one.
    """

    key: str
    total: Sum
    cells: Table
    families: list[list["Node"]] = field(default_factory=list)
    apart: list["Node"] = field(default_factory=list)

    @property
    def n(self) -> int:
        return self.total.n

    @cached_property
    def stated(self) -> Sum:
        """The total, less what is not stated."""
        missing = self.cells.get(NOT_STATED, NOBODY)
        return Sum({pk: n - missing.get(pk, 0) for pk, n in self.total.items()})


def merged(nodes: Sequence[Node]) -> Node:
    """Several nodes as one, without families."""
    codes = sorted({code for node in nodes for code in node.cells})
    cells = {code: add(node.cells[code] for node in nodes if code in node.cells) for code in codes}
    return Node("", add(node.total for node in nodes), cells)


def gathered(children: Sequence[Node], guard: Guard) -> list[Node]:
    """The children whose totals are told, then the others as one; children of nothing are left out: 0 is told."""
    real = sorted((child for child in children if child.n), key=lambda child: (child.n, child.key))
    apart = [child for child in real if not guard.tells(child.total)]
    told = [child for child in real if guard.tells(child.total)]
    while apart and told and (len(apart) < 2 or not guard.tells(add(child.total for child in apart))):
        apart.append(told.pop(0))
    if not apart:
        return told
    together = merged(apart)
    together.apart = apart
    return [*told, together]
