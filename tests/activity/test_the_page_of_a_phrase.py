"""« Dites-le en une phrase »: the record form filled with what was understood, nothing saved, nothing lost."""

import logging
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.activity.phrase_world import furnish
from tests.activity.posts import individual, send
from tests.cast import Cast, activity, commune, membership, organisation, place
from trame.activity.models import Activity
from trame.directory.models import Place
from trame.people.models import Organisation, Role

pytestmark = pytest.mark.django_db

PHRASE = "activity:phrase"


def say(client: Client, phrase: str, **more: str) -> str:
    answer = client.post(reverse(PHRASE), {"phrase": phrase} | more)
    assert answer.status_code == 200
    return answer.content.decode()


def initial(client: Client, phrase: str, **more: str) -> dict[str, object]:
    return client.post(reverse(PHRASE), {"phrase": phrase} | more).context["form"].initial


def chips(page: str) -> list[str]:
    found = re.search(r'<ul class="got-list".*?</ul>', page, re.DOTALL)
    return re.findall(r'<li class="tag">(.*?)</li>', found[0]) if found else []


def test_an_atelier_is_ready_to_be_saved(awa: Client, cast: Cast) -> None:
    furnish(cast)

    shown = initial(awa, "atelier tablette 6 pers 2h médiathèque hier")

    library = str(cast.library.pk)
    assert (shown["day"], shown["duration"], shown["where"]) == ("2026-03-02", "120", library)
    assert (shown["topics"], shown["materials"]) == (["prendre_en_main_du_materiel"], ["tablette"])
    assert shown["anonymous_total"] == 6


def test_what_was_understood_stands_on_top(awa: Client, cast: Cast) -> None:
    furnish(cast)

    page = say(awa, "atelier tablette 6 pers 2h médiathèque hier")

    assert chips(page) == [
        "Atelier",
        "hier, 2\u00a0mars",
        "2\u00a0h",
        "Médiathèque de Pontivy",
        "Prendre en main du matériel",
        "Tablette",
        "6\u00a0participants",
    ]
    assert "Pas compris" not in page


def test_nothing_is_saved_until_the_form_is_sent(awa: Client, cast: Cast) -> None:
    say(awa, "mail 30 min")
    assert Activity.objects.count() == 0

    send(awa, "activity:individual", individual(cast))

    assert Activity.objects.count() == 1


def test_an_accompaniment_at_home_with_its_orientation(awa: Client, cast: Cast) -> None:
    shown = initial(awa, "3 courriels 45 min à domicile Plouzané, vers France Services, une dame de 74 ans")

    assert (shown["topics"], shown["duration"]) == (["email"], "45")
    assert (shown["where"], shown["commune"]) == ("domicile", "29212")
    assert (shown["redirected"], shown["redirection"]) == ("yes", "aide_aux_demarches_administratives")
    assert (shown["gender"], shown["age"]) == ("feminin", "soixante_dix_plus")


def test_what_is_not_said_is_as_usual(awa: Client, cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, minutes=60)

    shown = initial(awa, "mail")

    assert (shown["day"], shown["duration"], shown["where"]) == ("2026-03-03", "60", str(cast.library.pk))


@pytest.mark.parametrize(
    ("phrase", "sentence", "field", "value"),
    [
        ("mail 25 h", "une durée va de 1 minute à 23 h 59", "duration", "other"),
        ("mail demain", "n’est pas encore passé", "day", "other"),
        ("mail le 31 février", "n’existe pas au calendrier", "day", "other"),
        ("atelier mail 10 001 participants", "10 000 personnes au plus", "anonymous_total", 0),
        ("mail foyer les goélands", "est fermé depuis le 31\u00a0janvier 2026", "where", ""),
        ("mail 30 min 45 min", "Plusieurs durées", "duration", "other"),
        ("mail hier et avant-hier", "Plusieurs dates", "day", "other"),
        ("à domicile à la médiathèque", "Deux lieux à la fois", "where", ""),
        ("atelier mail 6 pers dont 8 femmes", "c’est trop pour 6\u00a0participants", "anonymous_total", 0),
    ],
)
def test_what_cannot_be_is_explained_and_not_replaced(
    phrase: str, sentence: str, field: str, value: object, awa: Client, cast: Cast
) -> None:
    """Neither dropped, nor covered by what is usual: the words stay in the phrase, and the field waits."""
    furnish(cast)
    answer = awa.post(reverse(PHRASE), {"phrase": phrase})

    page = answer.content.decode()
    assert sentence in page
    assert f'value="{phrase}"' in page
    assert answer.context["form"].initial.get(field, 0) == value
    assert answer.context["reading"].left


