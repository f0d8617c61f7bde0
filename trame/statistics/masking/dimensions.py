"""Dimension: what a table may be told by, outside a structure, and the SQL that reads its facts.

Left out: durations (the hours, told besides, would bound them), kinds of activity and followed people (totals of the
page of a network tell them by month), and whatever is asked of individual accompaniments only (their number would be
told): each would be one more equation between tables.
"""

from dataclasses import dataclass

WHERE = "f.month, f.organisation_id, COALESCE(c.departement_id, ''), COALESCE(c.epci_id, '')"
LOCATED = "LEFT JOIN reference_commune AS c ON c.code = f.commune_code"
GROUPED = "GROUP BY 1, 2, 3, 4, 5"


@dataclass(frozen=True)
class Dimension:
    """`code`: in the address. `indicator`: what it counts, as declared (residence: by EPCI rather than by commune).

    `sql`: SELECTs of (month, organisation, département, EPCI, code, n); {within} and {within_t} stand for what keeps
    the facts of an audience.
    """

    code: str
    indicator: str
    title: str
    heading: str
    sql: str
    multiple: bool = False


def _of_activities(column: str) -> str:
    return (
        f"SELECT {WHERE}, f.{column}, SUM(f.attendances) FROM fact_activity AS f {LOCATED} "  # noqa: S608
        f"WHERE {{within}} AND f.{column} IS NOT NULL {GROUPED}"
    )


def _of_people(column: str, dimension: str) -> str:
    """Followed people one by one, anonymous ones by their counters."""
    joined = f"INNER JOIN fact_activity AS f ON f.activity_id = t.activity_id {LOCATED}"
    return (
        f"SELECT {WHERE}, t.{column}, COUNT(*) FROM fact_attendance AS t {joined} "  # noqa: S608
        f"WHERE {{within}} AND {{within_t}} AND t.{column} IS NOT NULL {GROUPED} "
        f"UNION ALL SELECT {WHERE}, t.code, SUM(t.n) FROM fact_anonymous AS t {joined} "
        f"WHERE {{within}} AND {{within_t}} AND t.dimension = '{dimension}' {GROUPED}"
    )


def _of_residence() -> str:
    """By EPCI within its département, as territories are."""
    joined = (
        f"INNER JOIN fact_activity AS f ON f.activity_id = t.activity_id {LOCATED} "
        "INNER JOIN reference_commune AS r ON r.code = {home}"
    )
    code = "CONCAT('e', COALESCE(r.epci_id, 'hors'), '-', r.departement_id)"
    return (
        f"SELECT {WHERE}, {code}, COUNT(*) FROM fact_attendance AS t {joined.format(home='t.residence_code')} "  # noqa: S608
        f"WHERE {{within}} AND {{within_t}} {GROUPED} "
        f"UNION ALL SELECT {WHERE}, {code}, SUM(t.n) FROM fact_anonymous AS t {joined.format(home='t.code')} "
        f"WHERE {{within}} AND {{within_t}} AND t.dimension = 'residence' {GROUPED}"
    )


def _of_mentions(fact: str) -> str:
    """Mentions, then, under an empty code, the attendances of the activities without any."""
    return (
        f"SELECT {WHERE}, t.code, SUM(f.attendances) FROM {fact} AS t "  # noqa: S608
        f"INNER JOIN fact_activity AS f ON f.activity_id = t.activity_id {LOCATED} "
        f"WHERE {{within}} AND {{within_t}} {GROUPED} "
        f"UNION ALL SELECT {WHERE}, '', SUM(f.attendances) FROM fact_activity AS f {LOCATED} "
        f"WHERE {{within}} AND NOT EXISTS (SELECT 1 FROM {fact} AS t WHERE t.activity_id = f.activity_id) {GROUPED}"
    )


TOTALS = f"SELECT {WHERE}, '', SUM(f.attendances) FROM fact_activity AS f {LOCATED} WHERE {{within}} {GROUPED}"  # noqa: S608


def _by(code: str, indicator: str, words: tuple[str, str], sql: str, *, multiple: bool = False) -> Dimension:
    title, heading = words
    return Dimension(code, f"attendances_by_{indicator}", title, heading, sql, multiple)


DIMENSIONS: dict[str, Dimension] = {
    dimension.code: dimension
    for dimension in (
        _by("genre", "gender", ("Genre", "Genre"), _of_people("gender", "gender")),
        _by("age", "age", ("Âge", "Tranche"), _of_people("age_band", "age")),
        _by("statut", "status", ("Statut", "Statut"), _of_people("status", "status")),
        _by("residence", "residence", ("Territoires de résidence", "Territoire"), _of_residence()),
        _by("thematique", "topic", ("Thématiques", "Thématique"), _of_mentions("fact_activity_topic"), multiple=True),
        _by("materiel", "material", ("Matériel", "Matériel"), _of_mentions("fact_activity_material"), multiple=True),
        _by("canal", "channel", ("Canal", "Canal"), _of_activities("channel")),
        _by("cadre", "setting", ("Cadre", "Cadre"), _of_activities("setting")),
        _by("acces", "access_mode", ("Accès", "Accès"), _of_activities("access_mode")),
        _by("paiement", "payment", ("Paiement", "Paiement"), _of_activities("payment")),
        _by("public", "public_kind", ("Types de public", "Public"), _of_activities("public_kind")),
    )
}
