"""Words that a network proposes: made by who coordinates it, offered to its structures; she reads none of theirs."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.activity.tagging import network_tag, tag, tagged, words_on
from tests.cast import Cast, network
from trame.activity.models import Tag, TagAlias, TagMerge, TagScope
from trame.activity.services import merge_tags, rename_tag, tags_named
from trame.people.models import Coordination, JournalEntry, Network, NetworkMembership

pytestmark = pytest.mark.django_db


@pytest.fixture
def blavet(cast: Cast) -> Network:
    return network(cast.erwan, cast.navette, cast.port)


@pytest.fixture
def erwan(cast: Cast, client: Client) -> Client:
    client.force_login(cast.erwan)
    return client


def page(blavet: Network) -> str:
    return reverse("activity:network_tags", args=[blavet.pk])


def test_a_word_proposed_by_the_coordinator_is_offered_to_the_members(
    erwan: Client, blavet: Network, cast: Cast
) -> None:
    said = {"name": "Pass  numérique", "description": "Le chèque accepté dans le réseau."}
    assert erwan.post(page(blavet), said).status_code == 302
    made = Tag.objects.get()
    assert (made.name, made.scope, made.network, made.organisation) == ("Pass numérique", "network", blavet, None)
    actions = JournalEntry.objects.order_by("organisation").values_list("action", "organisation")
    assert list(actions) == [("tag.network_changed", cast.navette.pk), ("tag.network_changed", cast.port.pk)]
    erwan.force_login(cast.awa)
    assert '<option value="Pass numérique">' in erwan.get(reverse("activity:individual")).content.decode()
    NetworkMembership.objects.update(ends_on=timezone.localdate() - dt.timedelta(days=1))
    assert '<option value="Pass numérique">' not in erwan.get(reverse("activity:individual")).content.decode()


def test_the_same_word_is_not_proposed_twice(erwan: Client, blavet: Network) -> None:
    network_tag(blavet, "Pass numérique")
    answer = erwan.post(page(blavet), {"name": "pass numerique"})
    assert answer.status_code == 422
    assert "existe déjà" in answer.content.decode()


def test_her_pages_say_no_count_and_no_word_of_a_structure(erwan: Client, blavet: Network, cast: Cast) -> None:
    shared = network_tag(blavet, "Pass numérique")
    theirs = tag(cast, "pass num navette")
    for _ in range(3):
        tagged(cast, theirs)
    merge_tags(by=cast.awa, kept=shared, merged=theirs)
    TagAlias.objects.create(tag=shared, organisation=cast.navette, name="chèque canoë", search_key="cheque canoe")
    for address in (page(blavet), reverse("activity:tag", args=[shared.client_uuid])):
        said = erwan.get(address).content.decode()
        assert "Pass numérique" in said
        assert "navette" not in said.split("<main", 1)[-1].lower()
        assert "canoë" not in said
        assert "3\u00a0activités" not in said
    assert not TagMerge.objects.visible_to(cast.erwan).exists()
    assert not TagAlias.objects.visible_to(cast.erwan).exists()
    assert TagMerge.objects.visible_to(cast.awa).exists()


def test_she_merges_two_words_of_the_network_in_every_structure(erwan: Client, blavet: Network, cast: Cast) -> None:
    one, many = network_tag(blavet, "Pass numérique"), network_tag(blavet, "Pass numériques")
    made = tagged(cast, many)
    groups = erwan.get(page(blavet)).context["proposals"].groups
    assert [[(c.tag.name, c.uses, c.is_proposed) for c in group] for group in groups] == [
        [("Pass numérique", None, True), ("Pass numériques", None, False)]
    ]
    said = {"kept": str(one.client_uuid), "merged": [str(many.client_uuid)]}
    preview = erwan.post(reverse("activity:tags_merge"), said)
    assert "preview" not in preview.context
    assert erwan.post(reverse("activity:tags_merge"), said | {"confirmed": "1"})["Location"] == page(blavet)
    assert words_on(made) == ["Pass numérique"]
    merge = TagMerge.objects.get()
    assert erwan.post(reverse("activity:tags_unmerge", args=[merge.client_uuid]))["Location"] == page(blavet)
    assert words_on(made) == ["Pass numériques"]


def test_who_coordinates_no_more_or_another_network_finds_nothing(erwan: Client, blavet: Network, cast: Cast) -> None:
    shared = network_tag(blavet, "Pass numérique")
    Coordination.objects.update(starts_on="2020-01-01", ends_on=timezone.localdate() - dt.timedelta(days=1))
    assert erwan.get(page(blavet)).status_code == 404
    assert erwan.post(page(blavet), {"name": "autre"}).status_code == 404
    assert erwan.post(reverse("activity:tag_archive", args=[shared.client_uuid])).status_code == 404


def test_a_member_reads_the_words_and_changes_none(cast: Cast, client: Client, blavet: Network) -> None:
    shared = network_tag(blavet, "Pass numérique")
    for reader in (cast.awa, cast.bruno, cast.chloe):
        client.force_login(reader)
        assert client.get(page(blavet)).status_code == 404
        assert client.post(reverse("activity:tag_archive", args=[shared.client_uuid])).status_code == 403
        assert "Pass numérique" in client.get("/activites/tags/").content.decode()


def test_the_network_s_page_leads_its_coordinator_to_its_words(erwan: Client, blavet: Network, cast: Cast) -> None:
    network_page = reverse("people:network", args=[blavet.pk])
    assert page(blavet) in erwan.get(network_page).content.decode()
    erwan.force_login(cast.awa)
    assert page(blavet) not in erwan.get(network_page).content.decode()


def test_a_renamed_word_of_the_network_is_known_by_its_old_name_everywhere(cast: Cast, blavet: Network) -> None:
    rename_tag(by=cast.erwan, tag=network_tag(blavet, "Pass num"), name="Pass numérique", description="")
    alias = TagAlias.objects.get()
    assert (alias.organisation, alias.tag.scope) == (None, TagScope.NETWORK)
    for organisation, by in ((cast.navette, cast.awa), (cast.port, cast.chloe)):
        assert [one.name for one in tags_named(organisation.pk, ["pass num"], by=by)] == ["Pass numérique"]