def test_a_name_is_left_out_of_the_record(awa: Client, cast: Cast) -> None:
    page = say(awa, "Mme Le Goff, mail 30 min")

    assert "«\u202fLe Goff\u202f»" in page
    assert "Les noms de personnes ne se lisent pas ici" in page
    assert "Femme" in chips(page)


def test_the_phrase_is_in_no_address_and_no_log(awa: Client, cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    page = say(awa, "Zénaïde Quéméneur mail 30 min")

    assert "Quéméneur" not in " ".join(re.findall(r'(?:href|action|src)="([^"]*)"', page))
    assert "Quéméneur" not in "".join(
        record.getMessage() for record in caplog.records if "django.db" not in record.name
    )
    assert awa.get(reverse(PHRASE), {"phrase": "mail"}).status_code == 405


def test_a_phrase_too_long_is_refused_and_kept(awa: Client, cast: Cast) -> None:
    phrase = "mail " * 61
    answer = awa.post(reverse(PHRASE), {"phrase": phrase})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Une phrase de 300 signes suffit" in page
    assert phrase.strip() in page


def test_an_empty_phrase_is_told(awa: Client, cast: Cast) -> None:
    answer = awa.post(reverse(PHRASE), {"phrase": "  "})

    assert answer.status_code == 422
    assert "Tapez une phrase" in answer.content.decode()


def test_markup_is_text(awa: Client, cast: Cast) -> None:
    page = say(awa, '<script>alert("a")</script> mail 30 min')

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_null_characters_break_nothing(awa: Client, cast: Cast) -> None:
    assert "E-mail" in say(awa, "ma\x00il 30 min")


def test_the_other_kind_is_one_button_away(awa: Client, cast: Cast) -> None:
    page = say(awa, "mail 30 min")
    assert "Plutôt un atelier" in page

    turned = say(awa, "mail 30 min", kind="collectif")

    assert "Atelier collectif" in turned
    assert "Plutôt un accompagnement" in turned
    assert "Atelier collectif" not in say(awa, "mail 30 min", kind="animation")


def test_where_ateliers_are_off_it_is_told(awa: Client, cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.navette.pk).update(modules_off=["workshops"])

    page = say(awa, "atelier tablette 6 pers 2h")

    assert "Les ateliers ne sont pas ouverts dans votre structure" in page
    assert "Plutôt un atelier" not in page
    assert "Atelier collectif" not in page


def test_what_the_structure_does_not_note_is_told(awa: Client, cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.navette.pk).update(modules_off=["public"])

    page = say(awa, "une dame de 74 ans, mail 30 min")

    assert "Compris, mais votre structure ne le note pas" in page
    assert chips(page) == ["Individuel", "30\u00a0min", "E-mail"]


def test_places_and_tags_of_others_are_unknown(awa: Client, cast: Cast) -> None:
    activity(cast.chloe_at_port, cast.quay, tags=("tricot",))
    place(cast.port, "Maison des Goémoniers", "29046")

    answer = awa.post(reverse(PHRASE), {"phrase": "mail 30 min maison des goémoniers tricot"})

    page = answer.content.decode()
    assert answer.context["form"].initial["tags"] == ""
    assert answer.context["reading"].left == ("maison des goémoniers tricot",)
    assert str(Place.objects.get(name="Maison des Goémoniers").pk) not in re.findall(
        r'name="where" value="(\d+)"', page
    )


def test_the_place_says_which_structure(awa: Client, cast: Cast) -> None:
    commune("29232")
    other = organisation("Le Rouet", "29232")
    there = membership(cast.awa, other, Role.MEDIATOR)
    place(other, "Bibliothèque des Glénan", "29232")

    assert initial(awa, "mail 30 min bibliothèque des glénan")["membership_id"] == str(there.pk)


def test_who_does_not_mediate_is_told(cast: Cast, client: Client) -> None:
    client.force_login(cast.bruno)

    assert client.post(reverse(PHRASE), {"phrase": "mail 30 min"}).status_code == 403


def test_the_field_is_for_those_who_mediate(awa: Client, cast: Cast) -> None:
    assert 'name="phrase"' in awa.get("/").content.decode()
    other = Client()
    other.force_login(cast.bruno)

    assert 'name="phrase"' not in other.get("/").content.decode()


def test_it_costs_the_same_with_many_places_and_tags(awa: Client, cast: Cast) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            say(awa, "atelier tablette 6 pers 2h médiathèque de Pontivy hier")
        return len(queries)

    cost()
    few = cost()
    for number in range(40):
        place(cast.navette, f"Salle numéro {number}", "56178")
        activity(cast.awa_at_navette, cast.library, tags=(f"mot {number}",))

    assert cost() <= few + 1  # the last activity, which there was not, brings its own
