"""A facet that is off: no control, nothing read when recording, nothing lost when correcting."""

import datetime as dt
from typing import Any

import pytest
from django.forms import Field
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.activity.posts import INDIVIDUAL, WORKSHOP, individual, recorded, workshop
from tests.cast import Cast, activity, follow
from trame.activity.entry import FollowedParticipant, ProcedureSaid
from trame.activity.facets import OF_THE_FORMS, PROCEDURE_PARTS, Facet
from trame.activity.models import Activity, Beneficiary
from trame.activity.services import version_of
from trame.people.models import Organisation

pytestmark = pytest.mark.django_db

CODES = [facet.code for facet in OF_THE_FORMS]
WHEN = dt.date(2026, 3, 3)
# What hostile or outdated pages send for every optional control of both forms.
EVERYTHING_ELSE: dict[str, Any] = {
    "who": "new",
    "person": "P-AAAAA",
    "name": "Paul Riou",
    "venue": "known",
    "gender": "masculin",
    "age": "moins_de_douze",
    "status": "scolarise",
    "residence": "29232",
    "materials": ["tablette"],
    "autonomy": "autonome",
    "level": "avance",
    "redirected": "yes",
    "redirection": "autre",
    "procedure_name": "Autre démarche",
    "tags": "autre, encore",
    "notes": "Autres notes.",
    "anonymous_new": "1",
    "anonymous_gender_masculin": "3",
    "anonymous_age_moins_de_douze": "2",
    "anonymous_status_scolarise": "2",
    "others": "P-AAAAA",
    "public_kind": "aidant",
    "origin": "mairie",
    "equipment_at_start": ["tablette"],
    "connection_at_start": "mobile",
    "skill_at_start": "debutant",
    "skill_after": "intermediaire",
    "setting": "scolaire",
    "access_mode": "sur_rdv",
    "payment": "payant",
    "secondary_topics": ["parentalite"],
    "preparation_minutes": "5",
    "travel_minutes": "5",
    "coordination_minutes": "5",
    "half_days": ["apres_midi"],
    "domain_1": "justice",
    "operator_1": "autre",
    "operator_other_1": "Autre organisme",
    "outcome_1": "bloquee",
    "blocking_1": "langue",
    "domain_2": "associations",
    "operator_2": "msa",
}


@pytest.fixture(autouse=True)
def everything_on(cast: Cast) -> None:
    turn_off(cast)


def turn_off(cast: Cast, *codes: str) -> None:
    """Everything else is on, what waits for the structure too."""
    on = [code for code in CODES if code not in codes]
    Organisation.objects.filter(pk=cast.navette.pk).update(modules_on=on, modules_off=list(codes))


def snapshot(made: Activity) -> dict[str, Any]:
    """Everything that is written of an activity, but when it was last written."""
    fresh = Activity.objects.get(pk=made.pk)
    columns = {f.attname: getattr(fresh, f.attname) for f in fresh._meta.concrete_fields if f.name != "updated_at"}
    return columns | {
        "tags": sorted(link.tag.name for link in fresh.activity_tags.select_related("tag")),
        "present": sorted(fresh.attendances.values_list("beneficiary", "age_band")),
        "procedures": list(fresh.procedures.order_by("rank").values(*PROCEDURE_PARTS)),
        "residences": sorted(fresh.anonymous_residences.values_list("commune", "n")),
    }


