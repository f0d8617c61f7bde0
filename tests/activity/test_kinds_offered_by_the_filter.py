"""« Nature » offers coordination to who records some, or whose structure has some; not to everybody else."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.coordination import coordinated
from trame.activity.services import delete_activity
from trame.people.models import Organisation

ACCOMPANIMENTS = ["individuel", "collectif"]
EVERYTHING = [*ACCOMPANIMENTS, "animation", "evenement", "partenariat"]


def turn_off(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.navette.pk).update(modules_off=["coordination"])


def offered(client: Client, view: str = "", query: str = "") -> list[str]:
    panel = client.get(f"/activites/{view}{query}").context["panel"]
    [kinds] = [group for group in panel.first if group.code == "kind"]
    return [option.code for option in kinds.shown]


def test_where_coordination_is_on_all_kinds_are_offered(awa: Client, cast: Cast) -> None:
    assert offered(awa) == EVERYTHING


@pytest.mark.parametrize("view", ["", "tableau/", "calendrier/"])
def test_where_it_is_off_only_accompaniments_are(awa: Client, cast: Cast, view: str) -> None:
    turn_off(cast)
    assert offered(awa, view) == ACCOMPANIMENTS


def test_what_was_recorded_before_is_still_found(awa: Client, cast: Cast) -> None:
    meeting = coordinated(cast.awa_at_navette, "animation")
    turn_off(cast)
    assert offered(awa) == EVERYTHING
    delete_activity(by=cast.awa, activity=meeting)
    assert offered(awa) == ACCOMPANIMENTS


def test_what_another_structure_records_changes_nothing(awa: Client, cast: Cast) -> None:
    coordinated(cast.chloe_at_port, "evenement")
    turn_off(cast)
    assert offered(awa) == ACCOMPANIMENTS


def test_a_kind_that_the_address_names_stays_ticked(awa: Client, cast: Cast) -> None:
    turn_off(cast)
    assert offered(awa, query="?nature=partenariat") == [*ACCOMPANIMENTS, "partenariat"]
