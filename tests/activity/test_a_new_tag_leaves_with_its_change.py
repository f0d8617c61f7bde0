"""A word that a change of many brought in leaves when that change is undone, unless something bears it since."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast, activity
from tests.templates import keep_as
from trame.activity.models import Activity, BulkChange, Tag
from trame.activity.services import archive_tag, change_many, delete_activity, rename_tag, tags_named, undo_change
from trame.activity.services.bulk_verbs import Wanted

pytestmark = pytest.mark.django_db


def tagged(cast: Cast, *made: Activity, word: str = "Semaine bleue") -> BulkChange:
    uuids = [one.client_uuid for one in made]
    wanted = Wanted(verb="tag", tag_name=word)
    return change_many(by=cast.awa, client_uuid=uuid.uuid4(), uuids=uuids, wanted=wanted)


def two(cast: Cast) -> tuple[Activity, Activity]:
    return activity(cast.awa_at_navette, cast.library), activity(cast.awa_at_navette, cast.library)


def words() -> list[str]:
    return sorted(Tag.objects.values_list("name", flat=True))


def test_undone_the_new_word_is_gone(cast: Cast) -> None:
    done = tagged(cast, *two(cast))
    assert words() == ["Semaine bleue"]
    undo_change(by=cast.awa, change=done)
    assert words() == []


def test_a_word_that_was_there_before_stays_even_if_nothing_bore_it(cast: Cast) -> None:
    tags_named(cast.navette.pk, ("semaine bleue",))
    undo_change(by=cast.awa, change=tagged(cast, *two(cast)))
    assert words() == ["semaine bleue"]


USES: dict[str, Callable[[Cast, Activity], object]] = {
    "another activity": lambda cast, _: activity(cast.awa_at_navette, cast.library, tags=("semaine bleue",)),
    "one of them, deleted since": lambda cast, first: delete_activity(by=cast.awa, activity=first),
    "a template": lambda cast, first: keep_as("Café numérique", first),
    "a description": lambda cast, _: rename_tag(
        by=cast.awa, tag=Tag.objects.get(), name="Semaine bleue", description="En octobre."
    ),
    "an archived word": lambda cast, _: archive_tag(by=cast.awa, tag=Tag.objects.get()),
}


@pytest.mark.parametrize("use", USES)
def test_a_word_of_use_since_stays(cast: Cast, use: str) -> None:
    first, second = two(cast)
    done = tagged(cast, first, second)
    USES[use](cast, first)
    undo_change(by=cast.awa, change=done)
    assert words() == ["Semaine bleue"]


def test_the_pages_still_say_what_was_undone(awa: Client, cast: Cast) -> None:
    done = tagged(cast, *two(cast))
    page = awa.post(f"/activites/changements/{done.client_uuid}/defaire/", follow=True).content.decode()
    assert "Tag «\u202fSemaine bleue\u202f» ajouté" in page
    assert "Tag ajouté, qui n’existe plus" in page
