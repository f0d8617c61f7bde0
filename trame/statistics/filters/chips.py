"""The chips of the filters in use: what each says, and the address without it."""

from dataclasses import dataclass

from trame.ui.typography import plural

from .chosen import Filters

MOST_CHIPS = 5  # of one filter: beyond, one chip says how many there are


@dataclass(frozen=True)
class Chip:
    words: str
    query: str


def chips(filters: Filters) -> list[Chip]:
    """One for each value, in the order of the screen."""
    found = []
    for axis in filters.active:
        values, words = filters.values[axis.code], filters.words_of(axis)
        if len(values) > MOST_CHIPS:
            said = f"{axis.word} : {plural(len(values), 'choix', 'choix')}"
            found.append(Chip(said, filters.without(axis.code).query))
        else:
            found += [
                Chip(axis.chip.format(word), filters.without(axis.code, value).query)
                for value, word in zip(values, words, strict=True)
            ]
    return found
