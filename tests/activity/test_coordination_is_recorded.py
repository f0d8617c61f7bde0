"""An animation, an évènement, a partenariat: recorded by a member of a structure, each with the fields of La Coop."""

import dataclasses
import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.activity.coordination_posts import ANIMATION, EVENT, PARTNERSHIP, animation, event, partnership
from tests.activity.posts import correct, recorded, send
from tests.cast import Cast, membership
from tests.coordination import coordinated, coordination_entry
from trame.activity.models import Activity
from trame.activity.services import NotAllowed, ReplayConflict, record_activity, record_batch, version_of
from trame.people.models import Role

pytestmark = pytest.mark.django_db


def test_an_animation_says_its_type_its_length_and_who_was_there(cast: Cast, awa: Client) -> None:
    said = animation(
        cast,
        structures="3",
        others="1",
        animation_topics=["rh", "reseau"],
        initiative="demande",
        tags="réseau, conum",
        notes="Prochaine réunion en mai.",
    )
    made = recorded(awa, ANIMATION, said)
    assert (made.kind, made.date, made.minutes, made.title) == ("animation", dt.date(2026, 3, 3), 120, "")
    assert (made.organisation, made.mediator) == (cast.navette, cast.awa)
    details = made.coordination
    assert (details.mediators, details.structures, details.others, details.participants) == (5, 3, 1, None)
    assert (details.animation_type, details.initiative) == ("groupe_de_travail", "demande")
    assert details.animation_topics == ["reseau", "rh"]
    assert sorted(link.tag.name for link in made.activity_tags.all()) == ["conum", "réseau"]
    assert made.notes == "Prochaine réunion en mai."


def test_it_has_no_place_no_subject_and_nobody_accompanied(cast: Cast, awa: Client) -> None:
    forged = {"where": str(cast.library.pk), "topics": ["email"], "anonymous_total": "9", "place_id": "1"}
    made = recorded(awa, ANIMATION, animation(cast, **forged))
    assert (made.channel, made.place, made.commune, made.topics, made.anonymous_total) == ("", None, None, [], 0)


def test_other_choices_are_told_in_words(cast: Cast, awa: Client) -> None:
    others = {"animation_type": "autre", "animation_type_other": " Café des aidants "}
    topics = {"animation_topics": ["autre"], "animation_topic_other": "Reconditionnement"}
    details = recorded(awa, ANIMATION, animation(cast, **others, **topics)).coordination
    assert (details.animation_type_other, details.animation_topic_other) == ("Café des aidants", "Reconditionnement")


def test_words_beside_an_other_that_is_not_chosen_any_more_are_left_out(cast: Cast, awa: Client) -> None:
    details = recorded(awa, ANIMATION, animation(cast, animation_type_other="Café des aidants")).coordination
    assert details.animation_type_other == ""


def test_an_animation_may_last_three_hours_and_twenty_minutes(cast: Cast, awa: Client) -> None:
    made = recorded(awa, ANIMATION, animation(cast, duration="other", hours="3", minutes="20"))
    assert made.minutes == 200


def test_an_event_has_participants_organisers_and_no_length(cast: Cast, awa: Client) -> None:
    said = event(
        cast,
        title="Forum du numérique",
        organisers=["autre", "ma_structure"],
        organiser_other="Le Fablab",
        territorial_level="intercommunal",
        duration="120",
    )
    made = recorded(awa, EVENT, said)
    assert (made.kind, made.title, made.minutes) == ("evenement", "Forum du numérique", None)
    details = made.coordination
    assert (details.participants, details.event_type, details.mediators) == (120, "grand_public", None)
    assert (details.organisers, details.organiser_other) == (["ma_structure", "autre"], "Le Fablab")
    assert details.territorial_level == "intercommunal"


def test_nobody_may_have_come_to_an_event(cast: Cast, awa: Client) -> None:
    assert recorded(awa, EVENT, event(cast, participants="0")).coordination.participants == 0


def test_a_partnership_names_structures_each_with_what_it_is(cast: Cast, awa: Client) -> None:
    said = partnership(
        cast,
        title="Coopérative d’acteurs",
        partnership_natures=["autre", "rdv_elu"],
        partnership_nature_other="Charte",
        partner_3_name="  La Ruche  ",
        partner_3_type="autre",
        partner_3_type_other="Tiers-lieu",
        territorial_level="communal",
    )
    made = recorded(awa, PARTNERSHIP, said)
    assert (made.kind, made.title, made.minutes) == ("partenariat", "Coopérative d’acteurs", None)
    assert made.coordination.partnership_natures == ["rdv_elu", "autre"]
    assert made.coordination.partnership_nature_other == "Charte"
    assert [(one.rank, one.name, one.type, one.type_other) for one in made.partners.all()] == [
        (1, "Mairie de Pontivy", "commune", ""),
        (2, "La Ruche", "autre", "Tiers-lieu"),
    ]


