"""The proposals of the field: near what is typed, then used; asked by POST, of one's own structures only."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.activity.tagging import colleague, network_tag, own_tag, tag, tagged
from tests.cast import Cast, membership, network, organisation
from trame.activity.services import archive_tag, merge_tags
from trame.people.models import Role

pytestmark = pytest.mark.django_db

URL = "/activites/tags/proposer/"


def proposed(client: Client, word: str, **more: str) -> list[tuple[str, str]]:
    """(word, what is said of it)."""
    answer = client.post(URL, {"word": word, **more})
    assert answer.status_code == 200
    return [(option.label, option.detail.replace("\xa0", " ")) for option in answer.context["options"]]


def test_the_nearest_first_then_the_most_used(awa: Client, cast: Cast) -> None:
    one, many, other = tag(cast, "smart tv"), tag(cast, "smartphone"), tag(cast, "prêt smartphone")
    tag(cast, "tablette")
    tagged(cast, many), tagged(cast, many), tagged(cast, one), tagged(cast, other)
    assert proposed(awa, "smart") == [
        ("smartphone", "2 activités"), ("smart tv", "1 activité"), ("prêt smartphone", "1 activité"),
    ]  # fmt: skip
    assert proposed(awa, "SMARTPHNOE")[0] == ("smartphone", "2 activités")


def test_before_anything_is_typed_those_used_lately(awa: Client, cast: Cast) -> None:
    old, new, never = tag(cast, "ancien"), tag(cast, "récent"), tag(cast, "jamais")
    for one, day in ((old, dt.date(2025, 3, 2)), (old, dt.date(2025, 2, 3)), (new, dt.date(2026, 3, 2))):
        tagged(cast, one, date=day)
    assert never.name == "jamais"
    assert proposed(awa, "") == [("récent", "1 activité")]


def test_each_is_said_to_be_hers_or_the_network_s(awa: Client, cast: Cast) -> None:
    own_tag(cast, "pass perso"), network_tag(network(cast.erwan, cast.navette), "pass numérique")
    assert proposed(awa, "pass") == [
        ("pass perso", "personnel, 0 activité"), ("pass numérique", "du réseau, 0 activité"),
    ]  # fmt: skip


def test_what_is_not_offered_is_not_proposed(awa: Client, cast: Cast) -> None:
    archive_tag(by=cast.awa, tag=tag(cast, "emploi archivé"))
    merge_tags(by=cast.awa, kept=tag(cast, "travail"), merged=tag(cast, "emploi fondu"))
    own_tag(cast, "emploi privé", owner=colleague(cast).user)
    tag(cast, "emploi ailleurs", organisation=cast.port)
    assert proposed(awa, "emploi") == []


def test_the_words_already_in_the_field_are_not_proposed_again(awa: Client, cast: Cast) -> None:
    tag(cast, "smartphone"), tag(cast, "smart tv")
    assert [word for word, _ in proposed(awa, "smart", words="emploi, Smartphone,")] == ["smart tv"]


def test_only_the_structure_of_the_record_answers(awa: Client, cast: Cast) -> None:
    second = organisation("Le Métier", "29232")
    here = membership(cast.awa, second, Role.MEDIATOR)
    tag(cast, "smartphone"), tag(cast, "smart tv", organisation=second)
    assert [word for word, _ in proposed(awa, "smart", membership=str(here.pk))] == ["smart tv"]
    assert len(proposed(awa, "smart")) == 2


@pytest.mark.parametrize("said", ["0", "-1", "abc", "９", "9" * 30])
def test_a_membership_made_up_gives_nothing_of_others(awa: Client, cast: Cast, said: str) -> None:
    tag(cast, "smart tv", organisation=cast.port)
    assert proposed(awa, "smart", membership=said) == []
    assert proposed(awa, "smart", membership=str(cast.chloe_at_port.pk)) == []


def test_who_does_not_record_there_is_proposed_nothing(cast: Cast, client: Client) -> None:
    tag(cast, "smartphone")
    for reader in (cast.bruno, cast.chloe, cast.denis, cast.erwan, cast.fatou):
        client.force_login(reader)
        assert proposed(client, "smart") == []


def test_words_never_come_by_address(awa: Client, cast: Cast) -> None:
    assert awa.get(URL, {"word": "smart"}).status_code == 405


def test_as_many_questions_at_ten_words_as_at_five_hundred(awa: Client, cast: Cast) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as seen:
            proposed(awa, "smart")
        return len(seen)

    for rank in range(10):
        tag(cast, f"smart {rank}")
    few = questions()
    for rank in range(10, 500):
        tag(cast, f"smart {rank}")
    assert questions() == few
    assert len(proposed(awa, "smart")) == 8
