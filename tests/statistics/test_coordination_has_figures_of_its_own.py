"""Coordination is counted apart: no figure of accompaniments moves, and its own are what was said, added up."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, activity, membership, network
from tests.coordination import ANIMATION, coordinated
from tests.statistics.reading import figure, figures, rows
from trame.activity.entry import CoordinationSaid, PartnerSaid
from trame.activity.services import delete_activity
from trame.people.models import Role
from trame.statistics.declarations import COORDINATION
from trame.statistics.engine import compute, network_scopes_for, scope_for
from trame.statistics.figures import Figure

OWN = {indicator.code for indicator in COORDINATION}
START, END = dt.date(2025, 1, 1), dt.date(2025, 12, 31)


def record_five(cast: Cast) -> None:
    """Two animations (2 h and 1 h 30), an event of 120 and one of nobody, a partnership of two structures."""
    by = cast.awa_at_navette
    coordinated(by, "animation")
    webinar = CoordinationSaid(mediators=12, others=2, animation_type="webinaire")
    coordinated(by, "animation", coordination=webinar, minutes=90, date=dt.date(2025, 4, 1))
    coordinated(by, "evenement")
    nobody = CoordinationSaid(participants=0, event_type="nec_local", organisers=("hub",))
    coordinated(by, "evenement", coordination=nobody)
    partners = (PartnerSaid(name="Mairie", type="commune"), PartnerSaid(name="La Ruche", type="association"))
    coordinated(by, "partenariat", coordination=CoordinationSaid(partnership_natures=("rdv_elu",), partners=partners))


def without_own(found: dict[str, Figure]) -> dict[str, Figure]:
    return {code: one for code, one in found.items() if code not in OWN}


def test_recording_coordination_moves_no_other_figure(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, tags=("bus",))
    activity(cast.awa_at_navette, cast.library, kind="collectif", minutes=90, anonymous_total=9)
    before = figures(cast.awa)
    record_five(cast)
    after = figures(cast.awa)
    assert len(without_own(before)) > 20
    assert without_own(after) == without_own(before)
    assert after["coordination_activities"].n == 5


def test_its_totals_are_those_said(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    record_five(cast)
    found = figures(cast.awa)
    assert {code: (found[code].n, found[code].d) for code in sorted(OWN)} == {
        "animations_by_initiative": (0, 2),
        "animations_by_topic": (1, 2),
        "animations_by_type": (2, 2),
        "coordination_activities": (5, 5),
        "coordination_by_kind": (5, 5),
        "coordination_by_month": (5, 5),
        "coordination_mediators": (17, 2),
        "coordination_minutes": (210, 2),
        "coordination_others": (2, 2),
        "coordination_participants": (120, 2),
        "coordination_partners": (2, 1),
        "coordination_structures": (3, 2),
        "events_by_level": (0, 2),
        "events_by_organiser": (2, 2),
        "events_by_type": (2, 2),
        "partners_by_type": (2, 2),
        "partnerships_by_level": (0, 1),
        "partnerships_by_nature": (1, 1),
    }
    assert rows(found["animations_by_topic"]) == {"reseau": 1, "": 1}
    assert rows(found["animations_by_initiative"]) == {"": 2}
    assert rows(found["events_by_type"]) == {"grand_public": 1, "nec_local": 1}
    # The public event has two organisers: three mentions for two events.
    assert rows(found["events_by_organiser"]) == {"ma_structure": 1, "commune": 1, "hub": 1}
    assert found["events_by_organiser"].mentions == 3
    assert rows(found["partnerships_by_nature"]) == {"rdv_elu": 1}
    by_month = rows(found["coordination_by_month"])
    assert (by_month["2025-03"], by_month["2025-04"], sum(by_month.values()), len(by_month)) == (4, 1, 5, 12)
    assert rows(found["coordination_by_kind"]) == {"animation": 2, "evenement": 2, "partenariat": 1}
    assert rows(found["animations_by_type"]) == {"groupe_de_travail": 1, "webinaire": 1}
    assert {row.label: row.n for row in found["partners_by_type"].rows} == {"Une association": 1, "Une commune": 1}


def test_only_the_period_and_the_structures_of_the_reader_count(cast: Cast) -> None:
    record_five(cast)
    coordinated(cast.chloe_at_port, "animation")
    assert figure(cast, "coordination_activities", end=dt.date(2025, 3, 31)).n == 4
    assert figure(cast, "coordination_activities", start=dt.date(2025, 4, 2)).n == 0
    assert figure(cast, "coordination_mediators").n == 17


def test_what_is_deleted_does_not_count(cast: Cast) -> None:
    delete_activity(by=cast.awa, activity=coordinated(cast.awa_at_navette, "evenement"))
    assert figure(cast, "coordination_participants").n == 0


def test_it_happens_at_no_place(cast: Cast) -> None:
    record_five(cast)
    scope = scope_for(cast.awa, start=START, end=END, place_ids=[cast.library.pk])
    found = compute(scope, sorted(OWN), reader=cast.awa)
    assert {one.n for one in found.values()} == {0}


def test_a_network_is_told_nothing_of_it(cast: Cast) -> None:
    record_five(cast)
    made = network(cast.erwan, cast.navette)
    for scope in network_scopes_for(cast.erwan, network_id=made.pk, start=START, end=END).values():
        with pytest.raises(PermissionDenied):
            compute(scope, ["coordination_activities"], reader=cast.erwan)


def page(client: Client, query: str = "?du=2025-01-01&au=2025-12-31") -> str:
    return client.get(reverse("statistics:overview") + query).content.decode()


def test_the_page_shows_a_section_only_when_there_is_some(cast: Cast, client: Client) -> None:
    client.force_login(cast.awa)
    activity(cast.awa_at_navette, cast.library)
    assert 'id="coordination"' not in page(client)
    record_five(cast)
    shown = page(client)
    assert 'id="coordination"' in shown
    assert "Part des 5\u00a0activités de coordination." in shown
    assert "Part des 2\u00a0animations." in shown
    assert '<span class="v">3 <small>h\u00a030</small></span>' in shown
    assert 'id="coordination"' not in page(client, f"?du=2025-01-01&au=2025-12-31&lieu={cast.library.pk}")


def test_who_records_nothing_but_coordination_has_a_page_too(cast: Cast, client: Client) -> None:
    client.force_login(cast.awa)
    record_five(cast)
    shown = page(client)
    assert 'id="coordination"' in shown
    assert "Votre premier fil" not in shown
    assert "Publics" not in shown
    assert "Rien avec ces filtres" in page(client, "?du=2024-01-01&au=2024-12-31")


def test_the_file_of_figures_has_them(cast: Cast, client: Client) -> None:
    client.force_login(cast.awa)
    coordinated(cast.awa_at_navette, "animation", coordination=ANIMATION)
    answer = client.get(reverse("statistics:figures_csv") + "?du=2025-01-01&au=2025-12-31")
    text = b"".join(answer).decode()
    line = next(line for line in text.splitlines() if "coordination_mediators" in line)
    assert ";5;" in line


def test_the_manager_reads_the_same(cast: Cast, client: Client) -> None:
    membership(cast.denis, cast.navette, Role.MANAGER)
    record_five(cast)
    client.force_login(cast.denis)
    assert 'id="coordination"' in page(client)
