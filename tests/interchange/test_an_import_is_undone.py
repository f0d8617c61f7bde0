"""Undoing an import takes back what it brought, and nothing of what was there or was made since."""

import datetime as dt

import pytest

from tests.cast import Cast, activity, entry, membership
from tests.interchange.coop_files import coop_file, cra, named, row
from trame.activity.entry import FollowedParticipant
from trame.activity.models import Activity, Beneficiary, Tag
from trame.activity.services import NotAllowed, update_activity
from trame.directory.models import Place, Presence
from trame.interchange.imports import services
from trame.interchange.imports.models import ImportBatch
from trame.people.models import Role

ROWS = [row(1, **named("Anne Le Goff"), Tags="Café IA"), row(2, **named("Paul Riou"), Tags="Café IA\nSéniors")]


@pytest.fixture
def batch(cast: Cast) -> ImportBatch:
    return services.import_at_once(membership=cast.awa_at_navette, partner="coop", content=coop_file(ROWS))


def test_activities_places_people_and_tags_of_the_batch_leave(cast: Cast, batch: ImportBatch) -> None:
    kept = activity(cast.awa_at_navette, cast.library)
    assert services.undo_import(by=cast.awa, batch=batch) == 2
    assert list(Activity.objects.all()) == [kept]
    assert not Beneficiary.objects.exists()
    assert not Tag.objects.exists()
    assert list(Place.objects.filter(organisation=cast.navette)) == [cast.library]
    batch.refresh_from_db()
    assert batch.state == "undone"


def test_what_serves_elsewhere_stays(cast: Cast, batch: ImportBatch) -> None:
    place = Place.objects.get(pk=batch.created_places[0])
    person = Beneficiary.objects.get(pk=batch.created_people[0])
    kept = activity(cast.awa_at_navette, place, followed=(FollowedParticipant(person.pk),), tags=("Café IA",))
    services.undo_import(by=cast.awa, batch=batch)
    assert list(Activity.objects.all()) == [kept]
    assert list(Beneficiary.objects.all()) == [person]
    assert [tag.name for tag in Tag.objects.all()] == ["Café IA"]
    assert Place.objects.filter(pk=place.pk).exists()


def test_a_place_where_somebody_works_since_stays(cast: Cast, batch: ImportBatch) -> None:
    Presence.objects.create(place_id=batch.created_places[0], membership=cast.awa_at_navette)
    services.undo_import(by=cast.awa, batch=batch)
    assert Place.objects.filter(pk=batch.created_places[0]).exists()


def test_an_activity_edited_since_is_set_aside_whole(cast: Cast, batch: ImportBatch) -> None:
    edited = Activity.objects.get(source_id=cra(1))
    update_activity(by=cast.awa, activity=edited, entry=entry(cast.library, minutes=55, notes="À garder"))
    services.undo_import(by=cast.awa, batch=batch)
    left = Activity.objects.get()
    assert (left.source_id, left.minutes, left.notes) == (cra(1), 55, "À garder")
    assert left.deleted_at is not None
    assert not Activity.objects.visible_to(cast.awa).exists()


def test_an_imported_activity_dated_before_the_membership_can_be_edited(cast: Cast) -> None:
    arrived = membership(cast.denis, cast.navette, Role.MEDIATOR, starts_on=dt.date(2026, 1, 1))
    services.import_at_once(membership=arrived, partner="coop", content=coop_file([row(1)]))
    update_activity(by=cast.denis, activity=Activity.objects.get(), entry=entry(cast.library, minutes=55))
    assert Activity.objects.get().minutes == 55


def test_the_same_file_comes_back_after_an_undo(cast: Cast, batch: ImportBatch) -> None:
    services.undo_import(by=cast.awa, batch=batch)
    again = services.import_at_once(membership=cast.awa_at_navette, partner="coop", content=coop_file(ROWS))
    assert (again.activities, again.already) == (2, 0)
    assert Activity.objects.visible_to(cast.awa).count() == 2
    assert Beneficiary.objects.count() == 2


def test_it_is_undone_once_by_a_mediator_of_the_organisation(cast: Cast, batch: ImportBatch) -> None:
    for other in (cast.bruno, cast.chloe, cast.denis):
        with pytest.raises(NotAllowed):
            services.undo_import(by=other, batch=batch)
    services.undo_import(by=cast.awa, batch=batch)
    with pytest.raises(services.ImportBlocked):
        services.undo_import(by=cast.awa, batch=batch)
