"""An accompaniment: what is sent is what is written."""

import datetime as dt

import pytest
from django.test import Client

from tests.activity.posts import INDIVIDUAL, correct, individual, recorded
from tests.cast import Cast, activity, follow, membership, organisation, place
from trame.activity.models import Activity, Beneficiary
from trame.people.models import Role

pytestmark = pytest.mark.django_db


def shown(client: Client, path: str = "/activites/accompagnement/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_common_record_needs_only_a_subject(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast))

    assert (made.kind, made.date, made.minutes) == ("individuel", dt.date(2026, 3, 3), 30)
    assert (made.channel, made.place, made.commune_id) == ("lieu_activite", cast.library, "56178")
    assert (made.topics, made.anonymous_total, made.mediator) == (["email"], 1, cast.awa)
    assert (made.membership, made.organisation) == (cast.awa_at_navette, cast.navette)


def test_everything_of_the_long_form_is_written(awa: Client, cast: Cast) -> None:
    said = individual(
        cast,
        topics=["email", "sante"],
        venue="new",
        gender="feminin",
        age="soixante_dix_plus",
        status="retraite",
        materials=["telephone", "ordinateur"],
        autonomy="autonome",
        redirected="yes",
        redirection="administration",
        tags="ameli,  mot de   passe, ameli",
        notes="Revient jeudi.",
    )

    made = recorded(awa, INDIVIDUAL, said)

    assert made.topics == ["email", "sante"]
    assert (made.anonymous_new, made.anonymous_gender_feminin, made.anonymous_age_soixante_dix_plus) == (1, 1, 1)
    assert (made.anonymous_status_retraite, made.anonymous_known, made.anonymous_gender_masculin) == (1, 0, 0)
    assert made.materials == ["telephone", "ordinateur"]
    assert (made.autonomy, made.redirected, made.redirection) == ("autonome", True, "administration")
    assert [link.tag.name for link in made.activity_tags.order_by("pk")] == ["ameli", "mot de passe"]
    assert made.notes == "Revient jeudi."


def test_another_duration_another_date_and_a_home_are_typed(awa: Client, cast: Cast) -> None:
    said = individual(
        cast, duration="other", hours="1", minutes="10", day="other", date="14/02/2026", where="domicile",
        commune_text="Quimper (29000)",
    )  # fmt: skip

    made = recorded(awa, INDIVIDUAL, said)

    assert (made.minutes, made.date) == (70, dt.date(2026, 2, 14))
    assert (made.channel, made.place, made.commune_id) == ("domicile", None, "29232")


def test_what_is_typed_in_a_control_that_is_not_asked_for_is_left_aside(awa: Client, cast: Cast) -> None:
    said = individual(
        cast, hours="zut", date="le 3", commune_text="Nulle-Part", where="a_distance", redirection="autre"
    )

    made = recorded(awa, INDIVIDUAL, said)

    assert (made.minutes, made.date, made.channel) == (30, dt.date(2026, 3, 3), "a_distance")
    assert (made.commune_id, made.redirected, made.redirection) == ("56178", None, "")


def test_a_procedure_brings_its_subject(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast, topics=[], procedures=["logement"], procedure_name="APL"))

    assert made.topics == ["aide_aux_demarches_administratives", "logement"]
    assert made.procedure_name == "APL"


def test_a_page_kept_open_past_midnight_says_the_day_that_was_read(awa: Client, cast: Cast) -> None:
    assert recorded(awa, INDIVIDUAL, individual(cast, day="2026-02-27")).date == dt.date(2026, 2, 27)


def test_a_followed_person_is_found_by_her_pseudonym_or_her_name(awa: Client, cast: Cast) -> None:
    jeanne = follow(cast.navette, name="Jeanne Le Bihan")

    by_label = recorded(
        awa, INDIVIDUAL, individual(cast, who="followed", person=f"Jeanne Le Bihan ({jeanne.pseudonym})")
    )
    by_pseudonym = recorded(awa, INDIVIDUAL, individual(cast, who="followed", person=jeanne.pseudonym.lower()))
    by_name = recorded(awa, INDIVIDUAL, individual(cast, who="followed", person="jeanne le  bihan"))

    for made in (by_label, by_pseudonym, by_name):
        assert [attendance.beneficiary for attendance in made.attendances.all()] == [jeanne]
        assert made.anonymous_total == 0


def test_following_somebody_draws_a_pseudonym_and_keeps_a_name_only_if_typed(awa: Client, cast: Cast) -> None:
    recorded(awa, INDIVIDUAL, individual(cast, who="new", gender="feminin", age="soixante_dix_plus"))
    recorded(awa, INDIVIDUAL, individual(cast, who="new", name="Paul Riou"))

    unnamed, named = Beneficiary.objects.filter(organisation=cast.navette).order_by("pk")
    assert (unnamed.name, unnamed.gender, unnamed.age_band) == ("", "feminin", "soixante_dix_plus")
    assert unnamed.pseudonym.startswith("P-")
    assert named.name == "Paul Riou"
    assert Activity.objects.filter(anonymous_total=0, attendances__isnull=False).count() == 2


def test_the_page_after_following_somebody_says_the_pseudonym(awa: Client, cast: Cast) -> None:
    recorded(awa, INDIVIDUAL, individual(cast, who="new"))

    assert Beneficiary.objects.get().pseudonym in awa.get("/activites/").content.decode()


