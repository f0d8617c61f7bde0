# ruff: noqa: E501 (a case and its sentence are one line)
"""« La permanence »: a half-day at one place, one line per visit; all of them are written, or none."""

import datetime as dt
import uuid
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, activity, entry, follow, membership, organisation, place
from trame.activity.entry import FollowedParticipant
from trame.activity.models import Activity
from trame.activity.services import EntryRefused, NotAllowed, VisitsConflict, record_visits
from trame.people.models import Role

pytestmark = pytest.mark.django_db

PAGE = "/activites/permanence/"


def half_day(cast: Cast, *lines: dict[str, str], **said: str) -> dict[str, str]:
    """What the page sends: this afternoon at the library, 30 minutes a visit, one line for each of `lines`."""
    posted = {
        "membership_id": str(cast.awa_at_navette.pk),
        "date": "2026-03-03",
        "half_day": "apres_midi",
        "where": str(cast.library.pk),
        "duration": "30",
        "lines": str(len(lines)),
    }
    for number, line in enumerate(lines, start=1):
        posted |= {f"v{number}-client_uuid": str(uuid.uuid4())} | {f"v{number}-{k}": v for k, v in line.items()}
    return posted | said


def errors(answer: HttpResponse) -> list[str]:
    """The sentences of the summary, in their order; nothing was written."""
    assert answer.status_code == 422
    assert Activity.objects.count() == 0
    grid = answer.context["grid"]  # type: ignore[attr-defined]
    return grid.non_field_errors() + [sentence for field in grid for sentence in field.messages]


def sentence(answer: HttpResponse) -> str:
    (only,) = errors(answer)
    return only


# --- What is written -----------------------------------------------------------------------------------------------


def test_each_line_becomes_an_accompaniment_of_that_half_day(awa: Client, cast: Cast) -> None:
    cast.navette.modules_on = ["setting"]
    cast.navette.save()
    said = half_day(
        cast,
        {"topic": "email"},
        {"topic": "sante", "duration": "45", "gender": "feminin", "age": "soixante_dix_plus", "venue": "new"},
        {"topic": "logement", "duration": "1h15", "gender": "masculin", "venue": "known"},
    )

    answer = awa.post(PAGE, said)

    assert (answer.status_code, answer["Location"]) == (302, "/activites/")
    email, sante, logement = Activity.objects.order_by("minutes")
    for made in (email, sante, logement):
        assert (made.kind, made.date, made.half_days) == ("individuel", dt.date(2026, 3, 3), ["apres_midi"])
        assert (made.channel, made.place, made.commune_id) == ("lieu_activite", cast.library, "56178")
        assert (made.mediator, made.membership, made.organisation) == (cast.awa, cast.awa_at_navette, cast.navette)
        assert (made.anonymous_total, made.setting) == (1, "permanence")
    assert (email.topics, email.minutes) == (["email"], 30)
    assert (sante.topics, sante.minutes) == (["sante"], 45)
    assert (sante.anonymous_gender_feminin, sante.anonymous_age_soixante_dix_plus, sante.anonymous_new) == (1, 1, 1)
    assert (logement.topics, logement.minutes) == (["aide_aux_demarches_administratives", "logement"], 75)
    assert (logement.anonymous_gender_masculin, logement.anonymous_known, logement.anonymous_new) == (1, 1, 0)


def test_the_next_page_says_the_total(awa: Client, cast: Cast) -> None:
    awa.post(PAGE, half_day(cast, *[{"topic": "email"}] * 5, {"topic": "sante", "duration": "45"}))

    page = awa.get("/activites/").content.decode()

    assert "6\u00a0visites, 3\u00a0h\u00a015, aujourd’hui" in page


def test_an_empty_line_is_no_visit(awa: Client, cast: Cast) -> None:
    awa.post(PAGE, half_day(cast, {}, {"topic": "email"}, {"gender": "", "duration": " "}, {}))

    assert Activity.objects.count() == 1