OF_ANY_KIND: dict[str, Any] = {
    "public_kind": "particulier",
    "setting": "permanence",
    "access_mode": "sans_rdv",
    "payment": "adhesion",
    "secondary_topics": ("email", "justice"),
    "preparation_minutes": 90,
    "travel_minutes": 0,
    "coordination_minutes": 20,
    "half_days": ("matin", "apres_midi"),
}
OF_ONE_PERSON: dict[str, Any] = {
    "origin": "bouche_a_oreille",
    "equipment_at_start": ("smartphone", "imprimante"),
    "connection_at_start": "fixe",
    "skill_at_start": "grand_debutant",
    "skill_after": "debutant",
}
SEVERAL = (
    ProcedureSaid(domain="logement", operator="caf", manner="avec", outcome="aboutie"),
    ProcedureSaid(operator="autre", operator_other="Soliha", manner="a_la_place", mandate="ecrit"),
    ProcedureSaid(domain="social_sante", outcome="bloquee", blocking="autre", blocking_other="Dossier perdu"),
    ProcedureSaid(domain="logement"),
)
COMMON: dict[str, Any] = {
    "date": WHEN,
    "topics": ("aide_aux_demarches_administratives", "logement"),
    "materials": ("ordinateur", "telephone"),
    "procedure_name": "Logement social",
    "tags": ("ameli", "mot de passe"),
    "notes": "Revient jeudi.",
} | OF_ANY_KIND


def anonymous_person(cast: Cast) -> Activity:
    counters = ("anonymous_new", "anonymous_gender_feminin", "anonymous_age_soixante_dix_plus")
    said = (
        COMMON
        | OF_ONE_PERSON
        | {
            "procedures": SEVERAL,
            "autonomy": "partiellement_autonome",
            "redirected": True,
            "redirection": "administration",
        }
    )
    anonymous = dict.fromkeys((*counters, "anonymous_status_retraite"), 1)
    by, where = cast.awa_at_navette, cast.library
    return activity(by, where, anonymous=anonymous, anonymous_residences={"56178": 1}, **said)


def followed_person(cast: Cast) -> Activity:
    jeanne = follow(cast.navette, name="Jeanne Le Bihan", gender="feminin")
    present = (FollowedParticipant(jeanne.pk, "soixante_dix_plus"),)
    one = {"redirected": False, "procedures": (ProcedureSaid(operator="caf", outcome="en_cours"),)}
    return activity(cast.awa_at_navette, cast.library, followed=present, **(COMMON | one))


def before_procedures_were_asked(cast: Cast) -> Activity:
    return activity(cast.awa_at_navette, cast.library, **COMMON)


def group(cast: Cast) -> Activity:
    jeanne = follow(cast.navette, name="Jeanne Le Bihan")
    counters = {"anonymous_new": 4, "anonymous_gender_feminin": 8, "anonymous_age_soixante_dix_plus": 5}
    return activity(
        cast.awa_at_navette,
        cast.library,
        kind="collectif",
        title="Premiers pas",
        level="debutant",
        anonymous_total=12,
        anonymous=counters | {"anonymous_status_retraite": 6},
        anonymous_residences={"56178": 3},
        followed=(FollowedParticipant(jeanne.pk, "soixante_dix_plus"),),
        **(COMMON | {"redirected": True, "redirection": "autre"}),
    )


RECORDS = {
    "somebody anonymous": anonymous_person,
    "no procedure": before_procedures_were_asked,
    "somebody followed": followed_person,
    "an atelier": group,
}


def as_sent(awa: Client, made: Activity) -> dict[str, Any]:
    """What the form of a correction sends when nothing is touched."""
    form = awa.get(f"/activites/{made.client_uuid}/corriger/").context["form"]
    values = {name: as_typed(field, form[name].value()) for name, field in form.fields.items()}
    return {name: value for name, value in values.items() if value is not None}


def as_typed(field: Field, value: Any) -> Any:
    """A browser ticks only the boxes that are there, and sends a date as it is written."""
    if isinstance(value, list):
        return [code for code in value if code in dict(field.choices)]  # type: ignore[attr-defined]
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else value


def correct(awa: Client, made: Activity, said: dict[str, Any]) -> Any:
    seen = {"version": version_of(Activity.objects.get(pk=made.pk))}
    return awa.post(f"/activites/{made.client_uuid}/corriger/", seen | said)


