"""« Harmoniser »: what is proposed, what it would change, doing it, saying no, going back."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.activity.tagging import colleague, network_tag, own_tag, tag, tagged, words_on
from tests.cast import Cast, network
from trame.activity.models import DistinctTags, Tag, TagMerge
from trame.activity.services import delete_activity, merge_tags
from trame.ui.typography import typeset

pytestmark = pytest.mark.django_db

PAGE, MERGE, APART = "/activites/tags/harmoniser/", "/activites/tags/fondre/", "/activites/tags/distinguer/"


def proposed(client: Client) -> list[list[tuple[str, int | None, bool]]]:
    """The groups: (word, activities, proposed to stay)."""
    answer = client.get(PAGE)
    assert answer.status_code == 200
    groups = answer.context["proposals"].groups
    return [[(one.tag.name, one.uses, one.is_proposed) for one in group] for group in groups]


def sent(kept: Tag | None, *merged: Tag, **more: Any) -> dict[str, Any]:
    return {"kept": str(kept.client_uuid) if kept else "", "merged": [str(one.client_uuid) for one in merged], **more}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_near_twins_are_proposed_the_most_used_to_stay(awa: Client, cast: Cast) -> None:
    one, many, other = tag(cast, "emploi"), tag(cast, "emplois"), tag(cast, "2024")
    tag(cast, "2025"), tag(cast, "CAF"), tag(cast, "CAFE"), tag(cast, "atelier 1"), tag(cast, "atelier 2")
    tagged(cast, one), tagged(cast, many), tagged(cast, many), tagged(cast, other)
    assert proposed(awa) == [[("emplois", 2, True), ("emploi", 1, False)]]


def test_the_widest_word_stays_whatever_its_use(awa: Client, cast: Cast) -> None:
    hers, theirs = own_tag(cast, "seniors"), tag(cast, "senior")
    network_tag(network(cast.erwan, cast.navette), "Séniors")
    tagged(cast, hers), tagged(cast, hers), tagged(cast, theirs)
    assert proposed(awa) == [[("Séniors", 0, True), ("senior", 1, False), ("seniors", 2, False)]]


def test_what_is_not_hers_to_merge_is_not_proposed(awa: Client, cast: Cast) -> None:
    blavet = network(cast.erwan, cast.navette)
    network_tag(blavet, "Pass numérique"), network_tag(blavet, "Pass numériques")
    own_tag(cast, "relire", owner=(gaelle := colleague(cast).user)), own_tag(cast, "relires", owner=gaelle)
    tag(cast, "canoë", organisation=cast.port), tag(cast, "canoës", organisation=cast.port)
    tag(cast, "vélo"), tag(cast, "vélos", archived_at="2026-01-01T12:00:00Z")
    merge_tags(by=cast.awa, kept=tag(cast, "tablette"), merged=tag(cast, "tablettes"))
    assert proposed(awa) == []
    assert "Rien à rapprocher" in text(awa.get(PAGE))


def test_the_preview_says_the_figure_before_and_after(awa: Client, cast: Cast) -> None:
    one, many = tag(cast, "smartphone"), tag(cast, "smartphones")
    tagged(cast, one)
    tagged(cast, many, kind="collectif", anonymous_total=6)
    tagged(cast, one, many, kind="collectif", anonymous_total=4)
    delete_activity(by=cast.awa, activity=tagged(cast, many))
    answer = awa.post(MERGE, sent(one, many))
    assert answer.status_code == 200
    preview = answer.context["preview"]
    assert [(c.tag, c.activities, c.attendances) for c in preview.before] == [(one, 2, 5), (many, 2, 10)]
    assert (preview.after.activities, preview.after.attendances) == (3, 11)
    assert (preview.moved, preview.both) == (1, 1)
    assert not TagMerge.objects.exists(), "nothing is done before it is confirmed"


def test_confirmed_it_is_done_and_can_be_undone_from_the_page(awa: Client, cast: Cast) -> None:
    one, many, typo = tag(cast, "smartphone"), tag(cast, "smartphones"), tag(cast, "smarphone")
    made = tagged(cast, many, typo)
    answer = awa.post(MERGE, sent(one, one, many, typo, confirmed="1"), follow=True)
    assert typeset("« smarphone » et « smartphones » sont devenus « smartphone »") in text(answer)
    assert words_on(made) == ["smartphone"]
    undoable = answer.context["undoable"]
    assert sorted((line.merge.merged.name, line.activities) for line in undoable) == [
        ("smarphone", 1),
        ("smartphones", 1),
    ]
    for line in undoable:
        assert awa.post(reverse("activity:tags_unmerge", args=[line.merge.client_uuid])).status_code == 302
    assert words_on(made) == ["smarphone", "smartphones"]
    assert awa.get(PAGE).context["undoable"] == []


def test_they_are_not_the_same_is_remembered(awa: Client, cast: Cast) -> None:
    one, many = tag(cast, "emploi"), tag(cast, "emplois")
    tag(cast, "tablette"), tag(cast, "tablettes")
    assert awa.post(APART, sent(one, one, many)).status_code == 302
    assert awa.post(APART, sent(many, one)).status_code == 302  # a replay writes nothing more
    assert [[word for word, _, _ in group] for group in proposed(awa)] == [["tablette", "tablettes"]]
    assert DistinctTags.objects.get().by == cast.awa


def test_a_word_is_merged_from_its_page_into_one_that_is_typed(awa: Client, cast: Cast) -> None:
    one, other = tag(cast, "ordi"), tag(cast, "Ordinateur portable")
    answer = awa.post(MERGE, sent(None, one, into="ordinateur-portable, "))
    assert (answer.status_code, answer.context["form"].kept) == (200, other)
    for into, sentence in (
        ("vélo", "Aucun tag ne répond à « vélo » : écrivez un tag qui existe déjà."),
        ("", "Choisissez le mot qui reste : écrivez un tag qui existe déjà."),
        ("ordi", "C’est le même tag : choisissez-en un autre."),
    ):
        answer = awa.post(MERGE, sent(None, one, into=into, confirmed="1"))
        assert answer.status_code == 422
        assert answer.context["form"].error == sentence
    assert not TagMerge.objects.exists()


def test_a_downward_merge_is_explained(awa: Client, cast: Cast) -> None:
    theirs, hers = tag(cast, "seniors"), own_tag(cast, "aînés")
    answer = awa.post(MERGE, sent(hers, theirs, confirmed="1"))
    assert answer.status_code == 422
    assert typeset("« seniors », de la structure, ne peut pas se fondre dans « aînés », personnel") in text(answer)


def test_the_structure_merges_its_word_into_the_network_s(awa: Client, cast: Cast) -> None:
    shared, theirs = network_tag(network(cast.erwan, cast.navette), "Pass numérique"), tag(cast, "pass num")
    made = tagged(cast, theirs)
    assert awa.post(MERGE, sent(shared, theirs, confirmed="1")).status_code == 302
    assert words_on(made) == ["Pass numérique"]


def test_a_preview_left_open_does_not_merge_twice(awa: Client, cast: Cast) -> None:
    one, many = tag(cast, "emploi"), tag(cast, "emplois")
    assert awa.post(MERGE, sent(one, many, confirmed="1")).status_code == 302
    answer = awa.post(MERGE, sent(one, many, confirmed="1"))
    assert answer.status_code == 422
    assert "vient d’être fondu dans un autre" in text(answer)
    assert TagMerge.objects.count() == 1


def test_undoing_in_the_wrong_order_is_explained(awa: Client, cast: Cast) -> None:
    first, second, third = tag(cast, "mobile"), tag(cast, "portable"), tag(cast, "smartphone")
    inner = merge_tags(by=cast.awa, kept=second, merged=first)
    merge_tags(by=cast.awa, kept=third, merged=second)
    answer = awa.post(reverse("activity:tags_unmerge", args=[inner.client_uuid]), follow=True)
    assert "défaites d’abord cette fusion" in text(answer)
    inner.refresh_from_db()
    assert inner.undone_at is None


# --- Attacks ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", [MERGE, APART])
def test_a_foreign_tag_in_the_form_is_not_found(awa: Client, cast: Cast, url: str) -> None:
    own, elsewhere = tag(cast, "emploi"), tag(cast, "emplois", organisation=cast.port)
    for said in (sent(own, elsewhere), sent(elsewhere, own), sent(own, own, elsewhere), sent(own) | {"merged": ["x"]}):
        assert awa.post(url, said | {"confirmed": "1"}).status_code == 404
    assert not TagMerge.objects.exists()
    assert not DistinctTags.objects.exists()


def test_a_colleague_s_own_word_is_not_merged_by_another(awa: Client, cast: Cast) -> None:
    theirs, privately = tag(cast, "relire"), own_tag(cast, "relires", owner=colleague(cast).user)
    for url in (MERGE, APART):
        assert awa.post(url, sent(theirs, privately, confirmed="1")).status_code == 403


def test_a_stranger_does_not_undo(cast: Cast, client: Client) -> None:
    made = merge_tags(by=cast.awa, kept=tag(cast, "emploi"), merged=tag(cast, "emplois"))
    client.force_login(cast.chloe)
    assert client.post(reverse("activity:tags_unmerge", args=[made.client_uuid])).status_code == 404
    made.refresh_from_db()
    assert made.undone_at is None


def test_too_many_words_at_once_are_refused(awa: Client, cast: Cast) -> None:
    one, *others = [tag(cast, f"mot {rank}") for rank in range(30)]
    answer = awa.post(MERGE, sent(one, *others, confirmed="1"))
    assert answer.status_code == 422
    assert not TagMerge.objects.exists()
