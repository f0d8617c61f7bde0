"""Two dimensions crossed one accompaniment at a time, as `counting.py` counts: nothing is taken from the engine."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator

from .counting import duration, minutes, said
from .expected import UNKNOWN
from .keeping import Kept
from .writing import Ids

Codes = Callable[[Kept], Collection[str]]
Pair = tuple[str, str]
OF_PEOPLE = {"genre": "gender", "age": "age", "statut": "status"}


def of_activities(ids: Ids) -> dict[str, Codes]:
    """Dimension of the page of crossings → what an activity says of it."""
    return {
        "sujet": lambda kept: kept.entry.topics,
        "nature": said("kind"),
        "mois": lambda kept: {kept.entry.date.isoformat()[:7]},
        "lieu": lambda kept: {str(ids.places[kept.record.place])} if kept.record.place else (),
        "commune": lambda kept: {kept.record.commune} - {UNKNOWN},
        "canal": said("channel"),
        "duree": lambda kept: {duration(minutes(kept) / 60)},
        "materiel": lambda kept: kept.entry.materials,
        "autonomie": said("autonomy"),
        "cadre": said("setting"),
        "acces": said("access_mode"),
        "paiement": said("payment"),
        "public": said("public_kind"),
        "origine": said("origin"),
    }


def crossed(kept: list[Kept], ids: Ids, row: str, column: str) -> tuple[dict[Pair, int], int]:
    """The cells, and how many accompaniments they cross: of two characteristics of people, only the known pairs."""
    if row in OF_PEOPLE and column in OF_PEOPLE:
        pairs = Counter(pair for each in kept for pair in _known_pairs(each, OF_PEOPLE[row], OF_PEOPLE[column]))
        return dict(pairs), pairs.total()
    reading, cells = of_activities(ids), Counter[Pair]()
    for each in kept:
        rows = _people(each, OF_PEOPLE[row]) if row in OF_PEOPLE else [tuple(reading[row](each))] * each.heads
        columns = (
            _people(each, OF_PEOPLE[column]) if column in OF_PEOPLE else [tuple(reading[column](each))] * each.heads
        )
        for own, others in zip(rows, columns, strict=True):
            cells.update((one, other) for one in own or (UNKNOWN,) for other in others or (UNKNOWN,))
    return {pair: n for pair, n in cells.items() if n}, sum(each.heads for each in kept)


def _people(kept: Kept, dimension: str) -> list[tuple[str, ...]]:
    """The code of each head, or nothing: the followed ones, then the anonymous ones in the order of counters."""
    codes = [who.said(dimension) for who in kept.present]
    for (own, code), n in kept.counted.items():
        codes += [code] * n if own == dimension else []
    codes += [UNKNOWN] * (kept.heads - len(codes))
    return [(code,) if code else () for code in codes]


def _known_pairs(kept: Kept, row: str, column: str) -> Iterator[Pair]:
    """Of a followed person, both; of anonymous ones, where one of the two is the same for all of them."""
    for who in kept.present:
        if who.said(row) and who.said(column):
            yield who.said(row), who.said(column)
    rows = {code: n for (own, code), n in kept.counted.items() if own == row}
    columns = {code: n for (own, code), n in kept.counted.items() if own == column}
    same_row = [code for code, n in rows.items() if n == kept.anonymous]
    same_column = [code for code, n in columns.items() if n == kept.anonymous]
    if same_row:
        for code, n in columns.items():
            yield from [(same_row[0], code)] * n
    elif same_column:
        for code, n in rows.items():
            yield from [(code, same_column[0])] * n
