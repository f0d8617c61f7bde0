"""An atelier: people counted without names, those followed beside them."""

import pytest
from django.test import Client

from tests.activity.posts import WORKSHOP, correct, errors, recorded, refused, send, workshop
from tests.cast import Cast, follow
from trame.activity.models import Activity

pytestmark = pytest.mark.django_db


def test_people_are_counted_axis_by_axis(awa: Client, cast: Cast) -> None:
    said = workshop(
        cast, anonymous_total="12", anonymous_new="5", anonymous_known="6", anonymous_gender_feminin="8",
        anonymous_age_soixante_dix_plus="12", anonymous_status_retraite="11", level="debutant",
        topics=["email", "sante"],
    )  # fmt: skip

    made = recorded(awa, WORKSHOP, said)

    assert (made.kind, made.title, made.level, made.minutes) == ("collectif", "Premiers pas", "debutant", 120)
    assert (made.anonymous_total, made.anonymous_new, made.anonymous_known) == (12, 5, 6)
    assert (made.anonymous_gender_feminin, made.anonymous_gender_masculin) == (8, 0)
    assert (made.anonymous_age_soixante_dix_plus, made.anonymous_status_retraite) == (12, 11)


def test_empty_counters_are_zeros(awa: Client, cast: Cast) -> None:
    assert recorded(awa, WORKSHOP, workshop(cast, anonymous_gender_feminin="")).anonymous_gender_feminin == 0


def test_followed_people_are_added_to_the_total(awa: Client, cast: Cast) -> None:
    jeanne, paul = follow(cast.navette, name="Jeanne Le Bihan"), follow(cast.navette)

    made = recorded(
        awa, WORKSHOP, workshop(cast, followed=[str(jeanne.pk)], others=f"{paul.pseudonym}, jeanne le bihan")
    )

    assert {attendance.beneficiary for attendance in made.attendances.all()} == {jeanne, paul}
    assert Activity.objects.with_participants().get().participants == 11


def test_counters_above_the_total_say_how_much_and_offer_the_way_out(awa: Client, cast: Cast) -> None:
    said = workshop(cast, anonymous_gender_feminin="8", anonymous_gender_masculin="3")

    page = refused(awa, WORKSHOP, said)

    assert "Femmes (8) et hommes (3) font 11 pour 9\u00a0participants." in page
    assert (
        '<button type="submit" class="btn btn-outline" name="mended_total" value="11">Mettre le total à 11</button>'
        in page
    )


def test_mending_the_total_shows_it_and_writes_nothing_yet(awa: Client, cast: Cast) -> None:
    said = workshop(cast, anonymous_gender_feminin="8", anonymous_gender_masculin="3", notes="Salle froide.")

    answer = send(awa, WORKSHOP, said | {"mended_total": "11"})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert Activity.objects.count() == 0
    assert "Le total est à 11." in page
    assert "Salle froide." in page
    assert 'name="anonymous_total" value="11"' in page
    assert recorded(awa, WORKSHOP, said | {"anonymous_total": "11"}).anonymous_total == 11


def test_one_counter_alone_above_the_total_is_named(awa: Client, cast: Cast) -> None:
    found = errors(awa, WORKSHOP, workshop(cast, anonymous_status_retraite="10"))

    assert found == {"anonymous_status_scolarise": ["Retraités (10) : c’est trop pour 9\u00a0participants."]}


@pytest.mark.parametrize("mended", ["10001", "-1", "abc", "1e9", "²"])
def test_an_absurd_mended_total_is_ignored(awa: Client, cast: Cast, mended: str) -> None:
    answer = send(awa, WORKSHOP, workshop(cast, mended_total=mended))

    assert answer.status_code == 200
    assert answer.context["form"]["anonymous_total"].value() == "9"


def test_nobody_is_not_an_atelier(awa: Client, cast: Cast) -> None:
    assert errors(awa, WORKSHOP, workshop(cast, anonymous_total="0")) == {
        "anonymous_total": ["Comptez au moins une personne."]
    }


def test_doing_it_again_counts_anew(awa: Client, cast: Cast) -> None:
    made = recorded(awa, WORKSHOP, workshop(cast, anonymous_gender_feminin="4", level="debutant"))

    form = awa.get(f"/activites/{made.client_uuid}/refaire/").context["form"]

    assert (form["title"].value(), form["level"].value()) == ("Premiers pas", "debutant")
    assert (form["anonymous_total"].value(), form["anonymous_gender_feminin"].value()) == (0, 0)


def test_correcting_shows_who_was_there(awa: Client, cast: Cast) -> None:
    jeanne = follow(cast.navette)
    made = recorded(awa, WORKSHOP, workshop(cast, followed=[str(jeanne.pk)], anonymous_known="4"))
    path = f"/activites/{made.client_uuid}/corriger/"

    form = awa.get(path).context["form"]
    answer = correct(awa, made, workshop(cast, followed=[], anonymous_known="5"))

    assert (form["anonymous_total"].value(), form["anonymous_known"].value()) == (9, 4)
    assert form["followed"].value() == [str(jeanne.pk)]
    assert answer.status_code == 302
    made.refresh_from_db()
    assert (made.anonymous_known, made.attendances.count()) == (5, 0)


def test_what_an_atelier_is_not_asked_is_not_written(awa: Client, cast: Cast) -> None:
    made = recorded(awa, WORKSHOP, workshop(cast, autonomy="autonome", redirected="yes", venue="new"))

    assert (made.autonomy, made.redirected, made.anonymous_new) == ("", None, 0)
