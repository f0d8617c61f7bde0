"""Dimension: what a table may be told by, outside a structure, and the SELECTs that read its facts.

Left out: durations (the hours, told besides, would bound them), kinds of activity and followed people (totals of the
page of a network tell them by month), and whatever is asked of individual accompaniments only (their number would be
told): each would be one more equation between tables.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from trame.facts import packing
from trame.facts.packing import WITH_RESIDENCES

KEYS = "f.month, f.organisation_id, f.commune_code"
FIRST_KEYS = 3  # month, organisation, commune
Said = Iterable[tuple[str, int]]


@dataclass(frozen=True)
class Reading:
    """SELECT KEYS, then `columns` (the `grouped` first ones are grouped by), over the kept fact `f`.

    `said`: what the values of these columns say, as (code, n) pairs. `joined` and `where` are SQL.
    """

    columns: Sequence[str]
    said: Callable[[Sequence[Any]], Said]
    grouped: int = 1
    fact: str = "kept_activity"
    joined: str = ""
    where: str = "TRUE"

    def sql(self, within: str) -> str:
        by = ", ".join(str(rank + 1) for rank in range(FIRST_KEYS + self.grouped))
        return (
            f"SELECT {KEYS}, {', '.join(self.columns)} FROM {self.fact} AS f {self.joined} "  # noqa: S608
            f"WHERE {within} AND {self.where} GROUP BY {by}"
        )


@dataclass(frozen=True)
class Dimension:
    """`code`: in the address. `indicator`: what it counts, as declared.

    `homes`: its codes are those of communes, told by EPCI as territories are.
    """

    code: str
    indicator: str
    title: str
    heading: str
    readings: tuple[Reading, ...]
    multiple: bool = False
    homes: bool = False


def _named(row: Sequence[Any]) -> Said:
    code, n = row
    return [(code, n)]


def _of_activities(column: str) -> tuple[Reading, ...]:
    known = packing.ACTIVITY[column]
    return (_ranked(known, "SUM(f.attendances)", "kept_activity"),)


def _ranked(known: packing.Field, counted: str, fact: str) -> Reading:
    rank = known.sql("f.profile")
    return Reading((rank, counted), lambda row: [(known.codes[row[0] - 1], row[1])], fact=fact, where=f"{rank} <> 0")


def _of_people(column: str, dimension: str) -> tuple[Reading, ...]:
    """Followed people one by one, anonymous ones by their counters."""
    counters = {name: code for name, (own, code) in packing.COUNTERS.items() if own == dimension}
    anonymous = Reading(
        tuple(f"SUM(f.{name})" for name in counters),
        lambda row: zip(counters.values(), row, strict=True),
        grouped=0,
        where="f.anonymous > 0",
    )
    return _ranked(packing.PERSON[column], "COUNT(*)", "kept_attendance"), anonymous


def _of_residence() -> tuple[Reading, ...]:
    """OFFSET 0: the homes of each activity are sought through its key."""
    homes = (
        "SELECT * FROM fact_anonymous AS o WHERE o.activity_id = f.activity_id AND o.dimension = 'residence' OFFSET 0"
    )
    return (
        Reading(("f.residence_code", "COUNT(*)"), _named, fact="kept_attendance", where="f.residence_code IS NOT NULL"),
        Reading(
            ("r.code", "SUM(r.n)"),
            _named,
            joined=f"CROSS JOIN LATERAL ({homes}) AS r",
            where=f"f.has & {WITH_RESIDENCES} <> 0",
        ),
    )


def _of_mentions(column: str) -> tuple[Reading, ...]:
    """Mentions, and, under an empty code, the attendances of the activities without any."""

    def said(row: Sequence[Any]) -> Said:
        bits, n = row
        return [(code, n) for code in packing.codes_of(column, bits) or ("",)]

    return (Reading((f"f.{column}", "SUM(f.attendances)"), said),)


TOTALS = Reading(("SUM(f.attendances)",), lambda row: [("", row[0])], grouped=0)


def _by(
    code: str,
    indicator: str,
    words: tuple[str, str],
    readings: tuple[Reading, ...],
    *,
    multiple: bool = False,
    homes: bool = False,
) -> Dimension:
    title, heading = words
    return Dimension(code, f"attendances_by_{indicator}", title, heading, readings, multiple, homes)


DIMENSIONS: dict[str, Dimension] = {
    dimension.code: dimension
    for dimension in (
        _by("genre", "gender", ("Genre", "Genre"), _of_people("gender", "gender")),
        _by("age", "age", ("Âge", "Tranche"), _of_people("age_band", "age")),
        _by("statut", "status", ("Statut", "Statut"), _of_people("status", "status")),
        _by("residence", "residence", ("Territoires de résidence", "Territoire"), _of_residence(), homes=True),
        _by("thematique", "topic", ("Thématiques", "Thématique"), _of_mentions("topics"), multiple=True),
        _by("materiel", "material", ("Matériel", "Matériel"), _of_mentions("materials"), multiple=True),
        _by("canal", "channel", ("Canal", "Canal"), _of_activities("channel")),
        _by("cadre", "setting", ("Cadre", "Cadre"), _of_activities("setting")),
        _by("acces", "access_mode", ("Accès", "Accès"), _of_activities("access_mode")),
        _by("paiement", "payment", ("Paiement", "Paiement"), _of_activities("payment")),
        _by("public", "public_kind", ("Types de public", "Public"), _of_activities("public_kind")),
    )
}
