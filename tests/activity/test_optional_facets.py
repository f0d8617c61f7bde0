"""The optional facets are noted where a structure wants them: folded, never compulsory, kept as they are said."""

import re
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.activity.posts import INDIVIDUAL, WORKSHOP, correct, errors, individual, recorded, refused, workshop
from tests.cast import Cast, activity, follow
from trame.activity.entry import FollowedParticipant, ProcedureSaid
from trame.activity.models import Activity
from trame.activity.own_data import activities
from trame.activity.person_file import activities_of, data
from trame.activity.typed import Mistyped, time_noted
from trame.people.models import Organisation

pytestmark = pytest.mark.django_db

ALL = ("public_kind", "origin", "equipment", "skill", "setting", "access_mode", "payment", "secondary_topics", "times")
OF_ONE_PERSON = ("origin", "equipment_at_start", "connection_at_start", "skill_at_start", "skill_after")
SAID: dict[str, Any] = {
    "public_kind": "aidant",
    "setting": "aller_vers",
    "access_mode": "sans_rdv",
    "payment": "pass_numerique",
    "secondary_topics": ["sante", "logement"],
    "preparation_minutes": "20",
    "travel_minutes": "1 h 30",
    "coordination_minutes": "0",
    "half_days": ["apres_midi", "matin"],
}
SAID_OF_ONE: dict[str, Any] = {
    "origin": "mairie",
    "equipment_at_start": ["smartphone", "ordinateur"],
    "connection_at_start": "mobile",
    "skill_at_start": "grand_debutant",
    "skill_after": "debutant",
}


@pytest.fixture
def _on(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.navette.pk).update(modules_on=[*ALL, "procedures"])


@pytest.mark.usefixtures("_on")
def test_an_accompaniment_says_them_all(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast, **SAID, **SAID_OF_ONE))

    assert (made.public_kind, made.setting, made.access_mode) == ("aidant", "aller_vers", "sans_rdv")
    assert (made.payment, made.secondary_topics) == ("pass_numerique", ["sante", "logement"])
    assert (made.preparation_minutes, made.travel_minutes, made.coordination_minutes) == (20, 90, 0)
    assert made.half_days == ["matin", "apres_midi"]
    assert (made.origin, made.equipment_at_start) == ("mairie", ["ordinateur", "smartphone"])
    assert (made.connection_at_start, made.skill_at_start, made.skill_after) == ("mobile", "grand_debutant", "debutant")


@pytest.mark.usefixtures("_on")
def test_an_atelier_says_what_is_not_of_one_person(awa: Client, cast: Cast) -> None:
    made = recorded(awa, WORKSHOP, workshop(cast, **SAID, **SAID_OF_ONE, operator_1="caf", outcome_1="aboutie"))

    assert (made.public_kind, made.setting, made.travel_minutes) == ("aidant", "aller_vers", 90)
    assert not any(getattr(made, name) for name in OF_ONE_PERSON)
    assert not made.procedures.exists()
    page = awa.get("/activites/atelier/").content.decode()
    assert not [name for name in (*OF_ONE_PERSON, "operator_1") if f'name="{name}"' in page]


@pytest.mark.usefixtures("_on")
def test_none_is_compulsory_and_nothing_said_is_stored_as_nothing(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast))

    assert (made.setting, made.secondary_topics, made.preparation_minutes, made.half_days) == ("", [], None, [])
    assert not made.procedures.exists()


def test_without_the_structure_s_choice_nothing_is_asked_nor_read(awa: Client, cast: Cast) -> None:
    page = awa.get("/activites/accompagnement/").content.decode()
    assert not [name for name in (*SAID, *SAID_OF_ONE, "operator_1") if f'name="{name}"' in page]

    made = recorded(awa, INDIVIDUAL, individual(cast, **SAID, **SAID_OF_ONE, operator_1="caf"))

    assert (made.setting, made.origin, made.secondary_topics, made.travel_minutes) == ("", "", [], None)
    assert not made.procedures.exists()


