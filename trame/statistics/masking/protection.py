"""Protection of one quarter: which rows of which tables are hidden, and what the rest lets know of them.

Tables form a tree: the quarter of the whole scope, cut once into months and once into territories. Children hide at
least the rows that their parent hides, and all the children of a family hide the same ones, but those put aside, which
hide every row. What is known of a family is then the margins of one rectangle (children × hidden rows): each cell is
between max(0, row + column − all) and min(row, column), and nothing told elsewhere narrows it (docs/adr/0019).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from .guard import NOBODY, Guard
from .nodes import NOT_STATED, Node, merged
from .suppression import hidden_codes

Bounds = dict[str, tuple[int, int]]
Codes = frozenset[str]
ROOT = ""
MANY = 16  # members: beyond, not every number of them is tried


class Exposed(Exception):
    """What is told bounds a hidden row too well. `family`: where the row can be hidden one level above."""

    def __init__(self, code: str, family: str) -> None:
        super().__init__(code, family)
        self.code, self.family = code, family


@dataclass(frozen=True)
class Choice:
    """How a family is told: the ranks of the members put aside, and the rows that the others hide."""

    hidden: Codes
    aside: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Known:
    """What is known of a node: the rows it hides, and the bounds of every row."""

    node: Node
    hidden: Codes
    bounds: Bounds


@dataclass
class Protection:
    """`told`: by key of a node, the bounds of its rows; a node that is not there tells nothing, total included."""

    root: Node
    codes: Codes
    guard: Guard
    multiple: bool
    told: dict[str, Bounds] = field(default_factory=dict)
    choices: dict[str, Choice] = field(default_factory=dict)
    forced: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    bounds: Bounds = field(default_factory=dict)
    settled: bool = False

    @property
    def hidden(self) -> Codes:
        """The rows that the whole quarter hides."""
        return self.choices[ROOT].hidden

    @property
    def rest(self) -> int:
        return self._rest(self.root, self.hidden)

    def run(self) -> "Protection":
        """Decide; each failure hides one more row above, at worst every row, which nothing exposes."""
        while not self.settled:
            self.choices.clear()
            try:
                hidden = self._enlarged([self.root], self.forced[ROOT])
                self.choices[ROOT] = Choice(hidden)
                self._tell(self._at_root(hidden))
                self.settled = True
            except Exposed as exposed:
                self._hide_above(exposed)
        return self

    def _hide_above(self, exposed: Exposed) -> None:
        family = ROOT if exposed.code in self.forced[exposed.family] else exposed.family
        more = self.codes if exposed.code in self.forced[family] else {exposed.code}
        self.forced[family] |= more

    def bound_again(self, bounds: Bounds) -> str:
        """The first row that these bounds of the whole quarter expose, here or below; "" when they may be known."""
        try:
            self._tell(Known(self.root, self.hidden, bounds))
        except Exposed as exposed:
            return exposed.code
        return ""

    def _at_root(self, hidden: Codes) -> Known:
        high = self._rest(self.root, hidden)
        bounds = {code: (0, high) if code in hidden else _exactly(self.root, code) for code in self.codes}
        self.bounds = bounds
        return Known(self.root, hidden, bounds)

    def _tell(self, root: Known) -> None:
        self.told = {}
        self._check(root, ROOT)
        self._descend(root, ROOT)

    def _descend(self, known: Known, family: str) -> None:
        self.told[known.node.key] = known.bounds
        for rank, members in enumerate(known.node.families):
            key = f"{known.node.key}/{rank}"
            if not members:
                continue
            for child in self._family(key, members, known, family):
                if not child.node.apart:
                    self._descend(child, key)

    def _family(self, key: str, members: Sequence[Node], parent: Known, above: str) -> list[Known]:
        if self.settled:
            return self._spread(members, self.choices[key], parent, above)
        failure: Exposed | None = None
        for choice in self._choices(key, members, parent):
            try:
                found = self._spread(members, choice, parent, above)
            except Exposed as exposed:
                failure = exposed
            else:
                self.choices[key] = choice
                return found
        raise failure or AssertionError("hiding every row is always a choice")

    def _choices(self, key: str, members: Sequence[Node], parent: Known) -> Iterator[Choice]:
        """Those that tell most first; hiding every row of every member last."""
        base = parent.hidden | self.forced[key]
        found: list[tuple[int, int, Choice]] = []
        ranks = sorted(
            range(len(members)), key=lambda rank: (-self._unsafe(members[rank], base), members[rank].n, rank)
        )
        for number in _numbers(len(members)) if not base >= self.codes else ():
            aside = frozenset(ranks[:number])
            kept = [member for rank, member in enumerate(members) if rank not in aside]
            apart = [merged([members[rank] for rank in sorted(aside)])] if aside else []
            hidden = self._enlarged([*kept, *apart], base)
            told = sum(len(member.cells.keys() - hidden) for member in kept if not member.apart)
            if told and not hidden >= self.codes:
                found.append((-told, number, Choice(hidden, aside)))
        for _, _, choice in sorted(found, key=lambda one: one[:2]):
            yield choice
        yield Choice(self.codes)

    def _unsafe(self, member: Node, base: Collection[str]) -> int:
        return sum(not self.guard.tells(brought) for code, brought in member.cells.items() if code not in base)

    def _enlarged(self, nodes: Sequence[Node], base: Collection[str]) -> Codes:
        """The rows to hide in all these nodes, `base` among them; all rows when it must be."""
        forced = set(base)
        if self.multiple and not all(self.guard.tells(node.stated) for node in nodes):
            forced.add(NOT_STATED)
        hidden = hidden_codes([node.cells for node in nodes], self.guard, forced=forced) | frozenset(base)
        if all(node.cells.keys() <= hidden for node in nodes):
            return self.codes if hidden else frozenset()
        # Hidden mentions that could not all be of different people would bound each other.
        if self.multiple and any(self._rest(node, hidden) > self._room(node, hidden) for node in nodes):
            return self.codes
        return frozenset(hidden)

    def _rest(self, node: Node, hidden: Codes) -> int:
        return node.n if hidden >= self.codes else sum(node.cells.get(code, NOBODY).n for code in hidden)

    def _room(self, node: Node, hidden: Codes) -> int:
        """The people that no told row takes: of mentions that fit in there, none says anything of another."""
        if not self.multiple:
            return node.n
        if NOT_STATED not in hidden:
            return node.stated.n
        return node.n - max((brought.n for code, brought in node.cells.items() if code not in hidden), default=0)

    def _spread(self, members: Sequence[Node], choice: Choice, parent: Known, above: str) -> list[Known]:
        """What is known of each member; Exposed when it is too much."""
        aside = [members[rank] for rank in sorted(choice.aside)]
        kept = [member for rank, member in enumerate(members) if rank not in choice.aside]
        nodes = [*kept, merged(aside)] if aside else kept
        whole = sum(self._rest(node, choice.hidden) for node in nodes)
        found = [self._known(node, choice.hidden, whole, parent.bounds) for node in kept]
        if aside:
            together = self._known(nodes[-1], choice.hidden, whole, parent.bounds)
            found += [self._known(node, self.codes, nodes[-1].n, together.bounds) for node in aside]
        for known in found:
            self._check(known, above)
        return found

    def _known(self, node: Node, hidden: Codes, whole: int, bounds: Bounds) -> Known:
        rest = self._rest(node, hidden)
        others = whole - rest
        return Known(
            node,
            hidden,
            {
                code: (max(0, low - others), min(rest, high)) if code in hidden else _exactly(node, code)
                for code, (low, high) in bounds.items()
            },
        )

    def _check(self, known: Known, above: str) -> None:
        nodes = known.node.apart or [known.node]
        for node in nodes:
            for code, (low, high) in known.bounds.items():
                least = 0 if known.node.apart else low
                if not self._is_safe(node, code, least, high):
                    raise Exposed(code, above)

    def _is_safe(self, node: Node, code: str, low: int, high: int) -> bool:
        return self.guard.protects(node.cells.get(code, NOBODY), low, high)


def _exactly(node: Node, code: str) -> tuple[int, int]:
    n = node.cells.get(code, NOBODY).n
    return n, n


def _numbers(members: int) -> list[int]:
    """How many members may be put aside: none, or two at least."""
    every = [0, *range(2, members)]
    return every if members <= MANY else [n for n in every if n < MANY or n % (members // MANY) == 0]
