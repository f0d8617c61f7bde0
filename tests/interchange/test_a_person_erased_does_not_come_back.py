"""A file already imported does not bring back who was erased; a new file that names her follows her anew."""

import pytest

from tests.cast import Cast
from tests.interchange.coop_files import coop_file, named, row
from trame.activity.erasure import erase_person
from trame.activity.models import Activity, Beneficiary
from trame.interchange.imports import services

pytestmark = pytest.mark.django_db

ROWS = [row(1, **named("Anne Le Goff")), row(2, **named("Paul Riou"))]


def bring_in(cast: Cast, content: bytes, *, keep_names: bool) -> None:
    services.import_at_once(membership=cast.awa_at_navette, partner="coop", content=content, keep_names=keep_names)


@pytest.mark.parametrize("keep_names", [True, False])
def test_the_same_file_again_writes_nothing_of_her(cast: Cast, keep_names: bool) -> None:
    bring_in(cast, coop_file(ROWS), keep_names=keep_names)
    anne = Activity.objects.get(source_id__endswith="c0a1").attendances.get().beneficiary
    key = anne.match_key
    erase_person(by=cast.awa, person=anne)
    bring_in(cast, coop_file(ROWS), keep_names=True)
    assert Beneficiary.objects.count() == 1
    assert not Beneficiary.objects.filter(match_key=key).exists()
    assert Activity.objects.count() == 2
    assert sorted(Activity.objects.values_list("anonymous_total", flat=True)) == [0, 1]


def test_a_new_file_that_names_her_opens_another_file_for_her(cast: Cast) -> None:
    """The structure names her again: to prevent it, a list of the erased would have to be kept."""
    bring_in(cast, coop_file(ROWS), keep_names=True)
    before = Beneficiary.objects.get(name="Anne Le Goff")
    erase_person(by=cast.awa, person=before)
    bring_in(cast, coop_file([*ROWS, row(3, **named("Anne Le Goff"))]), keep_names=False)
    after = Beneficiary.objects.exclude(name="Paul Riou").get()
    assert (after.name, after.attendances.count()) == ("", 1)
    assert after.pseudonym != before.pseudonym


def test_undoing_the_import_afterwards_still_works(cast: Cast) -> None:
    batch = services.import_at_once(membership=cast.awa_at_navette, partner="coop", content=coop_file(ROWS))
    erase_person(by=cast.awa, person=Beneficiary.objects.earliest("pk"))
    assert services.undo_import(by=cast.awa, batch=batch) == 2
    assert not Activity.objects.exists()
    assert not Beneficiary.objects.exists()
