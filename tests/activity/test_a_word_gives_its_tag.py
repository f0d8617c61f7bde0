"""Which tag a word gives: her own, the structure's, a network's, that of which it is another name; else a new one."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.activity.tagging import colleague, names, network_tag, own_tag, tag, tagged, words_on
from tests.cast import Cast, activity, entry, network
from trame.activity.models import Tag, TagAlias, TagScope
from trame.activity.services import (
    archive_tag,
    bring_back_typed,
    leave_words_to_structures,
    merge_tags,
    rename_tag,
    tags_named,
    undo_merge,
    update_activity,
)
from trame.people.models import NetworkMembership
from trame.people.services.closing import close_account

pytestmark = pytest.mark.django_db


def given(cast: Cast, word: str) -> Tag:
    """What Awa gets when she types this word."""
    (found,) = tags_named(cast.navette.pk, [word], by=cast.awa)
    return found


def test_a_new_word_is_a_tag_of_the_structure(cast: Cast) -> None:
    made = given(cast, "Café IA")
    assert (made.name, made.scope, made.organisation, made.owner) == ("Café IA", "organisation", cast.navette, None)


@pytest.mark.parametrize("word", ["cafe ia", "CAFÉ-IA", " café  ia "])
def test_accents_capitals_and_signs_never_make_two_tags(cast: Cast, word: str) -> None:
    known = tag(cast, "Café IA")
    assert given(cast, word) == known


def test_her_own_word_comes_before_the_structure_s_and_the_structure_s_before_a_network_s(cast: Cast) -> None:
    shared = network_tag(network(cast.erwan, cast.navette), "tablette")
    assert given(cast, "tablette") == shared
    theirs = tag(cast, "Tablette")
    assert given(cast, "tablette") == theirs
    hers = own_tag(cast, "tablette")
    assert given(cast, "tablette") == hers


def test_a_personal_word_is_nobody_else_s(cast: Cast) -> None:
    hers = own_tag(cast, "à revoir")
    (theirs,) = tags_named(cast.navette.pk, ["à revoir"], by=colleague(cast).user)
    assert theirs != hers
    assert theirs.scope == TagScope.ORGANISATION


def test_a_network_s_word_is_given_during_the_membership_only(cast: Cast) -> None:
    blavet = network(cast.erwan, cast.navette)
    shared = network_tag(blavet, "Pass numérique")
    membership = NetworkMembership.objects.get(network=blavet)
    membership.ends_on = timezone.localdate()
    membership.save()
    assert given(cast, "pass numérique") == shared
    membership.ends_on -= dt.timedelta(days=1)
    membership.save()
    assert given(cast, "pass numérique").organisation == cast.navette


def test_another_structure_s_words_are_never_given(cast: Cast) -> None:
    elsewhere = tag(cast, "canoë", organisation=cast.port)
    TagAlias.objects.create(tag=elsewhere, organisation=cast.port, name="kayak", search_key="kayak")
    assert given(cast, "canoë") != elsewhere
    assert given(cast, "kayak").name == "kayak"


def test_the_old_word_of_a_renamed_tag_still_gives_it(cast: Cast) -> None:
    renamed = rename_tag(by=cast.awa, tag=tag(cast, "tel"), name="téléphone", description="")
    assert given(cast, "tel") == renamed
    assert Tag.objects.count() == 1


def test_the_word_of_a_merged_tag_gives_the_one_that_stayed_through_two_merges(cast: Cast) -> None:
    first, second, third = tag(cast, "mobile"), tag(cast, "portable"), tag(cast, "smartphone")
    merge_tags(by=cast.awa, kept=second, merged=first)
    merge_tags(by=cast.awa, kept=third, merged=second)
    assert given(cast, "mobile") == third
    assert names(tags_named(cast.navette.pk, ["mobile", "portable", "smartphone"], by=cast.awa)) == ["smartphone"]


def test_an_archived_word_is_used_and_comes_back_only_when_somebody_types_it(cast: Cast) -> None:
    known = tag(cast, "vacances")
    archive_tag(by=cast.awa, tag=known)
    assert given(cast, "Vacances") == known
    known.refresh_from_db()
    assert known.archived_at, "an import, or a correction, brings nothing back"
    assert bring_back_typed(by=cast.awa, organisation_id=cast.navette.pk, names=["Vacances", "été"]) == [known]
    known.refresh_from_db()
    assert known.archived_at is None


def test_a_correction_keeps_the_tags_that_the_activity_bears(cast: Cast) -> None:
    """Whatever has the same word since: her own tag made later does not take the place of the structure's."""
    made = activity(cast.awa_at_navette, cast.library, tags=("tablette", "seniors"))
    own_tag(cast, "tablette")
    update_activity(by=cast.awa, activity=made, entry=entry(cast.library, tags=("Tablette", "jeunes")))
    assert words_on(made) == ["jeunes", "tablette"]
    assert set(Tag.objects.filter(name="tablette").values_list("scope", flat=True)) == {"personal", "organisation"}
    assert made.activity_tags.get(tag__name="tablette").tag.scope == TagScope.ORGANISATION


def test_a_correction_keeps_the_word_of_a_network_that_the_structure_has_left(cast: Cast) -> None:
    blavet = network(cast.erwan, cast.navette)
    made = activity(cast.awa_at_navette, cast.library, tags=("autre",))
    shared = network_tag(blavet, "Pass numérique")
    made = tagged(cast, shared)
    NetworkMembership.objects.update(ends_on=timezone.localdate() - dt.timedelta(days=1))
    update_activity(by=cast.awa, activity=made, entry=entry(cast.library, tags=("Pass numérique",)))
    assert made.activity_tags.get().tag == shared


def test_the_personal_words_of_an_account_that_closes_stay_on_activities(cast: Cast) -> None:
    used, twin, unused = own_tag(cast, "à revoir"), own_tag(cast, "seniors"), own_tag(cast, "brouillon")
    theirs = tag(cast, "Seniors")
    merged = own_tag(cast, "relire")
    merge_tags(by=cast.awa, kept=used, merged=merged)
    first, second = tagged(cast, used), tagged(cast, twin)
    close_account(user=cast.awa, by=cast.awa)
    assert words_on(first) == ["à revoir"]
    assert first.activity_tags.get().tag.scope == TagScope.ORGANISATION
    assert [link.tag for link in second.activity_tags.all()] == [theirs]
    assert not Tag.objects.filter(pk=unused.pk).exists()
    assert names(tags_named(cast.navette.pk, ["relire"], by=colleague(cast).user)) == ["à revoir"]


def test_closing_an_account_leaves_the_words_of_colleagues_alone(cast: Cast) -> None:
    hers = own_tag(cast, "à revoir", owner=colleague(cast).user)
    tagged(cast, hers)
    leave_words_to_structures(cast.awa)
    hers.refresh_from_db()
    assert hers.scope == TagScope.PERSONAL


def test_a_word_typed_again_after_the_merge_was_undone_is_itself(cast: Cast) -> None:
    kept, gone = tag(cast, "smartphone"), tag(cast, "smartphones")
    made = merge_tags(by=cast.awa, kept=kept, merged=gone)
    undo_merge(by=cast.awa, merge=made)
    assert given(cast, "Smartphones") == gone