def test_a_permanence_by_telephone_or_in_another_place(awa: Client, cast: Cast) -> None:
    awa.post(PAGE, half_day(cast, {"topic": "email"}, where="a_distance"))
    awa.post(PAGE, half_day(cast, {"topic": "email"}, where="autre", commune_text="Quimper (29000)"))

    assert set(Activity.objects.values_list("channel", "commune", "place")) == {
        ("a_distance", "56178", None),
        ("autre", "29232", None),
    }


def test_the_structure_chosen_is_the_one_written(awa: Client, cast: Cast) -> None:
    at_port = membership(cast.awa, cast.port, Role.MEDIATOR)

    awa.post(PAGE, half_day(cast, {"topic": "email"}, membership_id=str(at_port.pk), where=str(cast.quay.pk)))

    assert Activity.objects.get().organisation == cast.port


def test_a_facet_that_is_off_is_neither_asked_nor_written(awa: Client, cast: Cast) -> None:
    cast.navette.modules_off = ["public", "venue"]
    cast.navette.save()
    page = awa.get(PAGE).content.decode()
    assert "v1-gender" not in page
    assert "v1-venue" not in page

    awa.post(PAGE, half_day(cast, {"topic": "email", "gender": "feminin", "venue": "new"}))

    made = Activity.objects.get()
    assert (made.anonymous_gender_feminin, made.anonymous_new, made.setting) == (0, 0, "")


# --- What the page shows at first ----------------------------------------------------------------------------------


def test_the_page_begins_with_today_the_half_day_the_usual_place_and_duration(awa: Client, cast: Cast) -> None:
    lavoir = place(cast.navette, "Le Lavoir", "56178")
    activity(cast.awa_at_navette, lavoir, minutes=45)

    head = awa.get(PAGE).context["grid"].head

    assert [head[name].value() for name in ("date", "half_day", "where", "duration")] == [
        dt.date(2026, 3, 3), "apres_midi", str(lavoir.pk), "45",
    ]  # fmt: skip


def test_before_one_o_clock_it_is_the_morning(awa: Client, cast: Cast) -> None:
    with time_machine.travel("2026-03-03T12:59:00+01:00", tick=False):
        assert awa.get(PAGE).context["grid"].head["half_day"].value() == "matin"


def test_subjects_are_offered_the_most_used_first(awa: Client, cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, topics=("parentalite",))

    _, (_, first), (_, second) = awa.get(PAGE).context["grid"].lines[0].fields["topic"].choices

    assert first[0] == ("parentalite", "Parentalité")
    assert len(second) == 11


# --- Without a script ----------------------------------------------------------------------------------------------


def test_more_lines_are_asked_for_and_nothing_is_lost_nor_judged(awa: Client, cast: Cast) -> None:
    said = half_day(cast, {"topic": "sante", "duration": "1h30"}, {"gender": "feminin"}, duration="15")
    said |= {"more": "1", "date": "", "where": "autre", "commune_text": "Trifouilly"}

    answer = awa.post(PAGE, said)

    assert answer.status_code == 200
    page, grid = answer.content.decode(), answer.context["grid"]
    assert len(grid.lines) == 7
    assert [grid.lines[0][name].value() for name in ("topic", "duration")] == ["sante", "1h30"]
    assert str(grid.lines[0]["client_uuid"].value()) == said["v1-client_uuid"]
    assert (grid.lines[1]["gender"].value(), grid.head["duration"].value()) == ("feminin", "15")
    assert 'value="Trifouilly"' in page
    assert "data-error-summary" not in page
    assert 'class="err"' not in page
    assert Activity.objects.count() == 0


def test_enter_without_a_script_never_saves_a_half_day_that_has_only_begun(awa: Client, cast: Cast) -> None:
    """The first submit button of a form is the one that Enter presses."""
    page = awa.get(PAGE).content.decode()
    form = page[page.index('id="permanence"') :]

    first = form[form.index('<button type="submit"') :]
    assert 'name="more"' in first[: first.index(">")]