@pytest.mark.usefixtures("_on")
@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"setting": "sous_la_lune"}, "setting", "Ce choix n’est pas dans la liste."),
        ({"origin": "a" * 500}, "origin", "Ce choix n’est pas dans la liste."),
        ({"secondary_topics": ["astrologie"]}, "secondary_topics", "Ce choix n’est pas dans la liste."),
        ({"half_days": ["minuit"]}, "half_days", "Ce choix n’est pas dans la liste."),
        ({"travel_minutes": "25 h"}, "travel_minutes", "Ce temps va de 0 à 24 h : vérifiez-le."),
        ({"travel_minutes": "-5"}, "travel_minutes",
         "« -5 » n’est pas une durée : tapez par exemple 20, 1 h 30 ou 90 min."),
        ({"preparation_minutes": "longtemps"}, "preparation_minutes",
         "« longtemps » n’est pas une durée : tapez par exemple 20, 1 h 30 ou 90 min."),
        ({"equipment_at_start": ["aucun", "tablette"]}, "equipment_at_start",
         "« Aucun équipement » ne va pas avec un autre équipement : gardez l’un ou l’autre."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_explained_beside_its_field(
    awa: Client, cast: Cast, said: dict[str, Any], field: str, sentence: str
) -> None:
    assert errors(awa, INDIVIDUAL, individual(cast, **said)) == {field: [sentence]}


@pytest.mark.usefixtures("_on")
def test_a_refusal_loses_nothing_and_opens_the_fold(awa: Client, cast: Cast) -> None:
    page = refused(awa, INDIVIDUAL, individual(cast, **(SAID | SAID_OF_ONE | {"travel_minutes": "zut"})))

    assert 'value="zut"' in page
    for name, value in (("setting", "aller_vers"), ("skill_after", "debutant"), ("half_days", "matin")):
        assert re.search(rf'name="{name}"[^>]*value="{value}"[^>]*checked', page), name
    assert re.search(r'<option value="mairie" selected', page)
    assert re.search(r'<details class="fold" open', page)


@pytest.mark.usefixtures("_on")
def test_a_subject_is_main_or_secondary_not_both(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast, topics=["email"], secondary_topics=["email", "sante"]))

    assert (made.topics, made.secondary_topics) == (["email"], ["sante"])


def test_a_kept_secondary_subject_that_becomes_main_is_said_once(awa: Client, cast: Cast) -> None:
    made = activity(cast.awa_at_navette, cast.library, topics=("email",), secondary_topics=("sante", "bureautique"))

    correct(awa, made, individual(cast, client_uuid=str(made.client_uuid), topics=["email", "sante"]))

    fresh = Activity.objects.get(pk=made.pk)
    assert (fresh.topics, fresh.secondary_topics) == (["email", "sante"], ["bureautique"])


@pytest.mark.usefixtures("_on")
@pytest.mark.parametrize("kind", ["individuel", "collectif"])
def test_doing_it_again_keeps_the_setting_and_forgets_the_person_and_the_day(
    awa: Client, cast: Cast, kind: str
) -> None:
    said = {name: tuple(value) if isinstance(value, list) else value for name, value in SAID.items()}
    said |= {"preparation_minutes": 20, "travel_minutes": 90, "coordination_minutes": 0}
    of_one = {name: tuple(value) if isinstance(value, list) else value for name, value in SAID_OF_ONE.items()}
    procedures = (ProcedureSaid(domain="logement", operator="caf", outcome="aboutie"),)
    made = activity(
        cast.awa_at_navette, cast.library, kind=kind, procedures=procedures, **said,
        **(of_one if kind == "individuel" else {}),
    )  # fmt: skip

    form = awa.get(f"/activites/{made.client_uuid}/refaire/").context["form"]

    shown = {name: form[name].value() for name in form.fields}
    assert (shown["setting"], shown["access_mode"], shown["payment"]) == ("aller_vers", "sans_rdv", "pass_numerique")
    assert shown["secondary_topics"] == ["sante"]  # « logement » is a subject: its procedure says it
    assert shown["public_kind"] == ("aidant" if kind == "collectif" else None)
    of_that_day = ("preparation_minutes", "travel_minutes", "coordination_minutes", "half_days")
    assert not any(shown.get(name) for name in (*of_that_day, *OF_ONE_PERSON, "operator_1", "outcome_1"))


