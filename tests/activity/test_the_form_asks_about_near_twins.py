"""« Vouliez-vous dire « smartphone » ? »: once, for a new word only, and never in the way of recording."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.activity.posts import INDIVIDUAL, WORKSHOP, individual, recorded, refused, workshop
from tests.activity.tagging import colleague, own_tag, tag, tagged, words_on
from tests.cast import Cast, membership, organisation, place
from trame.activity.models import Tag
from trame.activity.services import archive_tag, merge_tags
from trame.people.models import Role
from trame.ui.typography import typeset

pytestmark = pytest.mark.django_db

ASKED = "Vouliez-vous dire « smartphone » ?"


def page_says(page: str, sentence: str) -> bool:
    return typeset(sentence).replace("'", "&#x27;") in page


@pytest.mark.parametrize("word", ["smartphones", "smart phone", "smartphnoe"])
def test_a_new_word_that_looks_like_a_tag_is_asked_about(awa: Client, cast: Cast, word: str) -> None:
    tag(cast, "smartphone")
    page = refused(awa, INDIVIDUAL, individual(cast, tags=word))
    assert page_says(page, ASKED)
    assert page_says(page, f"Garder « {word} » tel quel")


def test_a_workshop_asks_too(awa: Client, cast: Cast) -> None:
    tag(cast, "smartphone")
    assert page_says(refused(awa, WORKSHOP, workshop(cast, tags="smartphones")), ASKED)


@pytest.mark.parametrize("word", ["SMARTPHONE", "Sénior", "sans-rdv", "tablette"])
def test_the_same_word_or_a_really_new_one_is_not(awa: Client, cast: Cast, word: str) -> None:
    for name in ("smartphone", "senior", "sans RDV"):
        tag(cast, name)
    recorded(awa, INDIVIDUAL, individual(cast, tags=word))


def test_yes_puts_the_tag_in_place_of_the_word_and_saves(awa: Client, cast: Cast) -> None:
    known = tag(cast, "smartphone")
    said = individual(cast, tags="seniors, smartphones")
    page = refused(awa, INDIVIDUAL, said)
    assert 'value="smartphones → smartphone"' in page
    more = {"tags_asked": "smartphones", "tags_now": "smartphones", "tag_instead": "smartphones → smartphone"}
    made = recorded(awa, INDIVIDUAL, said | more)
    assert words_on(made) == ["seniors", "smartphone"]
    assert made.activity_tags.filter(tag=known).exists()


def test_keep_saves_the_word_as_it_is(awa: Client, cast: Cast) -> None:
    tag(cast, "smartphone")
    more = {"tags_asked": "smartphones", "tags_now": "smartphones", "tag_kept": "smartphones"}
    made = recorded(awa, INDIVIDUAL, individual(cast, tags="smartphones") | more)
    assert words_on(made) == ["smartphones"]


def test_sending_again_without_answering_keeps_the_words(awa: Client, cast: Cast) -> None:
    tag(cast, "smartphone")
    said = individual(cast, tags="smartphones, emploi")
    page = refused(awa, INDIVIDUAL, said)
    assert '<input type="hidden" name="tags_asked" value="smartphones">' in page
    made = recorded(awa, INDIVIDUAL, said | {"tags_asked": "smartphones", "tags_now": "smartphones"})
    assert words_on(made) == ["emploi", "smartphones"]


def test_each_of_two_words_waits_for_its_own_answer(awa: Client, cast: Cast) -> None:
    tag(cast, "smartphone"), tag(cast, "emploi")
    said = individual(cast, tags="smartphones, emplois")
    page = refused(awa, INDIVIDUAL, said)
    assert '<input type="hidden" name="tags_asked" value="smartphones, emplois">' in page
    both = {"tags_asked": "smartphones, emplois", "tags_now": "smartphones, emplois"}
    page = refused(awa, INDIVIDUAL, said | both | {"tag_kept": "smartphones"})
    assert not page_says(page, ASKED)
    assert page_says(page, "Vouliez-vous dire « emploi » ?")
    assert '<input type="hidden" name="tags_asked" value="smartphones, emplois">' in page
    now = {"tags_asked": "smartphones, emplois", "tags_now": "emplois"}
    made = recorded(awa, INDIVIDUAL, said | now | {"tag_instead": "emplois → emploi"})
    assert words_on(made) == ["emploi", "smartphones"]


def test_nothing_typed_is_lost_and_another_error_is_told_beside(awa: Client, cast: Cast) -> None:
    tag(cast, "smartphone")
    page = refused(awa, INDIVIDUAL, individual(cast, tags="smartphones", topics=[], notes="Revient jeudi"))
    assert page_says(page, ASKED)
    assert "Revient jeudi" in page
    assert 'value="smartphones"' in page


def test_archived_words_colleagues_words_and_merged_words_are_not_proposed(awa: Client, cast: Cast) -> None:
    archive_tag(by=cast.awa, tag=tag(cast, "smartphone"))
    own_tag(cast, "emploi", owner=colleague(cast).user)
    tag(cast, "tablette", organisation=cast.port)
    merge_tags(by=cast.awa, kept=tag(cast, "ordinateur"), merged=tag(cast, "imprimante"))
    recorded(awa, INDIVIDUAL, individual(cast, tags="smartphones, emplois, tablettes, imprimantes"))


def test_a_correction_asks_nothing_of_what_the_activity_says(awa: Client, cast: Cast) -> None:
    tag(cast, "smartphone")
    made = tagged(cast, tag(cast, "smartphones"))
    address = reverse("activity:edit", args=[made.client_uuid])
    page = awa.get(address)
    version = page.context["form"].initial.get("version", "")
    said = individual(cast, tags="smartphones", version=version, client_uuid=str(made.client_uuid))
    assert awa.post(address, said).status_code == 302
    assert words_on(made) == ["smartphones"]


def test_the_words_asked_about_are_those_of_the_structure_of_the_record(awa: Client, cast: Cast) -> None:
    second = organisation("Le Métier", "29232")
    here = membership(cast.awa, second, Role.MEDIATOR)
    where = place(second, "Le Métier", "29232")
    tag(cast, "smartphone")
    said: dict[str, Any] = individual(cast, tags="smartphones", where=str(where.pk), membership_id=str(here.pk))
    made = recorded(awa, INDIVIDUAL, said)
    assert made.activity_tags.get().tag.organisation == second
    assert page_says(refused(awa, INDIVIDUAL, individual(cast, tags="smartphones")), ASKED)


def test_an_archived_word_typed_by_hand_is_offered_again_and_said(awa: Client, cast: Cast) -> None:
    known = tag(cast, "vacances")
    archive_tag(by=cast.awa, tag=known)
    recorded(awa, INDIVIDUAL, individual(cast, tags="Vacances"))
    known.refresh_from_db()
    assert known.archived_at is None
    page = awa.get(reverse("activity:list")).content.decode()
    assert "« vacances » était archivé" in page.replace("\u202f", " ")


def test_a_correction_does_not_bring_back_the_archived_word_it_repeats(awa: Client, cast: Cast) -> None:
    known = tag(cast, "vacances")
    made = tagged(cast, known)
    archive_tag(by=cast.awa, tag=known)
    address = reverse("activity:edit", args=[made.client_uuid])
    version = awa.get(address).context["form"].initial.get("version", "")
    said = individual(cast, tags="vacances", version=version, client_uuid=str(made.client_uuid))
    assert awa.post(address, said).status_code == 302
    known.refresh_from_db()
    assert known.archived_at
    assert words_on(made) == ["vacances"]


@pytest.mark.parametrize("value", ["", "→", " → ", "x", "smartphones → ", "a → b → c", "\x00 → y", "smartphones →"])
def test_an_answer_made_up_breaks_nothing(awa: Client, cast: Cast, value: str) -> None:
    tag(cast, "smartphone")
    answer = awa.post(reverse(INDIVIDUAL), individual(cast, tags="smartphones", tag_instead=value))
    assert answer.status_code in (302, 422)
    assert Tag.objects.filter(organisation=cast.port).count() == 0
