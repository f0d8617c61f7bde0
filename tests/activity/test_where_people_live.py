"""Where people live: said for whoever is there, followed or not, and kept when the record is corrected."""

import pytest
from django.test import Client

from tests.activity.posts import INDIVIDUAL, individual, recorded, refused
from tests.cast import Cast, activity
from trame.activity.models import Activity, Beneficiary
from trame.activity.services import EntryRefused

pytestmark = pytest.mark.django_db


def residences(of: Activity) -> dict[str, int]:
    return dict(of.anonymous_residences.values_list("commune_id", "n"))


def test_the_commune_of_an_anonymous_person_is_a_counter(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast, residence="29046", residence_text="Douarnenez (29100)"))
    assert residences(made) == {"29046": 1}
    page = awa.get(f"/activites/{made.client_uuid}/").content.decode()
    assert "Douarnenez (1)" in page


def test_the_commune_of_a_person_newly_followed_is_hers(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast, who="new", residence="29046"))
    assert Beneficiary.objects.get().residence_id == "29046"
    assert residences(made) == {}


def test_an_unknown_commune_is_told_and_kept(awa: Client, cast: Cast) -> None:
    page = refused(awa, INDIVIDUAL, individual(cast, residence="", residence_text="Brocéliande-sur-Mer"))
    assert "Brocéliande-sur-Mer" in page
    assert not Activity.objects.exists()


def test_correcting_another_thing_keeps_the_commune(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast, residence="29046"))
    form = awa.get(f"/activites/{made.client_uuid}/corriger/").content.decode()
    assert 'value="29046"' in form


def test_communes_cannot_hold_more_people_than_were_there(cast: Cast) -> None:
    with pytest.raises(EntryRefused, match="font 4 pour 3"):
        activity(
            cast.awa_at_navette,
            cast.library,
            kind="collectif",
            anonymous_total=3,
            anonymous_residences={"29046": 1, "56178": 3},
        )
    assert not Activity.objects.exists()
