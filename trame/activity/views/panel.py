"""« Filtrer »: every filter with its choices, those chosen ticked; a plain GET form."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from ..filters import AXES, Axis, Filters
from ..filters.known import Known
from ..filters.periods import DATES, PERIODS

# What most people look for stands first; the rest is folded, unless something is chosen in it.
IN_SIGHT = frozenset({"kind", "topic", "place", "mediator", "tag"})
CHIPS_IN_SIGHT = 8
# Too many for chips: a list to choose from, beside those already chosen.
LISTED = frozenset({"departement"})
# Never chosen from a list here: the person comes from her file, the commune has a field of its own.
ONLY_CHOSEN = frozenset({"person", "commune"})


@dataclass(frozen=True)
class Option:
    code: str
    words: str
    ticked: bool


@dataclass(frozen=True)
class Group:
    """One filter: boxes in sight, boxes folded behind « Voir les 30 choix », and codes to choose from a list."""

    code: str
    name: str
    word: str
    shown: list[Option] = field(default_factory=list)
    folded: list[Option] = field(default_factory=list)
    listed: list[Option] = field(default_factory=list)

    @property
    def chosen(self) -> bool:
        return any(option.ticked for option in [*self.shown, *self.folded])

    @property
    def number(self) -> int:
        return len(self.shown) + len(self.folded)

    @property
    def folded_chosen(self) -> bool:
        return any(option.ticked for option in self.folded)


@dataclass(frozen=True)
class Panel:
    periods: list[Option]
    first: list[Group]
    others: list[Group]

    @property
    def others_chosen(self) -> bool:
        return any(group.chosen for group in self.others)

    @property
    def others_words(self) -> str:
        return ", ".join([group.word for group in self.others][:3]).lower()


def panel(filters: Filters, known: Known, facets_on: frozenset[str], *, unused: Collection[str] = ()) -> Panel:
    """`unused`: the kinds that she has no use for; one is shown all the same once it is chosen."""
    groups = [_group(axis, filters, known, unused) for axis in AXES if not axis.facet or axis.facet in facets_on]
    groups = [group for group in groups if group.number > 1 or group.chosen or group.listed or group.code in ALONE]
    first = [group for group in groups if group.code in IN_SIGHT]
    return Panel(_periods(filters), first, [group for group in groups if group.code not in IN_SIGHT])


# Worth offering though there is only one choice, or none yet.
ALONE = frozenset({"venue", "tag", "place", "commune"})


def _periods(filters: Filters) -> list[Option]:
    chosen = filters.period or (DATES if filters.start or filters.end else "")
    words = {"": "Toutes les dates", **PERIODS, DATES: "D’une date à une autre"}
    return [Option(code, word, code == chosen) for code, word in words.items()]


def _group(axis: Axis, filters: Filters, known: Known, unused: Collection[str]) -> Group:
    words: Mapping[str, str] = dict(axis.choices) or known[axis.code]
    ticked = filters.values.get(axis.code, ())
    options = [Option(code, word, code in ticked) for code, word in words.items()]
    if axis.code == "kind":
        options = [option for option in options if option.ticked or option.code not in unused]
    chosen = [option for option in options if option.ticked]
    if axis.code in LISTED:
        return Group(axis.code, axis.name, axis.word, chosen, listed=[one for one in options if not one.ticked])
    if axis.code in ONLY_CHOSEN:
        return Group(axis.code, axis.name, axis.word, chosen)
    cut = len(options) if len(options) <= CHIPS_IN_SIGHT + 2 else CHIPS_IN_SIGHT
    return Group(axis.code, axis.name, axis.word, options[:cut], options[cut:])
