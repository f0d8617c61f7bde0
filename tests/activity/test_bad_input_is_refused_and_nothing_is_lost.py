# ruff: noqa: E501 (a case is one line)
"""Whatever is sent: a sentence in French beside the field, what was typed still there, nothing written."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.test import Client

from tests.activity.posts import INDIVIDUAL, WORKSHOP, errors, individual, recorded, refused, workshop
from tests.cast import Cast, follow, membership
from trame.activity.models import Activity, Beneficiary, Tag
from trame.people.models import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"topics": []}, "topics", "Choisissez au moins un sujet."),
        ({"topics": ["astrologie"]}, "topics", "Sélectionnez un choix valide. astrologie n’en fait pas partie."),
        ({"duration": "other", "hours": "25 h"}, "hours", "La durée va de 1 minute à 23 h 59 : corrigez les heures ou les minutes."),
        ({"duration": "other", "hours": "24"}, "hours", "La durée va de 1 minute à 23 h 59 : corrigez les heures ou les minutes."),
        ({"duration": "other", "minutes": "0"}, "hours", "La durée va de 1 minute à 23 h 59 : corrigez les heures ou les minutes."),
        ({"duration": "other"}, "hours", "Tapez la durée : des heures, des minutes, ou les deux."),
        ({"duration": "other", "minutes": "-5"}, "minutes", "« -5 » n’est pas une durée : tapez des nombres entiers, par exemple 1 et 30."),
        ({"duration": "other", "hours": "beaucoup"}, "hours", "« beaucoup » n’est pas une durée : tapez des nombres entiers, par exemple 1 et 30."),
        ({"duration": "other", "hours": "1e9"}, "hours", "« 1e9 » n’est pas une durée : tapez des nombres entiers, par exemple 1 et 30."),
        ({"duration": "1440"}, "duration", "Sélectionnez un choix valide. 1440 n’en fait pas partie."),
        ({"duration": "0"}, "duration", "Sélectionnez un choix valide. 0 n’en fait pas partie."),
        ({"duration": "7,5"}, "duration", "Sélectionnez un choix valide. 7,5 n’en fait pas partie."),
        ({"duration": "٧"}, "duration", "Sélectionnez un choix valide. ٧ n’en fait pas partie."),
        ({"day": "other", "date": "04/03/2026"}, "date", "Le 4\u00a0mars 2026 n’est pas encore passé : choisissez aujourd’hui ou une date passée."),
        ({"day": "2026-03-04"}, "date", "Le 4\u00a0mars 2026 n’est pas encore passé : choisissez aujourd’hui ou une date passée."),
        ({"day": "other", "date": "31/12/1999"}, "date", "Le 31\u00a0décembre 1999 est trop ancien : la date doit être après le 1er janvier 2000."),
        ({"day": "other", "date": "31/02/2026"}, "date", "Cette date ne se lit pas : tapez par exemple 03/03/2026."),
        ({"day": "other", "date": "mardi"}, "date", "Cette date ne se lit pas : tapez par exemple 03/03/2026."),
        ({"day": "other"}, "date", "Tapez la date : jour, mois, année."),
        ({"day": "mardi"}, "day", "Sélectionnez un choix valide. mardi n’en fait pas partie."),
        ({"where": ""}, "where", "Choisissez où cela s’est passé."),
        ({"where": "999999999999999999999"}, "where", "Ce lieu n’est pas un lieu de votre structure."),
        ({"where": "domicile"}, "commune", "Indiquez la commune : son nom, son code postal ou son code Insee."),
        ({"where": "autre", "commune_text": "Trifouilly"}, "commune", "Aucune commune ne répond à « Trifouilly » : vérifiez l’orthographe, ou donnez son code postal."),
        ({"where": "autre", "commune": "99999"}, "commune", "Aucune commune n’a le code Insee 99999."),
        ({"redirected": "yes"}, "redirection", "Indiquez vers qui la personne a été orientée, ou répondez « Non »."),
        ({"materials": ["aucun", "tablette"]}, "materials", "« Pas de matériel » ne va pas avec un autre matériel : gardez l’un ou l’autre."),
        ({"tags": ", ".join(f"mot {n}" for n in range(21))}, "tags", "21 tags : gardez-en 20 au plus."),
        ({"tags": "x" * 81}, "tags", f"Le tag « {'x' * 30}… » dépasse 80 signes."),
        ({"notes": "n" * 100_000}, "notes", "Les notes dépassent 10 000 signes (100000) : raccourcissez-les."),
        ({"who": "followed"}, "person", "Tapez son pseudonyme ou son nom, ou répondez « Sans la suivre »."),
        ({"who": "followed", "person": "P-22222"}, "person", "« P-22222 » n’est pas une personne suivie par votre structure : vérifiez le nom ou le pseudonyme."),
        ({"who": "new", "name": "x" * 201}, "name", "Le nom dépasse 200 signes : raccourcissez-le."),
    ],
)  # fmt: skip
def test_an_accompaniment_is_refused(awa: Client, cast: Cast, said: dict[str, Any], field: str, sentence: str) -> None:
    assert errors(awa, INDIVIDUAL, individual(cast, **said)) == {field: [sentence]}


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"anonymous_total": "10001"}, "anonymous_total", "10 000 personnes au plus : vérifiez le nombre."),
        ({"anonymous_total": "-1"}, "anonymous_total", "Un nombre de personnes ne peut pas être négatif."),
        ({"anonymous_total": "1e9"}, "anonymous_total", "Tapez un nombre entier de personnes, en chiffres."),
        ({"anonymous_total": "douze"}, "anonymous_total", "Tapez un nombre entier de personnes, en chiffres."),
        ({"anonymous_gender_feminin": "-3"}, "anonymous_gender_feminin", "Un nombre de personnes ne peut pas être négatif."),
        ({"anonymous_age_moins_de_douze": "2,5"}, "anonymous_age_moins_de_douze", "Tapez un nombre entier de personnes, en chiffres."),
        ({"followed": ["999"]}, "followed", "Une personne choisie n’est pas suivie par votre structure."),
        ({"others": "Personne"}, "others", "« Personne » n’est pas une personne suivie par votre structure : vérifiez le nom ou le pseudonyme."),
        ({"title": "t" * 201}, "title", "Le titre dépasse 200 signes : raccourcissez-le."),
    ],
)  # fmt: skip
def test_an_atelier_is_refused(awa: Client, cast: Cast, said: dict[str, Any], field: str, sentence: str) -> None:
    assert sentence in errors(awa, WORKSHOP, workshop(cast, **said))[field]


def test_two_faults_are_told_at_once(awa: Client, cast: Cast) -> None:
    found = errors(awa, INDIVIDUAL, individual(cast, topics=[], day="other", date="zut"))

    assert set(found) == {"topics", "date"}


def test_everything_typed_is_still_there(awa: Client, cast: Cast) -> None:
    page = refused(
        awa,
        INDIVIDUAL,
        individual(
            cast, topics=["sante", "parentalite"], procedures=["logement"], duration="other", hours="25", minutes="70",
            where="autre", commune_text="Trifouilly", day="other", date="1/13/2026", who="new", name="Paul Riou",
            venue="known", gender="masculin", age="moins_de_douze", status="scolarise", materials=["tablette"],
            autonomy="autonome", redirected="yes", redirection="autre", tags="ameli, CAF", notes="Deux\nlignes.",
            procedure_name="APL",
        ),
    )  # fmt: skip

    for typed in ("25", "70", "Trifouilly", "1/13/2026", "Paul Riou", "ameli, CAF", "APL"):
        assert f'value="{typed}"' in page, typed
    assert "Deux\nlignes.</textarea>" in page
    for name, code in (
        ("topics", "sante"), ("topics", "parentalite"), ("procedures", "logement"), ("duration", "other"),
        ("where", "autre"), ("day", "other"), ("who", "new"), ("venue", "known"), ("gender", "masculin"),
        ("age", "moins_de_douze"), ("status", "scolarise"), ("materials", "tablette"), ("autonomy", "autonome"),
        ("redirected", "yes"),
    ):  # fmt: skip
        assert f'name="{name}" value="{code}"' in page
        control = page.split(f'name="{name}" value="{code}"')[1].split(">")[0]
        assert "checked" in control, (name, code)
    assert '<option value="autre" selected>' in page


def test_the_summary_takes_the_focus_and_leads_to_the_field(awa: Client, cast: Cast) -> None:
    page = refused(awa, INDIVIDUAL, individual(cast, duration="other", hours="25"))

    assert 'role="alert" tabindex="-1" autofocus data-error-summary' in page
    assert '<a href="#id_hours">' in page
    control = page.split('id="id_hours"')[0].rsplit("<input", 1)[1] + page.split('id="id_hours"')[1].split(">")[0]
    assert 'aria-invalid="true"' in control


def test_a_fault_in_the_folded_part_unfolds_it(awa: Client, cast: Cast) -> None:
    assert '<details class="fold" open>' in refused(awa, INDIVIDUAL, individual(cast, redirected="yes"))


def test_a_place_closed_that_day_is_refused_with_its_name(awa: Client, cast: Cast) -> None:
    cast.library.closed_on = dt.date(2026, 2, 28)
    cast.library.save()

    found = errors(awa, INDIVIDUAL, individual(cast))

    assert found == {
        "where": ["« Médiathèque de Pontivy » était fermé le 3\u00a0mars 2026 : changez le lieu ou la date."]
    }
    assert recorded(awa, INDIVIDUAL, individual(cast, day="2026-02-28")).place == cast.library


def test_another_structure_s_place_membership_and_person_are_not_taken(awa: Client, cast: Cast) -> None:
    theirs = follow(cast.port, name="Yann Cariou")

    assert errors(awa, INDIVIDUAL, individual(cast, where=str(cast.quay.pk))) == {
        "where": ["Ce lieu n’est pas un lieu de votre structure : choisissez-en un autre."]
    }
    assert errors(awa, INDIVIDUAL, individual(cast, membership_id=str(cast.chloe_at_port.pk))) == {
        "membership_id": ["Cette structure n’est pas une des vôtres."]
    }
    assert list(errors(awa, INDIVIDUAL, individual(cast, who="followed", person=theirs.pseudonym))) == ["person"]
    assert list(errors(awa, INDIVIDUAL, individual(cast, who="followed", person="Yann Cariou"))) == ["person"]
    assert list(errors(awa, WORKSHOP, workshop(cast, followed=[str(theirs.pk)]))) == ["followed"]


def test_a_place_of_her_other_structure_does_not_go_with_this_one(awa: Client, cast: Cast) -> None:
    membership(cast.awa, cast.port, Role.MEDIATOR)

    assert errors(awa, INDIVIDUAL, individual(cast, where=str(cast.quay.pk))) == {
        "where": ["Ce lieu n’est pas un lieu de votre structure : choisissez-en un autre."]
    }


def test_a_day_before_she_worked_there_is_refused(awa: Client, cast: Cast) -> None:
    found = errors(awa, INDIVIDUAL, individual(cast, day="other", date="31/12/2019"))

    assert found["date"] == [
        "Vous ne travailliez pas à « La Navette » le 31\u00a0décembre 2019 : changez la date ou la structure."
    ]


def test_two_people_of_one_name_are_told_apart_by_pseudonym(awa: Client, cast: Cast) -> None:
    follow(cast.navette, name="Anne Le Gall", pseudonym="P-AAAAA")
    follow(cast.navette, name="Anne Le Gall", pseudonym="P-BBBBB")

    found = errors(awa, INDIVIDUAL, individual(cast, who="followed", person="anne le gall"))

    assert found == {"person": ["Plusieurs personnes portent ce nom : tapez plutôt le pseudonyme (P-AAAAA, P-BBBBB)."]}


def test_markup_is_shown_as_typed_and_never_run(awa: Client, cast: Cast) -> None:
    attack = "<script>alert(1)</script>"

    made = recorded(awa, WORKSHOP, workshop(cast, title=attack, notes=attack, tags=attack))

    for path in ("/activites/", f"/activites/{made.client_uuid}/", f"/activites/{made.client_uuid}/corriger/", "/"):
        page = awa.get(path).content.decode()
        assert attack not in page, path
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page, path


@pytest.mark.parametrize(
    "name", ["notes", "tags", "hours", "person", "name", "procedure_name", "topics", "where", "day", "date", "duration"]
)
def test_a_nul_byte_is_refused_not_a_breakdown(awa: Client, cast: Cast, name: str) -> None:
    said = individual(cast, duration="other", minutes="30", day="other", date="1/3/2026", who="new", person="")
    said |= {"who": "followed"} if name == "person" else {}

    assert name in errors(awa, INDIVIDUAL, said | {name: "a\x00b"})


def test_a_nul_byte_in_the_code_of_a_commune_is_refused(awa: Client, cast: Cast) -> None:
    assert "commune" in errors(awa, INDIVIDUAL, individual(cast, where="domicile", commune="29232\x00"))


def test_a_page_without_its_identity_is_a_new_record(awa: Client, cast: Cast) -> None:
    for identity in ("", "pas-un-uuid"):
        answer = awa.post("/activites/accompagnement/", individual(cast, client_uuid=identity))
        assert answer.status_code == 302
    assert len({made.client_uuid for made in Activity.objects.all()} | {uuid.UUID(int=0)}) == 3


def test_a_refused_record_leaves_no_person_and_no_tag_behind(awa: Client, cast: Cast) -> None:
    refused(awa, INDIVIDUAL, individual(cast, topics=[], who="new", name="Paul Riou", tags="ameli"))

    assert (Beneficiary.objects.count(), Tag.objects.count()) == (0, 0)


def test_a_tag_whose_key_is_longer_than_its_name_is_kept(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast, tags=" ".join(["st"] * 26)))

    assert made.activity_tags.count() == 1


def test_a_number_of_thousands_of_digits_is_refused_like_another(awa: Client, cast: Cast) -> None:
    answer = awa.post("/activites/atelier/", workshop(cast, anonymous_total="9" * 4400))

    assert answer.status_code == 422
    assert not Activity.objects.exists()