def test_the_form_begins_as_the_last_record_ended(awa: Client, cast: Cast) -> None:
    quay = place(cast.navette, "Le Lavoir", "56178")
    recorded(awa, INDIVIDUAL, individual(cast, where=str(quay.pk), duration="45"))

    form = awa.get("/activites/accompagnement/").context["form"]

    assert (form.day_said, form.duration_said, form.where_said) == ("Aujourd’hui", "45\u00a0min", "Le Lavoir")


def test_a_first_record_begins_with_thirty_minutes_at_her_first_place(awa: Client, cast: Cast) -> None:
    form = awa.get("/activites/accompagnement/").context["form"]

    assert (form.duration_said, form.where_said) == ("30\u00a0min", "Médiathèque de Pontivy")


def test_a_place_closed_since_then_is_not_prefilled(awa: Client, cast: Cast) -> None:
    recorded(awa, INDIVIDUAL, individual(cast))
    place(cast.navette, "Le Lavoir", "56178")
    cast.library.closed_on = dt.date(2026, 3, 2)
    cast.library.save()

    form = awa.get("/activites/accompagnement/").context["form"]

    assert form.where_said == "Le Lavoir"
    assert dict(form.fields["where"].choices)[str(cast.library.pk)] == "Médiathèque de Pontivy (fermé)"


def test_the_most_used_subjects_come_first(awa: Client, cast: Cast) -> None:
    for code in ("parentalite", "parentalite", "bureautique"):
        recorded(awa, INDIVIDUAL, individual(cast, topics=[code]))

    offered = [code for code, _ in awa.get("/activites/accompagnement/").context["form"].fields["topics"].choices]

    assert offered[:3] == ["parentalite", "bureautique", "aide_aux_demarches_administratives"]
    assert len(offered) == 19


def test_one_structure_is_not_asked_for_two_are(awa: Client, cast: Cast) -> None:
    assert 'type="hidden" name="membership_id"' in shown(awa)

    membership(cast.awa, cast.port, Role.MEDIATOR)
    page = shown(awa)

    assert "Clic du Port" in page
    assert 'type="radio" name="membership_id"' in page


def test_the_structure_chosen_is_the_one_written(awa: Client, cast: Cast) -> None:
    at_port = membership(cast.awa, cast.port, Role.MEDIATOR)

    made = recorded(awa, INDIVIDUAL, individual(cast, membership_id=str(at_port.pk), where=str(cast.quay.pk)))

    assert (made.organisation, made.membership) == (cast.port, at_port)


def test_doing_it_again_keeps_what_was_done_but_neither_people_nor_notes(awa: Client, cast: Cast) -> None:
    jeanne = follow(cast.navette, name="Jeanne Le Bihan")
    said = individual(
        cast, who="followed", person=jeanne.pseudonym, duration="90", notes="Revient jeudi.", day="2026-03-02"
    )
    made = recorded(awa, INDIVIDUAL, said)

    answer = awa.get(f"/activites/{made.client_uuid}/refaire/")

    form = answer.context["form"]
    assert (form["topics"].value(), form.duration_said, form.day_said) == (["email"], "1\u00a0h\u00a030", "Aujourd’hui")
    assert (form["who"].value(), form["person"].value(), form["notes"].value()) == ("anonymous", None, None)
    assert form["client_uuid"].value() != made.client_uuid
    assert "Revient jeudi" not in answer.content.decode()
    assert answer.context["action"] == "/activites/accompagnement/"


def test_correcting_shows_everything_and_writes_the_change(awa: Client, cast: Cast) -> None:
    said = individual(cast, gender="feminin", tags="ameli", notes="Revient jeudi.", day="other", date="14/02/2026")
    made = recorded(awa, INDIVIDUAL, said)
    path = f"/activites/{made.client_uuid}/corriger/"
    form = awa.get(path).context["form"]
    assert (form["gender"].value(), form["tags"].value(), form["notes"].value()) == (
        "feminin",
        "ameli",
        "Revient jeudi.",
    )
    assert form.day_said == "14\u00a0février 2026"

    answer = correct(awa, made, said | {"topics": ["sante"], "gender": "masculin", "tags": ""})

    assert answer.status_code == 302
    made.refresh_from_db()
    assert (made.topics, made.anonymous_gender_feminin, made.anonymous_gender_masculin) == (["sante"], 0, 1)
    assert made.activity_tags.count() == 0
    assert Activity.objects.count() == 1


def test_correcting_keeps_a_place_closed_since_then(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast, day="2026-03-02"))
    cast.library.closed_on = dt.date(2026, 3, 2)
    cast.library.save()

    answer = correct(awa, made, individual(cast, day="2026-03-02", duration="60"))

    assert answer.status_code == 302
    made.refresh_from_db()
    assert (made.minutes, made.place) == (60, cast.library)


def test_the_membership_is_the_one_valid_that_day(awa: Client, cast: Cast) -> None:
    lately = organisation("La Récente", "56178")
    recent = membership(cast.awa, lately, Role.MEDIATOR, starts_on=dt.date(2026, 3, 1))
    said = individual(cast, membership_id=str(recent.pk), where="a_distance")

    assert recorded(awa, INDIVIDUAL, said | {"day": "2026-03-02"}).organisation == lately


def test_no_colleague_s_habits_are_taken(awa: Client, cast: Cast) -> None:
    activity(cast.chloe_at_port, cast.quay, minutes=90)

    assert awa.get("/activites/accompagnement/").context["form"].duration_said == "30\u00a0min"