@pytest.mark.parametrize("facet", OF_THE_FORMS, ids=lambda facet: facet.code)
def test_a_facet_that_is_off_has_no_control(awa: Client, cast: Cast, facet: Facet) -> None:
    follow(cast.navette, name="Jeanne Le Bihan")
    pages = [awa.get(path).content.decode() for path in ("/activites/accompagnement/", "/activites/atelier/")]
    shown = [name for name in facet.fields if any(f'name="{name}' in page for page in pages)]
    assert shown

    turn_off(cast, facet.code)

    pages = [awa.get(path).content.decode() for path in ("/activites/accompagnement/", "/activites/atelier/")]
    assert not [name for name in facet.fields if any(f'name="{name}"' in page for page in pages)]
    if facet.code == "people_followed":
        assert "Jeanne" not in "".join(pages)


def test_with_everything_off_there_is_nothing_to_unfold_and_three_taps_still_record(awa: Client, cast: Cast) -> None:
    turn_off(cast, *CODES)

    assert "Plus de détails" not in awa.get("/activites/accompagnement/").content.decode()
    assert "Plus de détails" not in awa.get("/activites/atelier/").content.decode()
    assert recorded(awa, INDIVIDUAL, individual(cast)).anonymous_total == 1
    assert recorded(awa, WORKSHOP, workshop(cast)).anonymous_total == 9


@pytest.mark.parametrize("facet", OF_THE_FORMS, ids=lambda facet: facet.code)
def test_what_is_sent_for_it_is_left_aside_when_recording(awa: Client, cast: Cast, facet: Facet) -> None:
    follow(cast.navette, pseudonym="P-AAAAA")
    turn_off(cast, facet.code)
    sent = {name: value for name, value in EVERYTHING_ELSE.items() if name in facet.fields}

    alone = recorded(awa, INDIVIDUAL, individual(cast, topics=["aide_aux_demarches_administratives"], **sent))
    together = recorded(awa, WORKSHOP, workshop(cast, topics=["aide_aux_demarches_administratives"], **sent))

    plain = {"topics": ["aide_aux_demarches_administratives"]}
    turn_off(cast)
    for made, bare in (
        (alone, recorded(awa, INDIVIDUAL, individual(cast, **plain))),
        (together, recorded(awa, WORKSHOP, workshop(cast, **plain))),
    ):
        assert said(made) == said(bare)
    assert Beneficiary.objects.count() == 1


def said(made: Activity) -> dict[str, Any]:
    """What an activity says, without what tells it from its twin."""
    own = {"id", "client_uuid", "content_digest", "created_at"}
    return {name: value for name, value in snapshot(made).items() if name not in own}


@pytest.mark.parametrize("facet", OF_THE_FORMS, ids=lambda facet: facet.code)
@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_a_correction_changes_what_it_shows_and_keeps_the_rest(
    awa: Client, cast: Cast, facet: Facet, record: Any
) -> None:
    follow(cast.navette, pseudonym="P-AAAAA")
    made = record(cast)
    before = snapshot(made)
    turn_off(cast, facet.code)
    hostile = {name: value for name, value in EVERYTHING_ELSE.items() if name in facet.fields}

    answer = correct(awa, made, as_sent(awa, made) | hostile | {"duration": "90"})

    assert answer.status_code == 302, answer.context["form"].errors
    assert snapshot(made) == before | {"minutes": 90}


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(off=st.sets(st.sampled_from(CODES)))
def test_whatever_is_off_a_correction_that_touches_nothing_changes_nothing(
    awa: Client, cast: Cast, record: Any, off: set[str]
) -> None:
    made = record(cast)
    before = snapshot(made)
    turn_off(cast, *off)
    unshown = {
        n: v for n, v in EVERYTHING_ELSE.items() for facet in OF_THE_FORMS if facet.code in off and n in facet.fields
    }

    assert correct(awa, made, as_sent(awa, made) | unshown).status_code == 302
    assert snapshot(made) == before


