"""When a colleague leaves: her people followed get another referent, all of them or those that are chosen."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.activity.test_people_followed import cost
from tests.cast import Cast, follow, membership, person
from trame.activity.models import Beneficiary
from trame.activity.services import EntryRefused, NotAllowed, hand_over
from trame.people.models import JournalEntry, Membership, Role, User

pytestmark = pytest.mark.django_db
PAGE = "/activites/personnes/transmettre/"


@pytest.fixture
def gael(cast: Cast) -> User:
    """Mediates at La Navette too."""
    somebody = person("gael@navette.test", "Gaël", "Le Bris")
    membership(somebody, cast.navette, Role.MEDIATOR)
    return somebody


@pytest.fixture
def people(cast: Cast) -> list[Beneficiary]:
    """Two of Awa's, one of nobody's."""
    hers = [follow(cast.navette, pseudonym=f"P-AWA{n}", name=f"Jeanne Riou {n}", referent=cast.awa) for n in (1, 2)]
    return [*hers, follow(cast.navette, pseudonym="P-NOBOD")]


def of(user: User | None) -> set[str]:
    return set(Beneficiary.objects.filter(referent=user).values_list("pseudonym", flat=True))


def test_a_mediator_gives_all_her_people(awa: Client, cast: Cast, gael: User, people: list[Beneficiary]) -> None:
    page = awa.get(PAGE).content.decode()
    assert "Jeanne Riou 1" in page
    assert "P-NOBOD" not in page
    assert awa.post(PAGE, {"to": gael.pk, "which": "all"}).status_code == 302
    assert (of(gael), of(cast.awa), of(None)) == ({"P-AWA1", "P-AWA2"}, set(), {"P-NOBOD"})
    line = JournalEntry.objects.get(action="person.handed_over")
    assert (line.organisation_id, line.object_type) == (cast.navette.pk, "people.organisation")


def test_or_those_she_ticks(awa: Client, cast: Cast, gael: User, people: list[Beneficiary]) -> None:
    said = {"to": gael.pk, "which": "some", "people": [people[0].client_uuid]}
    assert awa.post(PAGE, said).status_code == 302
    assert (of(gael), of(cast.awa)) == ({"P-AWA1"}, {"P-AWA2"})


def test_a_manager_gives_anybody_s_under_pseudonyms_only(
    client: Client, cast: Cast, gael: User, people: list[Beneficiary]
) -> None:
    Membership.objects.filter(pk=cast.awa_at_navette.pk).update(ends_on=dt.date(2026, 3, 2))
    client.force_login(cast.bruno)
    page = client.get(PAGE, {"de": cast.awa.pk}).content.decode()
    assert "P-AWA1" in page
    assert "Jeanne" not in page
    assert client.post(f"{PAGE}?de={cast.awa.pk}", {"to": gael.pk, "which": "all"}).status_code == 302
    assert client.post(f"{PAGE}?de=personne", {"to": gael.pk, "which": "all"}).status_code == 302
    assert of(gael) == {"P-AWA1", "P-AWA2", "P-NOBOD"}


def test_the_team_page_proposes_it_when_somebody_has_left(
    client: Client, cast: Cast, gael: User, people: list[Beneficiary]
) -> None:
    client.force_login(cast.bruno)
    team = reverse("people:team", args=[cast.navette.pk])
    assert "Les transmettre" not in client.get(team).content.decode()
    Membership.objects.filter(pk=cast.awa_at_navette.pk).update(ends_on=dt.date(2026, 3, 2))
    page = client.get(team).content.decode()
    assert "2\u00a0personnes suivies ont pour référent·e" in page
    assert f"{PAGE}?de={cast.awa.pk}" in page
    client.force_login(gael)
    assert "Les transmettre" not in client.get(team).content.decode()


def refused(client: Client, address: str = PAGE, **said: Any) -> set[str]:
    answer = client.post(address, said)
    assert answer.status_code == 422
    assert "data-error-summary" in answer.content.decode()
    return set(answer.context["form"].errors)


def test_what_is_missing_or_forged_is_said_beside_the_field(
    awa: Client, cast: Cast, gael: User, people: list[Beneficiary]
) -> None:
    theirs = follow(cast.port, pseudonym="P-PORT1", referent=cast.chloe)
    for to in ("", cast.bruno.pk, cast.chloe.pk, cast.awa.pk, "x", "9" * 30):
        assert refused(awa, to=to, which="all") == {"to"}
    assert refused(awa, to=gael.pk, which="some") == {"people"}
    for forged in (people[2].client_uuid, theirs.client_uuid, people[0].pk, "x"):
        assert refused(awa, to=gael.pk, which="some", people=[forged]) == {"people"}
    assert refused(awa, to=gael.pk, which="") == {"which"}
    assert (of(gael), of(cast.chloe)) == (set(), {"P-PORT1"})


def test_a_mediator_gives_nobody_else_s_people(
    awa: Client, client: Client, cast: Cast, gael: User, people: list[Beneficiary]
) -> None:
    client.force_login(gael)
    for whose in (cast.awa.pk, "personne", cast.chloe.pk, "x", "-1"):
        page = client.get(PAGE, {"de": whose}).content.decode()
        assert "P-AWA1" not in page
        client.post(f"{PAGE}?de={whose}", {"to": gael.pk, "which": "all"})
    assert of(cast.awa) == {"P-AWA1", "P-AWA2"}
    for by, referent in ((gael, cast.awa), (gael, None), (cast.chloe, cast.awa), (cast.fatou, None)):
        with pytest.raises(NotAllowed):
            hand_over(by=by, organisation=cast.navette, referent=referent, to=gael)


def test_the_service_checks_who_receives(cast: Cast, people: list[Beneficiary]) -> None:
    for to in (cast.bruno, cast.chloe, cast.awa):
        with pytest.raises(EntryRefused):
            hand_over(by=cast.bruno, organisation=cast.navette, referent=cast.awa, to=to)


def test_who_has_left_gives_nothing_any_more(awa: Client, cast: Cast, gael: User, people: list[Beneficiary]) -> None:
    Membership.objects.filter(pk=cast.awa_at_navette.pk).update(ends_on=dt.date(2026, 3, 2))
    assert awa.get(PAGE).status_code == 403
    with pytest.raises(NotAllowed):
        hand_over(by=cast.awa, organisation=cast.navette, referent=cast.awa, to=gael)


def test_a_page_opened_before_does_not_bring_the_old_referent_back(
    awa: Client, cast: Cast, gael: User, people: list[Beneficiary]
) -> None:
    before = Beneficiary.objects.get(pk=people[0].pk).updated_at
    hand_over(by=cast.awa, organisation=cast.navette, referent=cast.awa, to=gael)
    assert Beneficiary.objects.get(pk=people[0].pk).updated_at >= before


def test_the_page_costs_the_same_with_ten_people_and_with_three_hundred(awa: Client, cast: Cast, gael: User) -> None:
    costs = []
    for number in (10, 290):
        for _ in range(number):
            follow(cast.navette, referent=cast.awa, name="Jeanne Riou")
        awa.get(PAGE)
        costs.append(cost(awa, PAGE))
    assert costs[0] == costs[1] <= 20
    assert "100\u00a0autres personnes" in awa.get(PAGE).content.decode()