@pytest.mark.parametrize("lines", ["0", "-3", "41", "9" * 30, "zut", "", "٣"])
def test_any_number_of_lines_sent_gives_a_page(awa: Client, cast: Cast, lines: str) -> None:
    answer = awa.post(PAGE, half_day(cast, {"topic": "email"}) | {"more": "1", "lines": lines})

    assert answer.status_code == 200
    assert 6 <= len(answer.context["grid"].lines) <= 40


# --- What is refused -----------------------------------------------------------------------------------------------


def test_nothing_at_all_is_not_a_permanence(awa: Client, cast: Cast) -> None:
    assert sentence(awa.post(PAGE, half_day(cast, {}, {}))) == (
        "Aucune visite : dites au moins le sujet de la première."
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"gender": "feminin"}, "Visite 2 : choisissez au moins un sujet."),
        ({"duration": "45"}, "Visite 2 : choisissez au moins un sujet."),
        (
            {"topic": "email", "duration": "zut"},
            "Visite 2 : « zut » n’est pas une durée : tapez par exemple 20, 1 h 30 ou 90 min.",
        ),
        (
            {"topic": "email", "duration": "0"},
            "Visite 2 : la durée va de 1 minute à 23 h 59 : corrigez les heures ou les minutes.",
        ),
        ({"topic": "email", "duration": "25 h"}, "Visite 2 : ce temps va de 0 à 24 h : vérifiez-le."),
        ({"topic": "zut"}, "Visite 2 : ce choix n’est pas dans la liste."),
        ({"topic": "email", "age": "zut"}, "Visite 2 : ce choix n’est pas dans la liste."),
    ],
)
def test_a_line_that_is_wrong_is_told_by_its_number_and_stops_all_the_others(
    awa: Client, cast: Cast, line: dict[str, str], told: str
) -> None:
    answer = awa.post(PAGE, half_day(cast, {"topic": "sante"}, line, {"topic": "email"}))

    assert sentence(answer) == told
    page = answer.content.decode()
    assert "data-error-summary" in page
    assert "v2-" in page[page.index("data-error-summary") : page.index("</ul>", page.index("data-error-summary"))]
    for value in line.values():
        assert f'value="{value}" selected' in page or f'value="{value}"' in page or value == "zut"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"date": "2026-03-04"}, "Le 4\u00a0mars 2026 n’est pas encore passé : choisissez aujourd’hui ou une date passée."),
        ({"date": "1999-12-31"}, "Le 31\u00a0décembre 1999 est trop ancien : la date doit être après le 1er janvier 2000."),
        ({"date": "mardi"}, "Cette date ne se lit pas : tapez par exemple 03/03/2026."),
        ({"date": ""}, "Choisissez le jour."),
        ({"half_day": "nuit"}, "Sélectionnez un choix valide. nuit n’en fait pas partie."),
        ({"where": "999999"}, "Ce lieu n’est pas un lieu de votre structure : choisissez-en un autre."),
        ({"where": "domicile"}, "Ce lieu n’est pas un lieu de votre structure."),
        ({"where": "autre"}, "Indiquez la commune : son nom, son code postal ou son code Insee."),
        ({"where": "autre", "commune_text": "Trifouilly"}, "Aucune commune ne répond à « Trifouilly » : vérifiez l’orthographe, ou donnez son code postal."),
        ({"duration": "1441"}, "Sélectionnez un choix valide. 1441 n’en fait pas partie."),
        ({"duration": ""}, "Choisissez la durée d’une visite."),
    ],
)  # fmt: skip
def test_what_the_visits_share_is_told_once(awa: Client, cast: Cast, said: dict[str, str], told: str) -> None:
    answer = awa.post(PAGE, half_day(cast, {"topic": "email"}, {"topic": "sante"}, **said))

    assert sentence(answer) == told


