"""Which rows of a table, or of several tables of the same rows, are hidden together. Pure: no Django, no SQL.

The hidden rows of a table are told as one sum, which is safe by itself: knowing it leaves each of them anything from
nothing to that sum.
"""

from collections.abc import Collection, Mapping, Sequence

from .guard import NOBODY, Guard, Sum, add

Table = Mapping[str, Sum]


def hidden_codes(tables: Sequence[Table], guard: Guard, *, forced: Collection[str] = ()) -> frozenset[str]:
    """The codes to hide in all of these tables at once: empty, or two at least, `forced` among them.

    Every code not hidden is safe in each table, and so is the sum of the hidden ones. Hiding every code is always
    possible: the total of each table is told anyway.
    """
    codes = sorted({code for table in tables for code, brought in table.items() if brought.n})
    weights = {code: sum(table.get(code, NOBODY).n for table in tables) for code in codes}
    hidden = {code for code in codes if code in forced or any(not guard.tells(t.get(code, NOBODY)) for t in tables)}
    while hidden and len(hidden) < len(codes):
        short = [table for table in tables if not guard.tells(rest_of(table, hidden))]
        if not short and len(hidden) > 1:
            break
        hidden.add(_cheapest(short or tables, [code for code in codes if code not in hidden], weights))
    return frozenset(hidden)


def rest_of(table: Table, hidden: Collection[str]) -> Sum:
    """What the hidden codes of a table add up to."""
    return add(table.get(code, NOBODY) for code in hidden)


def _cheapest(tables: Sequence[Table], codes: Sequence[str], weights: Mapping[str, int]) -> str:
    """The smallest code that brings something to one of the tables; the first by its name among equals."""
    useful = [code for code in codes if any(table.get(code, NOBODY).n for table in tables)]
    return min(useful or codes, key=lambda code: (weights[code], code))
