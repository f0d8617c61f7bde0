"""mask_figures: the figures of one fixed scope, as they may be shown outside the structure.

The scope is one: no period, place or public can be subtracted from another. What remains is what the figures say of
each other: rows of one total, parts of one whole, tables that cut the same people in the same way.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from ..figures import Figure, Row
from .guard import Guard, Sum
from .suppression import hidden_codes

# Sessions and hours are not people: only what would be found of people by them is hidden.
NOT_PEOPLE = frozenset(
    {"activities", "workshops", "minutes", "half_days", "activity_days", "activity_weeks", "activities_per_week",
     "minutes_per_individual_activity", "minutes_per_workshop", "active_places", "activity_communes"}
)  # fmt: skip
KINDS = frozenset({"individual_activities", "workshops", "workshop_attendances"})
FOLLOWED = frozenset({"followed_people", "anonymous_attendances", "beneficiaries"})
BASES_OF_KINDS = frozenset({"individual_activities", "individual_attendances", "skill_pairs"})
BASES_OF_FOLLOWED = frozenset({"followed_attendances", "followed_people"})
BASES_OF_ANONYMOUS = frozenset({"anonymous_attendances"})
# Figures that would tell, one by the other, what one of them hides.
TOLD_TOGETHER = (
    ("people_by_sessions", "people_seen_again", "sessions_per_person"),
    ("followed_people_by_venue", "anonymous_by_venue", "first_times"),
    ("attendances_by_kind", "individual_activities", "workshop_attendances", "attendances_per_workshop"),
)
# A base that is a row of another figure: (figure, row).
BASE_IS_ROW = {
    "procedures_in_place_of": ("procedures_by_manner", "a_la_place"),
    "blocked_procedures": ("procedures_by_outcome", "bloquee"),
}
UNKNOWN, OTHERS = "\0unknown", "\0others"  # never codes of a row

Figures = Mapping[str, Figure]


def mask_figures(figures: Figures, threshold: int, *, commune_of: Mapping[str, str] | None = None) -> dict[str, Figure]:
    """The same figures, less what would show or let find a number of people from 1 to `threshold` − 1.

    Those told inside only are left out. `commune_of`: the commune code of each place code; without it, places are not
    shown beside communes. A hidden row has `masked` and n = 0; when « non renseigné » is hidden, `unknown` is 0 and `n`
    is `d`: neither means anything.
    """
    figures = {code: figure for code, figure in figures.items() if not figure.indicator.inside}
    attendances = figures.get("attendances")
    if attendances is not None and 0 < attendances.n < threshold:
        return {code: _hide(figure) for code, figure in figures.items()}
    guard = Guard(threshold)
    hidden = _hidden_totals(figures, guard)
    masked = {
        code: _hide(figure) if code in hidden or _base_is_hidden(figure, hidden) else _masked(figure, guard)
        for code, figure in figures.items()
    }
    for code in _told_by_others(figures, masked, guard, commune_of):
        masked[code] = _hide(figures[code])
    return masked


def _hide(figure: Figure) -> Figure:
    if figure.impossible:
        return figure
    return replace(figure, n=0, d=0, unknown=0, rows=(), masked=True)


def _hidden_totals(figures: Figures, guard: Guard) -> set[str]:
    """Totals that one would find from each other are hidden together."""
    hidden: set[str] = set()
    for group, parts in ((KINDS, _kinds(figures)), (FOLLOWED, _followed(figures))):
        if any(not _is_told(part, guard) for part in parts):
            hidden |= group
    return hidden


def _kinds(figures: Figures) -> list[int]:
    parts = [figures[code].n for code in ("individual_activities", "workshop_attendances") if code in figures]
    if "workshop_attendances" in figures:
        figure = figures["workshop_attendances"]
        parts.append(figure.d - figure.n)
    parts += [figure.d for figure in figures.values() if figure.indicator.base.code in BASES_OF_KINDS]
    return parts


def _followed(figures: Figures) -> list[int]:
    parts = [figure.d for figure in figures.values() if figure.indicator.base.code in BASES_OF_FOLLOWED]
    if "anonymous_attendances" in figures:
        figure = figures["anonymous_attendances"]
        parts += [figure.n, figure.d - figure.n]
    return parts


def _base_is_hidden(figure: Figure, hidden: Collection[str]) -> bool:
    base = figure.indicator.base.code
    return (base in BASES_OF_KINDS and bool(KINDS & set(hidden))) or (
        base in BASES_OF_FOLLOWED | BASES_OF_ANONYMOUS and bool(FOLLOWED & set(hidden))
    )


def _is_told(n: int, guard: Guard) -> bool:
    return guard.tells(Sum({0: n}))


def _masked(figure: Figure, guard: Guard) -> Figure:
    if figure.impossible or figure.masked or figure.code in NOT_PEOPLE or figure.unit == "minutes":
        return figure
    if not _is_told(figure.d, guard):
        return _hide(figure)
    if figure.indicator.dimension is None:
        return _masked_total(figure, guard)
    return _masked_breakdown(figure, guard)


def _masked_total(figure: Figure, guard: Guard) -> Figure:
    """n, what is not stated and the remainder are three parts of d."""
    parts = [figure.n, figure.unknown]
    if figure.indicator.is_part:
        parts.append(max(figure.d - figure.n - figure.unknown, 0))
    return figure if all(_is_told(part, guard) for part in parts) else _hide(figure)


def _masked_breakdown(figure: Figure, guard: Guard) -> Figure:
    counts = {row.code: row.n for row in figure.stated} | {UNKNOWN: figure.unknown}
    others = 0 if figure.indicator.multiple else figure.d - figure.mentions - figure.unknown
    forced = [] if _is_told(figure.d - figure.unknown, guard) else [UNKNOWN]
    hidden = hidden_codes([{code: Sum({0: n}) for code, n in counts.items()}], guard, forced=forced)
    if not hidden and _is_told(others, guard):
        return figure
    # With people of no row (those who were not sent elsewhere), n is told besides d: one equation more.
    if others or _hides_nothing_enough(counts, hidden, guard):
        return _hide(figure)
    rows = [_row(row, UNKNOWN if row.unknown else row.code, hidden) for row in figure.rows]
    known = figure if UNKNOWN not in hidden else replace(figure, unknown=0, n=figure.d)
    return replace(known, rows=tuple(sorted(rows, key=lambda row: row.masked)))


def _hides_nothing_enough(counts: Mapping[str, int], hidden: Collection[str], guard: Guard) -> bool:
    """A table of one row, or whose every row is hidden: better told as hidden whole."""
    return len(hidden) < 2 or all(code in hidden for code, n in counts.items() if n)


def _row(row: Row, code: str, hidden: Collection[str]) -> Row:
    return replace(row, n=0, masked=True) if code in hidden else row


def _told_by_others(figures: Figures, masked: Figures, guard: Guard, commune_of: Mapping[str, str] | None) -> list[str]:
    """Figures to hide whole: with another that is shown, they would tell what is hidden, or a difference too small."""
    found = []
    for code, figure in figures.items():
        base = BASE_IS_ROW.get(figure.indicator.base.code)
        if base and base[0] in masked and base[1] not in _shown(masked[base[0]]):
            found.append(code)
    for together in TOLD_TOGETHER:
        if any(_hides(masked, code) for code in together):
            found += [code for code in together if code in masked]
    if "attendances_by_any_topic" in figures and _topics_differ_by_few(figures, masked, guard):
        found.append("attendances_by_any_topic")
    if "attendances_by_place" in figures and _places_tell(figures, masked, guard, commune_of):
        found.append("attendances_by_place")
    return found


def _shown(figure: Figure) -> set[str]:
    return {row.code for row in figure.rows if not row.masked}


def _hides(masked: Figures, code: str) -> bool:
    return code in masked and (masked[code].masked or any(row.masked for row in masked[code].rows))


def _topics_differ_by_few(figures: Figures, masked: Figures, guard: Guard) -> bool:
    """Cited as subject or in passing, less cited as subject: cited in passing only."""
    if "attendances_by_topic" not in figures:
        return False
    every, main = figures["attendances_by_any_topic"], figures["attendances_by_topic"]
    main_rows = {row.code: row.n for row in main.stated}
    differences = [row.n - main_rows.get(row.code, 0) for row in every.stated] + [main.unknown - every.unknown]
    return (
        any(not _is_told(difference, guard) for difference in differences)
        or _hides(masked, "attendances_by_topic")
        or _hides(masked, "attendances_by_any_topic")
    )


def _places_tell(figures: Figures, masked: Figures, guard: Guard, commune_of: Mapping[str, str] | None) -> bool:
    """Places add up to one row of the channels; and, in a commune, all but them is at home or elsewhere."""
    if _hides(masked, "attendances_by_channel") or any(
        row.unknown and row.masked for row in masked["attendances_by_place"].rows
    ):
        return True
    if "attendances_by_commune" not in figures:
        return False
    if commune_of is None or _hides(masked, "attendances_by_commune"):
        return True
    left = {row.code: row.n for row in figures["attendances_by_commune"].stated}
    for row in figures["attendances_by_place"].stated:
        commune = commune_of.get(row.code, "")
        left[commune] = left.get(commune, 0) - row.n
    return any(not _is_told(n, guard) for n in left.values())
