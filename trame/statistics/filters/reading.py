"""What an address says of each filter: codes and ids only. What cannot be read is left aside, and named."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from trame.ui.typography import joined, number

from .axes import AXES, PERSON_AXES, Axis

MAX_VALUES = 100

Values = Mapping[str, tuple[str, ...]]


@dataclass
class Aside:
    """What was left aside: `unknown`, words of the filters one of whose values names nothing; `notes`, the rest.

    `left`: codes of all those filters.
    """

    unknown: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left: set[str] = field(default_factory=set)

    def leave(self, axis: Axis) -> None:
        """A value of this filter names nothing."""
        self.left.add(axis.code)
        if axis.nobody:
            self.say(axis.nobody)
        elif axis.word not in self.unknown:
            self.unknown.append(axis.word)

    def say(self, sentence: str) -> None:
        """Once, however many values it is said of."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def sentences(self) -> list[str]:
        """One note for all that names nothing."""
        if not self.unknown:
            return self.notes
        said = joined(f"« {word} »" for word in self.unknown)
        return [
            *self.notes,
            f"Ce qui est demandé pour {said} ne désigne rien ici, en tout ou en partie : laissé de côté.",
        ]


def read_values(query: QueryDict, added: Values, aside: Aside) -> dict[str, tuple[str, ...]]:
    """Code of a filter → its values, each readable; whether they name something is known later.

    `added`: those that a field of the page has found.
    """
    found: dict[str, tuple[str, ...]] = {}
    for axis in AXES:
        sent = dict.fromkeys([*(text for text in query.getlist(axis.name) if text), *added.get(axis.code, ())])
        read = [value for text in sent if (value := axis.read(text)) is not None]
        if len(read) < len(sent):
            aside.leave(axis)
        if read:
            found[axis.code] = bounded(axis, read, aside)
    return _one_about_people(found, query, aside)


def bounded(axis: Axis, values: Iterable[str], aside: Aside) -> tuple[str, ...]:
    """The first ones, when there are too many."""
    every = tuple(values)
    if len(every) > MAX_VALUES:
        aside.say(f"« {axis.word} » : {number(len(every))} valeurs demandées, les {MAX_VALUES} premières sont gardées.")
    return every[:MAX_VALUES]


def _one_about_people(found: dict[str, tuple[str, ...]], query: QueryDict, aside: Aside) -> dict[str, tuple[str, ...]]:
    """The first one asked: nothing says which anonymous woman is retired, so two would not count the same people."""
    order = {name: rank for rank, name in enumerate(query)}
    asked = [axis for axis in PERSON_AXES if axis.code in found]
    asked.sort(key=lambda axis: order.get(axis.name, len(order)))
    if len(asked) < 2:
        return found
    kept, *others = asked
    aside.say(
        f"Un seul filtre sur les personnes à la fois : « {kept.word} » est gardé, "
        f"{joined(f'« {axis.word} »' for axis in others)} laissé de côté."
    )
    return {code: values for code, values in found.items() if code not in {axis.code for axis in others}}
