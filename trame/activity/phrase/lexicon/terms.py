"""Expressions looked up word by word, the longest first."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..words import LINKS, Word, split

Says = dict[str, tuple[str, ...]]
Table = tuple[str, Mapping[str, str]]


@dataclass(frozen=True)
class Term:
    """An expression found from `start` to `end`, and what its words say: {field: codes}."""

    start: int
    end: int
    says: Says

    def first(self, name: str) -> str:
        return self.says.get(name, ("",))[0]


@dataclass
class _Node:
    after: dict[str, "_Node"] = field(default_factory=dict)
    says: Says = field(default_factory=dict)


class Lexicon:
    """`tables`: (field, {code: expressions parted by semicolons}); an expression may say several things."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._root = _Node()
        self.vocabulary: set[str] = set()
        for name, table in tables:
            for code, text in table.items():
                for stems in expressions(text):
                    self._add(stems, name, str(code))

    def _add(self, stems: tuple[str, ...], name: str, code: str) -> None:
        self.vocabulary.update(stems)
        node = self._root
        for word in stems:
            node = node.after.setdefault(word, _Node())
        node.says[name] = tuple(dict.fromkeys((*node.says.get(name, ()), code)))

    def at(self, words: Sequence[Word], start: int) -> Term | None:
        """The longest expression that begins there. Between its words, articles may stand, and no strong sign."""
        node, found, place = self._root, None, start
        while place < len(words):
            word = words[place]
            if place > start and word.apart:
                break
            if word.stem in node.after:
                node = node.after[word.stem]
                if node.says:
                    found = Term(start, place + 1, node.says)
            elif place == start or word.key not in LINKS:
                break
            place += 1
        return found


def expressions(text: str) -> Iterator[tuple[str, ...]]:
    """The expressions of a table, as the stems of their words without what only links them; « (e) » both ways."""
    for expression in text.split(";"):
        variants = {re.sub(r"\((\w+)\)", "", expression), re.sub(r"\((\w+)\)", r"\1", expression)}
        for variant in sorted(variants):
            # « 3D »: a letter glued to a number links nothing.
            stems = tuple(word.stem for word in split(variant) if word.key not in LINKS or word.tight)
            if stems:
                yield stems