def test_one_more_partner_is_asked_without_javascript_and_nothing_is_saved(cast: Cast, awa: Client) -> None:
    said = partnership(cast, partner_2_name="La Ruche", more_partners="1")
    del said["partnership_natures"]
    answer = send(awa, PARTNERSHIP, said)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert not Activity.objects.exists()
    assert "partner_4_name" in page
    assert "partner_5_name" not in page
    assert 'value="La Ruche"' in page
    assert "data-error-summary" not in page


def test_it_never_grows_beyond_thirty_lines(cast: Cast, awa: Client) -> None:
    answer = send(awa, PARTNERSHIP, partnership(cast, partner_30_name="La Ruche", more_partners="1"))
    page = answer.content.decode()
    assert "partner_30_name" in page
    assert "partner_31_name" not in page
    assert "more_partners" not in page


def test_everything_said_is_in_the_form_that_corrects_it(cast: Cast, awa: Client) -> None:
    made = recorded(awa, PARTNERSHIP, partnership(cast, title="Charte", tags="élus", notes="À suivre."))
    page = awa.get(reverse("activity:edit", args=[made.client_uuid])).content.decode()
    for value in (
        'value="Charte"',
        'value="Mairie de Pontivy"',
        'value="élus"',
        "À suivre.",
        "Corriger un partenariat",
    ):
        assert value in page


def test_a_correction_replaces_what_was_said(cast: Cast, awa: Client) -> None:
    said = partnership(cast, partner_2_name="La Ruche", partner_2_type="association")
    made = recorded(awa, PARTNERSHIP, said)
    answer = correct(awa, made, partnership(cast, partnership_natures=["rdv_elu"], client_uuid=said["client_uuid"]))
    assert answer.status_code == 302
    made = Activity.objects.get()
    assert made.coordination.partnership_natures == ["rdv_elu"]
    assert [one.name for one in made.partners.all()] == ["Mairie de Pontivy"]


def test_correcting_keeps_the_tags_that_the_form_does_not_ask(cast: Cast, awa: Client) -> None:
    made = recorded(awa, EVENT, event(cast, tags="forum"))
    cast.navette.modules_off = ["tags"]
    cast.navette.save()
    assert correct(awa, made, event(cast, participants="130", tags="pirate")).status_code == 302
    made = Activity.objects.get()
    assert made.coordination.participants == 130
    assert [link.tag.name for link in made.activity_tags.all()] == ["forum"]


def test_two_corrections_at_once_lose_nothing(cast: Cast, awa: Client) -> None:
    made = recorded(awa, PARTNERSHIP, partnership(cast))
    seen = {"version": version_of(Activity.objects.get())}
    with time_machine.travel("2026-03-03T14:06:00+01:00", tick=False):
        assert correct(awa, made, partnership(cast, partner_1_name="Mairie de Noyal")).status_code == 302
    late = partnership(cast, partner_1_name="Mairie de Gueltas", partner_2_name="La Ruche", partner_2_type="hub")
    answer = awa.post(reverse("activity:edit", args=[made.client_uuid]), seen | late)
    assert answer.status_code == 409
    page = answer.content.decode()
    for words in ("Mairie de Noyal (Une commune)", 'value="Mairie de Gueltas"', 'value="La Ruche"'):
        assert words in page
    assert [one.name for one in Activity.objects.get().partners.all()] == ["Mairie de Noyal"]


def test_done_again_it_gives_all_but_the_numbers_and_the_notes(cast: Cast, awa: Client) -> None:
    said = animation(cast, day="other", date="02/02/2026", animation_topics=["rh"], notes="Salle froide.")
    made = recorded(awa, ANIMATION, said)
    answer = awa.get(reverse("activity:again", args=[made.client_uuid]))
    form = answer.context["form"]
    shown = {name: form[name].value() for name in ("animation_type", "animation_topics", "duration", "day", "notes")}
    assert shown == {
        "animation_type": "groupe_de_travail",
        "animation_topics": ["rh"],
        "duration": "120",
        "day": "2026-03-03",
        "notes": None,
    }
    assert form["mediators"].value() == 0
    assert str(form["client_uuid"].value()) != str(made.client_uuid)


def test_a_partnership_done_again_keeps_its_structures(cast: Cast, awa: Client) -> None:
    made = recorded(awa, PARTNERSHIP, partnership(cast))
    page = awa.get(reverse("activity:again", args=[made.client_uuid])).content.decode()
    assert 'value="Mairie de Pontivy"' in page


@pytest.mark.parametrize("kind", ["animation", "evenement", "partenariat"])
def test_deleted_it_is_brought_back_with_all_it_says(cast: Cast, awa: Client, kind: str) -> None:
    made = coordinated(cast.awa_at_navette, kind)
    assert awa.post(reverse("activity:delete", args=[made.client_uuid])).status_code == 302
    assert not Activity.objects.visible_to(cast.awa).exists()
    awa.post(reverse("activity:restore", args=[made.client_uuid]))
    back = Activity.objects.visible_to(cast.awa).get()
    assert back.coordination.pk == made.pk
    assert back.partners.count() == (1 if kind == "partenariat" else 0)


