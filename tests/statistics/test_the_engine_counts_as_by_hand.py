"""Whatever is recorded, the engine's figures are those counted one by one from the entries."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast, follow, membership, person, place
from tests.statistics import naive
from tests.statistics.reading import figures
from trame.activity.entry import ActivityEntry, FollowedParticipant, ProcedureSaid
from trame.activity.services import delete_activity, record_activity
from trame.people.models import Role

START, END = dt.date(2025, 1, 1), dt.date(2025, 3, 31)
PEOPLE = (
    naive.Person(gender="feminin", birth_year=2000, status="en_emploi", residence="56178"),
    naive.Person(gender="masculin", age_band="soixante_dix_plus", residence="29232"),
    naive.Person(birth_year=1955, status="retraite"),
    naive.Person(),
)
BREAKDOWNS = (
    "by_month", "by_channel", "by_place", "by_duration", "by_topic", "by_material", "by_gender", "by_age", "by_status",
    "by_residence", "by_autonomy", "by_redirection", "by_any_topic", "by_setting", "by_access_mode", "by_payment",
    "by_public_kind", "by_origin", "by_equipment", "by_connection_at_start", "by_skill_at_start", "by_skill_after",
    "by_nature", "by_domain", "by_operator", "by_manner", "by_mandate", "by_outcome", "by_blocking", "by_day",
    "by_commune", "by_level",
)  # fmt: skip
# Where the oracle and the engine do not call a breakdown the same.
OWN_NAME = {
    "attendances_of_kind": "attendances_by_kind", "minutes_of_kind": "minutes_by_kind",
    "activities_of_place": "activities_by_place", "minutes_of_place": "minutes_by_place",
    "attendances_of_mediator": "attendances_by_mediator", "activities_of_mediator": "activities_by_mediator",
    "minutes_of_mediator": "minutes_by_mediator", "by_sessions": "people_by_sessions",
    "by_followed_venue": "followed_people_by_venue", "by_anonymous_venue": "anonymous_by_venue",
}  # fmt: skip
# What a mean, or a rate, is divided by.
DIVIDED_BY = {
    "procedure_attendances": "attendances", "people_seen_again": "followed_people", "regular_people": "followed_people",
    "sessions_per_person": "followed_people", "successful_procedures": "outcomes",
    "activities_per_week": "activity_weeks", "minutes_per_individual_activity": "individual_activities",
    "minutes_per_workshop": "workshops", "attendances_per_workshop": "workshops",
}  # fmt: skip
OWN_PREFIX = {
    "by_autonomy": "activities", "by_redirection": "activities", "by_nature": "minutes", "by_level": "activities",
    **dict.fromkeys(("by_domain", "by_operator", "by_manner", "by_mandate", "by_outcome", "by_blocking"), "procedures"),
}  # fmt: skip
# One accompaniment may be in several rows, or in none without being unknown.
NO_SUM = ("by_topic", "by_any_topic", "by_material", "by_equipment", "by_redirection")


@st.composite
def counters(draw: Callable[..., Any], total: int) -> dict[str, int]:
    """Marginal counters that fit in `total`."""
    found: dict[str, int] = {}
    for names in (
        ("anonymous_new", "anonymous_known"),
        ("anonymous_gender_feminin", "anonymous_gender_masculin"),
        ("anonymous_age_douze_dix_huit", "anonymous_age_soixante_dix_plus"),
        ("anonymous_status_retraite", "anonymous_status_sans_emploi"),
    ):
        left = total
        for name in names:
            found[name] = draw(st.integers(0, left))
            left -= found[name]
    return found


def some_of(*codes: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(codes), unique=True).map(tuple)


def one_of(*codes: str) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *codes])


def facets() -> st.SearchStrategy[dict[str, Any]]:
    times = st.sampled_from([None, 0, 5, 90])
    procedure = st.builds(
        ProcedureSaid, domain=one_of("logement"), operator=st.sampled_from(["caf", "autre"]),
        manner=one_of("avec", "a_la_place"), mandate=one_of("ecrit", "aucun"), outcome=one_of("aboutie", "bloquee"),
        blocking=one_of("piece_manquante", "langue"),
    )  # fmt: skip
    return st.fixed_dictionaries(
        {
            "setting": one_of("permanence", "scolaire"),
            "access_mode": one_of("sans_rdv", "sur_rdv"),
            "payment": one_of("gratuit", "cheque"),
            "public_kind": one_of("particulier", "aidant"),
            "origin": one_of("mairie", "spontanee"),
            "equipment_at_start": some_of("ordinateur", "smartphone"),
            "connection_at_start": one_of("fixe", "aucune"),
            "skill_at_start": one_of("grand_debutant", "intermediaire", "a_l_aise"),
            "skill_after": one_of("grand_debutant", "debutant", "a_l_aise"),
            "secondary_topics": some_of("email", "navigation_sur_internet"),
            "preparation_minutes": times,
            "travel_minutes": times,
            "coordination_minutes": times,
            "half_days": some_of("matin", "apres_midi"),
            "procedures": st.lists(procedure, max_size=2).map(tuple),
        }
    )


@st.composite
def said(draw: Callable[..., Any]) -> dict[str, Any]:
    """The fields of an entry; `followed` are ranks in PEOPLE, `at_place` says at which place, or at none."""
    workshop = draw(st.booleans())
    followed = draw(st.lists(st.integers(0, len(PEOPLE) - 1), unique=True, max_size=4 if workshop else 1))
    anonymous = draw(st.integers(0 if followed else 1, 9)) if workshop else 0 if followed else 1
    redirected = None if workshop else draw(st.sampled_from([None, False, True]))
    level = draw(one_of("debutant", "avance")) if workshop else ""
    return {
        "level": level,
        "kind": "collectif" if workshop else "individuel",
        "date": draw(st.dates(dt.date(2024, 12, 15), dt.date(2025, 4, 15))),
        "minutes": draw(st.sampled_from([1, 29, 30, 59, 60, 119, 120, 400])),
        "at_place": draw(st.sampled_from(["", "library", "hall"])),
        "by_gwen": draw(st.booleans()),
        "topics": draw(some_of("email", "sante", "aide_aux_demarches_administratives")),
        "materials": tuple(draw(st.lists(st.sampled_from(["ordinateur", "tablette"]), unique=True))),
        "autonomy": "" if workshop else draw(st.sampled_from(["", "autonome", "entierement_accompagne"])),
        "redirected": redirected,
        "redirection": draw(st.sampled_from(["", "aide_sociale", "autre"])) if redirected else "",
        "followed": followed,
        "declared": draw(st.sampled_from(["", "quarante_cinquante_neuf"])),
        "anonymous_total": anonymous,
        "anonymous": draw(counters(anonymous)),
        "anonymous_residences": draw(st.sampled_from([None, {"56178": anonymous}])) if anonymous else None,
        **draw(facets()),
    }


def entry_of(fields: dict[str, Any], places: dict[str, int], ids: list[int]) -> ActivityEntry:
    kept = {key: value for key, value in fields.items() if key not in ("at_place", "by_gwen", "declared", "followed")}
    at_place = fields["at_place"]
    followed = tuple(FollowedParticipant(ids[rank], fields["declared"]) for rank in fields["followed"])
    return ActivityEntry(
        **kept, channel="lieu_activite" if at_place else "a_distance", place_id=places.get(at_place),
        followed=followed, source="coop", source_id=uuid.uuid4().hex,
    )  # fmt: skip


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(everything=st.lists(st.tuples(said(), st.integers(0, 4)), max_size=8))
def test_the_engine_counts_as_by_hand(cast: Cast, everything: list[tuple[dict[str, Any], int]]) -> None:
    with transaction.atomic():
        ids = [
            follow(
                cast.navette, gender=p.gender, birth_year=p.birth_year, age_band=p.age_band, status=p.status,
                residence_id=p.residence or None,
            ).pk
            for p in PEOPLE
        ]  # fmt: skip
        places = {"library": cast.library.pk, "hall": place(cast.navette, "Mairie de Quimper", "29232").pk}
        gwen = membership(person("gwen@navette.test", "Gwen", "Le Bras"), cast.navette, Role.MEDIATOR)
        records = []
        for rank, (fields, deletion) in enumerate(everything):
            entry, by = entry_of(fields, places, ids), gwen if fields["by_gwen"] else cast.awa_at_navette
            made = record_activity(by=by.user, membership=by, entry=entry).activity
            if deletion == 0:
                delete_activity(by=by.user, activity=made)
            commune = {"library": "56178", "hall": "29232"}.get(fields["at_place"], "")
            records.append(naive.Record(rank, entry, deletion == 0, str(by.user.pk), commune))
        compare(cast, naive.count(records, dict(zip(ids, PEOPLE, strict=True)), START, END))
        transaction.set_rollback(True)


def compare(cast: Cast, expected: naive.Count) -> None:
    found = figures(cast.bruno, START, END)
    for code, figure in found.items():
        if figure.indicator.dimension is None:
            assert figure.n == expected[naive.NUMBERS][code], code
    for code, base in DIVIDED_BY.items():
        assert found[code].d == expected[naive.NUMBERS][base], code
        assert bool(found[code].impossible) is (found[code].d == 0), code
    for breakdown in (*BREAKDOWNS, *OWN_NAME):
        figure = found[OWN_NAME.get(breakdown, f"{OWN_PREFIX.get(breakdown, 'attendances')}_{breakdown}")]
        rows = {row.code: row.n for row in figure.stated if row.n}
        assert rows == {code: n for code, n in expected.get(breakdown, {}).items() if n}, breakdown
        if breakdown not in NO_SUM:
            assert sum(rows.values()) + figure.unknown == figure.d, breakdown
