"""Which figures a link shows, and how they are masked: a closed list, whose every relation is known.

A figure that the catalogue gains is in no link until it is written here: two tables of the same people may give by
subtraction what each hides. So are left out: whatever has workshops, anonymous or followed people for base; means and
rates; durations, since hours are told; procedures that succeeded, a row of another table; tags and titles, free words;
colleagues; single days; coordination, whose numbers are nearly all small.
"""

from collections.abc import Mapping
from dataclasses import replace

from ..figures import Figure, Row
from ..masking.frozen import KINDS, mask_figures

TOTALS = (
    "attendances", "activities", "minutes", "half_days", "individual_activities", "workshops", "workshop_attendances",
    "followed_people", "anonymous_attendances", "first_times", "procedures",
)  # fmt: skip
BREAKDOWNS = (
    "attendances_by_kind", "attendances_by_month", "attendances_by_topic", "attendances_by_gender",
    "attendances_by_age", "attendances_by_status", "attendances_by_residence", "attendances_by_channel",
    "attendances_by_place", "attendances_by_commune", "attendances_by_material", "attendances_by_setting",
    "attendances_by_access_mode", "attendances_by_payment", "attendances_by_public_kind", "activities_by_autonomy",
    "activities_by_redirection", "attendances_by_origin", "attendances_by_equipment",
    "attendances_by_connection_at_start", "attendances_by_skill_at_start", "attendances_by_skill_after",
    "procedures_by_domain", "procedures_by_operator", "procedures_by_manner", "procedures_by_mandate",
    "procedures_by_outcome", "procedures_by_blocking",
)  # fmt: skip
CODES = TOTALS + BREAKDOWNS
# Their masked rows are told together: the name of a hamlet would say that one of its few people came.
NAMES_OF_PLACES = frozenset({"commune", "place"})
GATHERED = "masques"


def masked_figures(figures: Mapping[str, Figure], threshold: int, commune_of: Mapping[str, str]) -> dict[str, Figure]:
    """Of these figures, what a link shows."""
    known = {code: figures[code] for code in CODES if code in figures}
    found = mask_figures(known, threshold, commune_of=commune_of)
    for code in _bounded_by_activities(known, found, threshold):
        found[code] = replace(known[code], n=0, d=0, unknown=0, rows=(), masked=True)
    return {code: _without_small_names(figure) for code, figure in found.items()}


def _bounded_by_activities(known: Mapping[str, Figure], found: Mapping[str, Figure], threshold: int) -> list[str]:
    """Few activities say that there are few individual ones: where these are hidden, so are the others."""
    activities = known.get("activities")
    if (
        activities is None
        or not 0 < activities.n < threshold
        or not any(found[code].masked for code in KINDS & set(found))
    ):
        return []
    return [code for code, figure in known.items() if figure.indicator.base.code == "activities"]


def _without_small_names(figure: Figure) -> Figure:
    """Places and communes: masked rows as one, and no row's code is the id of anything."""
    if figure.indicator.dimension not in NAMES_OF_PLACES:
        return figure
    rows = [row for row in figure.rows if row.unknown or not row.masked]
    if len(rows) < len(figure.rows):
        rows.append(Row(GATHERED, "Toutes les autres", 0, masked=True))
    return replace(
        figure, rows=tuple(row if row.unknown else replace(row, code=f"{rank}") for rank, row in enumerate(rows))
    )