def test_a_place_closed_since_is_told(awa: Client, cast: Cast) -> None:
    cast.library.closed_on = dt.date(2026, 3, 2)
    cast.library.save()

    assert sentence(awa.post(PAGE, half_day(cast, {"topic": "email"}))) == (
        "« Médiathèque de Pontivy » était fermé le 3\u00a0mars 2026 : changez le lieu ou la date."
    )


def test_everything_wrong_is_told_at_once(awa: Client, cast: Cast) -> None:
    answer = awa.post(PAGE, half_day(cast, {"gender": "feminin"}, {"topic": "email", "duration": "zut"}, date=""))

    assert errors(answer) == [
        "Choisissez le jour.",
        "Visite 1 : choisissez au moins un sujet.",
        "Visite 2 : « zut » n’est pas une durée : tapez par exemple 20, 1 h 30 ou 90 min.",
    ]


# --- Sent twice ----------------------------------------------------------------------------------------------------


def test_sending_the_page_twice_writes_its_visits_once(awa: Client, cast: Cast) -> None:
    said = half_day(cast, {"topic": "email"}, {"topic": "sante"})

    first, second = awa.post(PAGE, said), awa.post(PAGE, said)

    assert first.status_code == second.status_code == 302
    assert Activity.objects.count() == 2
    assert awa.get("/activites/").content.decode().count("2\u00a0visites") == 1


def test_a_line_added_to_a_page_already_sent_is_the_only_one_written(awa: Client, cast: Cast) -> None:
    said = half_day(cast, {"topic": "email"})
    awa.post(PAGE, said)

    awa.post(PAGE, said | {"lines": "2", "v2-topic": "sante", "v2-client_uuid": str(uuid.uuid4())})

    assert sorted(Activity.objects.values_list("topics", flat=True)) == [["email"], ["sante"]]


def test_a_page_sent_again_with_other_answers_changes_nothing_and_says_so(awa: Client, cast: Cast) -> None:
    said = half_day(cast, {"topic": "email"}, {"topic": "sante"})
    awa.post(PAGE, said)

    answer = awa.post(PAGE, said | {"v2-topic": "parentalite", "v2-duration": "45"})

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "1\u00a0ligne de cette page a déjà servi à enregistrer autre chose." in page
    assert 'value="45"' in page
    assert sorted(Activity.objects.values_list("topics", flat=True)) == [["email"], ["sante"]]
    fresh = answer.context["grid"].lines[1]["client_uuid"].value()
    again = said | {"v2-topic": "parentalite", "v2-client_uuid": fresh}
    assert awa.post(PAGE, again).status_code == 302
    assert Activity.objects.count() == 3


def test_two_lines_of_one_identity_are_refused(awa: Client, cast: Cast) -> None:
    said = half_day(cast, {"topic": "email"}, {"topic": "sante"})

    answer = awa.post(PAGE, said | {"v2-client_uuid": said["v1-client_uuid"]})

    assert sentence(answer) == "Deux lignes de cette page n’en font qu’une : rechargez-la."


# --- Who may -------------------------------------------------------------------------------------------------------


def test_somebody_else_s_structure_place_or_identity_is_refused(awa: Client, cast: Cast) -> None:
    theirs = activity(cast.chloe_at_port, cast.quay)
    by_structure = awa.post(PAGE, half_day(cast, {"topic": "email"}, membership_id=str(cast.chloe_at_port.pk)))
    by_place = awa.post(PAGE, half_day(cast, {"topic": "email"}, where=str(cast.quay.pk)))
    by_identity = awa.post(PAGE, half_day(cast, {"topic": "email", "client_uuid": str(theirs.client_uuid)}))

    assert (by_structure.status_code, by_place.status_code, by_identity.status_code) == (422, 422, 409)
    assert str(theirs.client_uuid) not in by_identity.content.decode()
    assert Activity.objects.get() == theirs


def test_a_place_of_her_other_structure_does_not_go_with_this_one(awa: Client, cast: Cast) -> None:
    membership(cast.awa, cast.port, Role.MEDIATOR)

    assert sentence(awa.post(PAGE, half_day(cast, {"topic": "email"}, where=str(cast.quay.pk)))) == (
        "Ce lieu n’est pas un lieu de votre structure : choisissez-en un autre."
    )