@pytest.mark.usefixtures("_on")
def test_a_correction_shows_times_as_they_are_written(awa: Client, cast: Cast) -> None:
    made = activity(cast.awa_at_navette, cast.library, preparation_minutes=90, travel_minutes=0)

    form = awa.get(f"/activites/{made.client_uuid}/corriger/").context["form"]

    assert (form["preparation_minutes"].value(), form["travel_minutes"].value()) == ("1\u00a0h\u00a030", "0\u00a0min")
    assert form.details_open


def test_the_page_of_an_activity_says_what_is_noted_whatever_is_asked_now(awa: Client, cast: Cast) -> None:
    made = activity(
        cast.awa_at_navette, cast.library, setting="scolaire", secondary_topics=("sante",), travel_minutes=0,
        skill_at_start="debutant", half_days=("matin",), equipment_at_start=("aucun",), topics=("email",),
    )  # fmt: skip

    page = awa.get(f"/activites/{made.client_uuid}/").content.decode().replace("\u00a0", " ")

    for words in ("Scolaire", "En filigrane", "0 min", "Débutant", "Matin", "Aucun équipement"):
        assert words in page


def test_the_copy_of_a_followed_person_says_it_too(cast: Cast) -> None:
    jeanne = follow(cast.navette, name="Jeanne Le Bihan")
    activity(
        cast.awa_at_navette, cast.library, followed=(FollowedParticipant(jeanne.pk),), origin="mairie",
        procedures=(ProcedureSaid(domain="logement", operator="caf", outcome="bloquee", blocking="langue"),),
    )  # fmt: skip

    (said,) = data(jeanne, activities_of(jeanne))["accompagnements"]

    assert said["orientée par"] == "Mairie ou CCAS"
    assert said["suivi de la démarche"] == "CAF, logement · bloquée : langue ou lecture"


def test_the_copy_of_a_professional_says_it_too(cast: Cast) -> None:
    activity(
        cast.awa_at_navette, cast.library, payment="gratuit", travel_minutes=90,
        procedures=(ProcedureSaid(operator="autre", operator_other="Soliha"),),
    )  # fmt: skip

    text = activities(cast.awa)[0].content.decode().replace("\u00a0", " ")

    assert "Paiement : Gratuit, Trajet : 1 h 30, Suivi de la démarche : Soliha" in text


@given(hours=st.integers(0, 23), minutes=st.integers(0, 59))
def test_every_time_of_a_day_is_read_however_it_is_written(hours: int, minutes: int) -> None:
    total = 60 * hours + minutes
    for text in (
        str(total),
        f"{total} min",
        f"{hours} h {minutes:02d}",
        f"{hours}h{minutes:02d}",
        f"{hours}:{minutes:02d}",
    ):
        assert time_noted(text) == total, text


@given(st.text(max_size=12))
def test_any_text_is_a_time_or_a_sentence(text: str) -> None:
    read, sentence = attempt(text)

    assert read is None or 0 <= read <= 1440
    assert sentence.endswith(".") or not sentence


def attempt(text: str) -> tuple[int | None, str]:
    try:
        return time_noted(text), ""
    except Mistyped as refused:
        return None, str(refused)


@pytest.mark.parametrize(
    ("text", "minutes"), [("24 h", 1440), ("1,5 h", 90), ("2 heures", 120), ("", None), ("  ", None), ("0", 0)]
)
def test_ways_of_writing_a_time(text: str, minutes: int | None) -> None:
    assert time_noted(text) == minutes


@pytest.mark.parametrize("text", ["1441", "24 h 01", "٣", "1e2", "h", "9999999"])
def test_what_is_no_time_of_a_day_is_refused(text: str) -> None:
    with pytest.raises(Mistyped):
        time_noted(text)