def test_what_an_import_brought_in_beyond_the_rules_of_a_form_is_kept_too(awa: Client, cast: Cast) -> None:
    tags = tuple(f"mot {number}, suite" for number in range(25))
    imported = activity(
        cast.awa_at_navette, cast.library, date=WHEN, source="coop", source_id="1", notes="a" * 12_000, tags=tags,
        materials=("aucun", "ordinateur"), redirected=True, redirection="",
    )  # fmt: skip
    before = snapshot(imported)
    turn_off(cast, "notes", "tags", "materials", "redirection")

    answer = correct(awa, imported, as_sent(awa, imported) | {"duration": "45"})

    assert answer.status_code == 302, answer.context["form"].errors
    assert snapshot(imported) == before | {"minutes": 45}


def test_the_name_of_a_procedure_stays_when_its_subject_goes(awa: Client, cast: Cast) -> None:
    made = before_procedures_were_asked(cast)
    turn_off(cast, "procedure_name")

    correct(awa, made, as_sent(awa, made) | {"topics": ["email"], "procedures": []})

    fresh = Activity.objects.get(pk=made.pk)
    assert (fresh.topics, fresh.procedure_name) == (["email"], "Logement social")


def test_counters_that_no_longer_fit_come_back_to_be_mended(awa: Client, cast: Cast) -> None:
    made = group(cast)  # 12 people, of whom 8 women
    turn_off(cast, "public", "venue")
    sent = as_sent(awa, made)
    assert "anonymous_gender_feminin" not in sent

    refused = correct(awa, made, sent | {"anonymous_total": "7"})

    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Femmes (8) : c’est trop pour 7 participants sans nom." in page.replace("\u00a0", " ")
    assert "Mettre le total à 8" in page
    form = refused.context["form"]
    assert form["anonymous_gender_feminin"].value() == "8"
    assert "anonymous_new" not in form.fields  # 4 first times still fit
    mended = sent | {
        "anonymous_total": "7", "anonymous_gender_feminin": "7", "anonymous_age_soixante_dix_plus": "5",
        "anonymous_status_retraite": "6",
    }  # fmt: skip
    assert correct(awa, made, mended).status_code == 302
    fresh = Activity.objects.get(pk=made.pk)
    assert (fresh.anonymous_total, fresh.anonymous_gender_feminin, fresh.anonymous_new) == (7, 7, 4)
    assert (fresh.anonymous_age_soixante_dix_plus, fresh.anonymous_status_retraite) == (5, 6)


def test_an_anonymous_person_that_one_begins_to_follow_takes_along_what_was_known_of_her(
    awa: Client, cast: Cast
) -> None:
    made = anonymous_person(cast)
    turn_off(cast, "public", "residence", "venue")

    correct(awa, made, as_sent(awa, made) | {"who": "new", "name": "Jeanne Le Bihan"})

    jeanne = Beneficiary.objects.get()
    assert (jeanne.name, jeanne.gender, jeanne.age_band) == ("Jeanne Le Bihan", "feminin", "soixante_dix_plus")
    assert (jeanne.status, jeanne.residence_id) == ("retraite", "56178")
    fresh = Activity.objects.get(pk=made.pk)
    assert (fresh.anonymous_total, fresh.anonymous_gender_feminin, fresh.anonymous_new) == (0, 0, 0)


def test_a_person_kept_without_being_shown_is_counted_in_the_summary(awa: Client, cast: Cast) -> None:
    made = group(cast)
    turn_off(cast, "people_followed")

    page = awa.get(f"/activites/{made.client_uuid}/corriger/")

    assert page.context["form"].participants_said == "13\u00a0participants"
    assert "Jeanne" not in page.content.decode()


def test_what_was_recorded_is_still_read_and_counted(awa: Client, cast: Cast) -> None:
    made = anonymous_person(cast)
    turn_off(cast, *[code for code in CODES if code != "people_followed"])

    page = awa.get(f"/activites/{made.client_uuid}/").content.decode()
    figures = awa.get("/statistiques/").content.decode()

    for words in ("Ordinateur, Téléphone", "Revient jeudi.", "ameli", "Logement social", "Femmes (1)"):
        assert words in page
    assert "Femmes" in figures or "Féminin" in figures