def test_what_no_control_asks_cannot_be_written(awa: Client, cast: Cast) -> None:
    person = follow(cast.navette, name="Jeanne Le Bihan")
    smuggled = {
        "mediator": str(cast.bruno.pk), "v1-notes": "x", "v1-followed": str(person.pk), "v1-anonymous_total": "9",
        "v1-kind": "collectif", "kind": "collectif", "organisation": str(cast.port.pk), "v1-tags": "x", "source": "coop",
    }  # fmt: skip

    awa.post(PAGE, half_day(cast, {"topic": "email"}) | smuggled)

    made = Activity.objects.get()
    assert (made.mediator, made.organisation, made.kind, made.notes) == (cast.awa, cast.navette, "individuel", "")
    assert (made.anonymous_total, made.attendances.count(), made.activity_tags.count()) == (1, 0, 0)
    assert made.source == ""


def test_who_only_manages_has_no_permanence(awa: Client, cast: Cast) -> None:
    awa.force_login(cast.bruno)

    assert awa.get(PAGE).status_code == 403
    assert awa.post(PAGE, half_day(cast, {"topic": "email"})).status_code == 403


def test_a_structure_that_turned_it_off_reads_why(awa: Client, cast: Cast) -> None:
    cast.navette.modules_off = ["permanence_grid"]
    cast.navette.save()

    assert awa.get(PAGE).status_code == 403
    assert PAGE not in awa.get("/").content.decode()


# --- The verb ------------------------------------------------------------------------------------------------------


def test_the_verb_writes_all_or_none(cast: Cast) -> None:
    sound, wrong = entry(cast.library), entry(cast.library, minutes=0)

    with pytest.raises(EntryRefused):
        record_visits(by=cast.awa, membership=cast.awa_at_navette, entries=[sound, wrong])

    assert Activity.objects.count() == 0


def test_the_verb_refuses_what_is_no_visit_of_one_half_day(cast: Cast) -> None:
    jeanne = FollowedParticipant(follow(cast.navette).pk)
    one = entry(cast.library)
    for entries in (
        [],
        [one, one],
        [one, entry(cast.library, date=dt.date(2025, 3, 4))],
        [entry(cast.library, followed=(jeanne,))],
        [entry(cast.library, tags=("ameli",))],
        [entry(cast.library) for _ in range(41)],
    ):
        with pytest.raises(ValueError, match="visit"):
            record_visits(by=cast.awa, membership=cast.awa_at_navette, entries=entries)
    with pytest.raises(NotAllowed):
        record_visits(by=cast.bruno, membership=cast.awa_at_navette, entries=[one])
    assert Activity.objects.count() == 0


def test_the_verb_tells_which_visits_were_recorded_otherwise(cast: Cast) -> None:
    one, two = entry(cast.library), entry(cast.library)
    made = record_visits(by=cast.awa, membership=cast.awa_at_navette, entries=[one, two])
    assert (made.created, len(made.activities)) == (2, 2)
    other = entry(cast.library, client_uuid=two.client_uuid, minutes=45)

    with pytest.raises(VisitsConflict) as conflict:
        record_visits(by=cast.awa, membership=cast.awa_at_navette, entries=[one, other])

    assert conflict.value.lines == {two.client_uuid}
    assert record_visits(by=cast.awa, membership=cast.awa_at_navette, entries=[one]).created == 0


def test_twelve_visits_cost_as_many_queries_as_two(awa: Client, cast: Cast) -> None:
    organisation("La Récente", "56178")
    with CaptureQueriesContext(connection) as few:
        awa.post(PAGE, half_day(cast, *[{"topic": "email"}] * 2))
    with CaptureQueriesContext(connection) as many:
        answer: Any = awa.post(PAGE, half_day(cast, *[{"topic": "email"}] * 12))

    assert answer.status_code == 302
    assert len(many) == len(few)