def test_a_double_tap_writes_once_and_another_content_is_told(cast: Cast) -> None:
    entry = coordination_entry("partenariat")
    by = {"by": cast.awa, "membership": cast.awa_at_navette}
    assert record_activity(**by, entry=entry).created  # type: ignore[arg-type]
    assert not record_activity(**by, entry=entry).created  # type: ignore[arg-type]
    assert Activity.objects.count() == 1
    assert entry.coordination
    other = dataclasses.replace(
        entry, coordination=dataclasses.replace(entry.coordination, territorial_level="regional")
    )
    with pytest.raises(ReplayConflict):
        record_activity(**by, entry=other)  # type: ignore[arg-type]


def test_a_batch_writes_the_same(cast: Cast) -> None:
    entries = [coordination_entry(kind) for kind in ("animation", "evenement", "partenariat")]
    record_batch(by=cast.awa, membership=cast.awa_at_navette, entries=entries)
    kept = {made.kind: made for made in Activity.objects.all()}
    assert kept["animation"].coordination.mediators == 5
    assert kept["evenement"].coordination.participants == 120
    assert [one.name for one in kept["partenariat"].partners.all()] == ["Mairie de Pontivy"]


@pytest.mark.parametrize("url_name", [ANIMATION, EVENT, PARTNERSHIP, "activity:coordination"])
def test_who_only_manages_records_none(cast: Cast, client: Client, url_name: str) -> None:
    client.force_login(cast.bruno)
    assert client.get(reverse(url_name)).status_code == 403


def test_nobody_records_under_somebody_else_s_membership(cast: Cast, client: Client) -> None:
    client.force_login(cast.chloe)
    answer = send(client, EVENT, event(cast))
    assert answer.status_code == 422
    assert not Activity.objects.exists()
    with pytest.raises(NotAllowed):
        record_activity(by=cast.chloe, membership=cast.awa_at_navette, entry=coordination_entry("evenement"))


def test_another_structure_neither_reads_nor_corrects_it(cast: Cast, client: Client) -> None:
    made = coordinated(cast.awa_at_navette, "partenariat")
    client.force_login(cast.chloe)
    for name in ("detail", "edit", "again"):
        assert client.get(reverse(f"activity:{name}", args=[made.client_uuid])).status_code == 404
    assert client.post(reverse("activity:edit", args=[made.client_uuid]), partnership(cast)).status_code == 404


def test_a_colleague_reads_it_and_does_not_correct_it(cast: Cast, client: Client) -> None:
    made = coordinated(cast.awa_at_navette, "animation")
    membership(cast.chloe, cast.navette, Role.MEDIATOR)
    client.force_login(cast.chloe)
    assert client.get(reverse("activity:detail", args=[made.client_uuid])).status_code == 200
    assert client.post(reverse("activity:edit", args=[made.client_uuid]), animation(cast)).status_code == 403


def test_it_never_becomes_an_accompaniment_by_a_forged_correction(cast: Cast, awa: Client) -> None:
    made = coordinated(cast.awa_at_navette, "animation")
    forged = {"kind": "individuel", "topics": ["email"], "where": str(cast.library.pk), "who": "anonymous"}
    assert correct(awa, made, animation(cast) | forged).status_code == 302
    assert Activity.objects.get().kind == "animation"


def test_the_home_page_and_the_choice_lead_to_the_three(cast: Cast, awa: Client) -> None:
    assert reverse("activity:coordination") in awa.get("/").content.decode()
    page = awa.get(reverse("activity:coordination")).content.decode()
    for url_name in (ANIMATION, EVENT, PARTNERSHIP):
        assert reverse(url_name) in page


def test_off_it_leaves_no_trace_and_what_was_recorded_stays(cast: Cast, awa: Client) -> None:
    made = coordinated(cast.awa_at_navette, "animation")
    cast.navette.modules_off = ["coordination"]
    cast.navette.save()
    assert reverse("activity:coordination") not in awa.get("/").content.decode()
    for url_name in ("activity:coordination", ANIMATION, EVENT, PARTNERSHIP):
        assert "Coordination" in awa.get(reverse(url_name)).content.decode()
        assert "Enregistrer l’animation" not in awa.get(reverse(url_name)).content.decode()
    page = awa.get(reverse("activity:detail", args=[made.client_uuid])).content.decode()
    assert "Groupe de travail" in page
    assert reverse("activity:again", args=[made.client_uuid]) not in page
    assert "Une animation" not in awa.get(reverse("activity:again", args=[made.client_uuid])).content.decode()
    assert awa.get(reverse("activity:edit", args=[made.client_uuid])).status_code == 200


def test_a_form_costs_the_same_whatever_was_recorded(
    cast: Cast, awa: Client, django_assert_max_num_queries: "object"
) -> None:
    coordinated(cast.awa_at_navette, "partenariat")
    queries = []
    for _ in range(2):
        with django_assert_max_num_queries(60) as counted:  # type: ignore[operator]
            awa.get(reverse(PARTNERSHIP))
        queries.append(len(counted))
        for _ in range(10):
            coordinated(cast.awa_at_navette, "partenariat")
    assert queries[0] == queries[1]
