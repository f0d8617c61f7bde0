"""Merging moves the figures by tag as counted by hand; undoing gives each activity the words it bore."""

import datetime as dt
from random import Random
from typing import Any

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.activity.tagging import colleague, names, network_tag, own_tag, tag, tagged, words_on
from tests.cast import Cast, activity, entry, network
from tests.statistics.reading import figure
from trame.activity.models import Activity, ActivityTag, Tag, TagAlias, TagMerge
from trame.activity.services import (
    EntryRefused,
    NotAllowed,
    delete_activity,
    forget_old_merges,
    merge_tags,
    restore_activity,
    tags_named,
    undo_merge,
    update_activity,
)
from trame.people.models import JournalEntry

pytestmark = pytest.mark.django_db


def by_tag(cast: Cast) -> dict[str, int]:
    """« Accompagnements par tag » of 2025, as Awa reads it."""
    return {row.label: row.n for row in figure(cast, "attendances_by_tag").rows}


def test_the_figure_by_tag_before_after_and_undone(cast: Cast) -> None:
    one, many = tag(cast, "smartphone"), tag(cast, "smartphones")
    tagged(cast, one)
    tagged(cast, many, kind="collectif", anonymous_total=6)
    tagged(cast, one, many, kind="collectif", anonymous_total=4)
    tagged(cast, tag(cast, "seniors"))
    before = {"smartphone": 5, "smartphones": 10, "seniors": 1}
    assert by_tag(cast) == before

    made = merge_tags(by=cast.awa, kept=one, merged=many)
    assert by_tag(cast) == {"smartphone": 11, "seniors": 1}  # the atelier that said both counts once

    undo_merge(by=cast.awa, merge=made)
    assert by_tag(cast) == before


def test_what_was_tagged_or_untagged_meanwhile_is_respected(cast: Cast) -> None:
    kept, gone = tag(cast, "smartphone"), tag(cast, "smartphones")
    moved, untagged, again = tagged(cast, gone), tagged(cast, gone), tagged(cast, gone)
    made = merge_tags(by=cast.awa, kept=kept, merged=gone)
    meanwhile = activity(cast.awa_at_navette, cast.library, tags=("smartphones",))
    update_activity(by=cast.awa, activity=untagged, entry=entry(cast.library))
    update_activity(by=cast.awa, activity=again, entry=entry(cast.library))
    update_activity(by=cast.awa, activity=again, entry=entry(cast.library, tags=("smartphone",)))
    undo_merge(by=cast.awa, merge=made)
    assert words_on(moved) == ["smartphones"]
    assert words_on(untagged) == []
    assert words_on(again) == ["smartphone"], "removed, then put by hand: hers, not the merge's"
    assert words_on(meanwhile) == ["smartphone"]


def test_a_deleted_activity_that_comes_back_says_the_tag_that_stayed(cast: Cast) -> None:
    kept, gone = tag(cast, "smartphone"), tag(cast, "smartphones")
    deleted = tagged(cast, gone)
    delete_activity(by=cast.awa, activity=deleted)
    made = merge_tags(by=cast.awa, kept=kept, merged=gone)
    restore_activity(by=cast.awa, activity=deleted)
    assert words_on(deleted) == ["smartphone"]
    undo_merge(by=cast.awa, merge=made)
    assert words_on(deleted) == ["smartphones"]


def test_an_activity_erased_meanwhile_does_not_prevent_undoing(cast: Cast) -> None:
    kept, gone = tag(cast, "smartphone"), tag(cast, "smartphones")
    erased, left = tagged(cast, gone), tagged(cast, gone)
    made = merge_tags(by=cast.awa, kept=kept, merged=gone)
    erased.delete()
    undo_merge(by=cast.awa, merge=made)
    assert words_on(left) == ["smartphones"]


@pytest.mark.parametrize("first", [0, 1])
def test_two_merges_into_one_tag_are_undone_in_either_order(cast: Cast, first: int) -> None:
    kept, mobile, portable = tag(cast, "smartphone"), tag(cast, "mobile"), tag(cast, "portable")
    both = tagged(cast, mobile, portable)
    made = [merge_tags(by=cast.awa, kept=kept, merged=gone) for gone in (mobile, portable)]
    assert words_on(both) == ["smartphone"]
    undo_merge(by=cast.awa, merge=made[first])
    assert words_on(both) == [("mobile", "portable")[first], "smartphone"]
    undo_merge(by=cast.awa, merge=made[1 - first])
    assert words_on(both) == ["mobile", "portable"]


def test_undoing_twice_changes_nothing(cast: Cast) -> None:
    kept, gone = tag(cast, "smartphone"), tag(cast, "smartphones")
    moved = tagged(cast, gone)
    made = merge_tags(by=cast.awa, kept=kept, merged=gone)
    undo_merge(by=cast.awa, merge=made)
    ActivityTag.objects.create(activity=moved, tag=kept)
    undo_merge(by=cast.awa, merge=made)
    assert words_on(moved) == ["smartphone", "smartphones"]


def test_a_merge_is_undone_before_the_one_it_went_into(cast: Cast) -> None:
    first, second, third = tag(cast, "mobile"), tag(cast, "portable"), tag(cast, "smartphone")
    inner = merge_tags(by=cast.awa, kept=second, merged=first)
    merge_tags(by=cast.awa, kept=third, merged=second)
    with pytest.raises(EntryRefused, match="« portable » a été fondu depuis dans « smartphone »"):
        undo_merge(by=cast.awa, merge=inner)
    with pytest.raises(EntryRefused, match="vient d’être fondu"):
        merge_tags(by=cast.awa, kept=third, merged=first)


def test_after_thirty_days_only_the_other_name_is_left(cast: Cast) -> None:
    kept, gone = tag(cast, "smartphone"), tag(cast, "smartphones")
    moved = tagged(cast, gone)
    TagAlias.objects.create(tag=gone, organisation=cast.navette, name="mobile", search_key="mobile")
    made = merge_tags(by=cast.awa, kept=kept, merged=gone)
    with time_machine.travel("2026-04-02T14:00:00+02:00", tick=False):
        assert forget_old_merges() == 0
    with time_machine.travel("2026-04-02T15:06:00+02:00", tick=False):
        with pytest.raises(EntryRefused, match="plus de trente jours"):
            undo_merge(by=cast.awa, merge=made)
        assert forget_old_merges() == 1
        assert forget_old_merges() == 0
    assert names(Tag.objects.all()) == ["smartphone"]
    assert not TagMerge.objects.exists()
    assert words_on(moved) == ["smartphone"]
    assert sorted(kept.aliases.values_list("name", flat=True)) == ["mobile", "smartphones"]
    assert tags_named(cast.navette.pk, ["Smartphones", "mobile"], by=cast.awa) == [kept]


def test_a_chain_of_old_merges_leaves_every_name(cast: Cast) -> None:
    first, second, third = tag(cast, "mobile"), tag(cast, "portable"), tag(cast, "smartphone")
    merge_tags(by=cast.awa, kept=second, merged=first)
    merge_tags(by=cast.awa, kept=third, merged=second)
    with time_machine.travel("2026-05-01T05:00:00+02:00", tick=False):
        assert forget_old_merges() == 2
    assert sorted(third.aliases.values_list("name", flat=True)) == ["mobile", "portable"]


def test_what_was_tagged_in_the_moment_of_the_merge_is_not_lost(cast: Cast) -> None:
    kept, gone = tag(cast, "smartphone"), tag(cast, "smartphones")
    merge_tags(by=cast.awa, kept=kept, merged=gone)
    late = tagged(cast, gone)
    with time_machine.travel("2026-05-01T05:00:00+02:00", tick=False):
        forget_old_merges()
    assert words_on(late) == ["smartphone"]


def test_a_merge_undone_leaves_no_trace_after_thirty_days(cast: Cast) -> None:
    kept, gone = tag(cast, "smartphone"), tag(cast, "smartphones")
    undo_merge(by=cast.awa, merge=merge_tags(by=cast.awa, kept=kept, merged=gone))
    with time_machine.travel("2026-05-01T05:00:00+02:00", tick=False):
        assert forget_old_merges() == 0
    assert names(Tag.objects.all()) == ["smartphone", "smartphones"]
    assert not TagMerge.objects.exists()


def test_a_word_goes_up_and_never_down(cast: Cast) -> None:
    shared = network_tag(network(cast.erwan, cast.navette), "Pass numérique")
    theirs, hers = tag(cast, "pass num"), own_tag(cast, "pass")
    for kept, merged in ((hers, theirs), (theirs, shared), (hers, shared)):
        with pytest.raises(NotAllowed):
            merge_tags(by=cast.awa, kept=kept, merged=merged)
    moved = tagged(cast, hers)
    merge_tags(by=cast.awa, kept=theirs, merged=hers)
    merge_tags(by=cast.awa, kept=shared, merged=theirs)
    assert words_on(moved) == ["Pass numérique"]


def test_who_merges_what(cast: Cast) -> None:
    blavet = network(cast.erwan, cast.navette)
    one, many = tag(cast, "smartphone"), tag(cast, "smartphones")
    shared, twin = network_tag(blavet, "Pass numérique"), network_tag(blavet, "Pass numériques")
    personal = own_tag(cast, "téléphones")
    elsewhere = tag(cast, "smartphone", organisation=cast.port)
    refused: list[tuple[Any, Tag, Tag]] = [
        (cast.chloe, one, many),
        (cast.erwan, one, many),
        (cast.erwan, shared, many),
        (cast.fatou, one, many),
        (cast.denis, one, many),
        (cast.bruno, one, personal),  # a colleague's own word
        (colleague(cast).user, one, personal),
        (cast.awa, elsewhere, many),
        (cast.awa, one, one),
        (cast.awa, shared, twin),  # a network's words are its coordinators'
    ]
    for by, kept, merged in refused:
        with pytest.raises(NotAllowed):
            merge_tags(by=by, kept=kept, merged=merged)
    merge_tags(by=cast.bruno, kept=one, merged=many)  # a manager harmonises too
    made = merge_tags(by=cast.erwan, kept=shared, merged=twin)
    for by in (cast.awa, cast.chloe):
        with pytest.raises(NotAllowed):
            undo_merge(by=by, merge=made)


def test_a_structure_out_of_the_network_does_not_merge_into_its_words(cast: Cast) -> None:
    shared = network_tag(network(cast.erwan), "Pass numérique")
    with pytest.raises(NotAllowed):
        merge_tags(by=cast.awa, kept=shared, merged=tag(cast, "pass num"))


def test_the_journal_says_who_merged_and_who_undid(cast: Cast) -> None:
    blavet = network(cast.erwan, cast.navette, cast.port)
    made = merge_tags(by=cast.awa, kept=tag(cast, "smartphone"), merged=tag(cast, "smartphones"))
    undo_merge(by=cast.bruno, merge=made)
    merge_tags(by=cast.erwan, kept=network_tag(blavet, "Pass numérique"), merged=network_tag(blavet, "pass num"))
    written = list(JournalEntry.objects.order_by("pk").values_list("action", "organisation"))
    assert written == [
        ("tag.merged", cast.navette.pk),
        ("tag.unmerged", cast.navette.pk),
        ("tag.network_changed", cast.navette.pk),
        ("tag.network_changed", cast.port.pk),
    ]


# --- Whatever the order ----------------------------------------------------------------------------------------------

WORDS = ("ameli", "bus", "canoë", "dessin")
Steps = list[tuple[str, int, int]]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["merge", "merge", "merge", "undo", "tag", "untag"]), st.integers(0, 3), st.integers(0, 3)
    ),
    max_size=10,
)
BORNE = st.lists(st.sets(st.integers(0, len(WORDS) - 1), min_size=1), min_size=1, max_size=3)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(borne=[{0, 1}], steps=[("merge", 2, 0), ("merge", 1, 0), ("undo", 0, 0)], order=Random(0))
@example(
    borne=[{0}],
    steps=[("merge", 2, 0), ("merge", 0, 1), ("untag", 0, 0), ("undo", 0, 0), ("tag", 0, 0)],
    order=Random(0),
)
@given(borne=BORNE, steps=STEPS, order=st.randoms(use_true_random=False))
def test_once_everything_is_undone_each_activity_says_what_its_author_said(
    cast: Cast, borne: list[set[int]], steps: Steps, order: Any
) -> None:
    """Against a model that only knows words: what each author meant, and which words stand for which."""
    with transaction.atomic():
        told = _Told(cast, borne)
        for gesture, first, second in steps:
            getattr(told, gesture)(first, second)
            told.check()
        while told.live:
            told.undo(order.randrange(10), 0)
            told.check()
        assert [words_on(made) for made in told.activities] == [sorted(said) for said in told.meant]
        transaction.set_rollback(True)


class _Told:
    """`meant`: the words of each activity as its author would say them; a tag stands for the words merged into it."""

    def __init__(self, cast: Cast, borne: list[set[int]]) -> None:
        self.cast = cast
        self.tags = [tag(cast, word) for word in WORDS]
        self.activities = [tagged(cast, *(self.tags[rank] for rank in sorted(ranks))) for ranks in borne]
        self.meant = [{WORDS[rank] for rank in ranks} for ranks in borne]
        self.into: dict[str, str] = {}
        self.live: list[TagMerge] = []

    def shown(self, word: str) -> str:
        while word in self.into:
            word = self.into[word]
        return word

    def check(self) -> None:
        expected = [sorted({self.shown(word) for word in said}) for said in self.meant]
        assert [words_on(made) for made in self.activities] == expected

    def merge(self, first: int, second: int) -> None:
        free = [one for one in self.tags if one.name not in self.into]
        kept, merged = free[first % len(free)], free[second % len(free)]
        if kept != merged:
            self.live.append(merge_tags(by=self.cast.awa, kept=kept, merged=merged))
            self.into[merged.name] = kept.name

    def undo(self, first: int, second: int) -> None:
        possible = [made for made in self.live if made.kept.name not in self.into]
        if possible:
            made = possible[first % len(possible)]
            undo_merge(by=self.cast.awa, merge=made)
            self.live.remove(made)
            del self.into[made.merged.name]

    def tag(self, first: int, second: int) -> None:
        """By hand: the word itself, or the one it has become; nothing changes when it is there already."""
        made, said = self._one(first)
        word = self.shown(WORDS[second % len(WORDS)])
        if word not in words_on(made):
            said.add(word)
            self._write(made, [*words_on(made), word])

    def untag(self, first: int, second: int) -> None:
        """By hand: what is read on the activity goes, and with it all the words it stands for."""
        made, said = self._one(first)
        if shown := words_on(made):
            gone = shown[second % len(shown)]
            said -= {word for word in said if self.shown(word) == gone}
            self._write(made, [word for word in shown if word != gone])

    def _one(self, rank: int) -> tuple[Activity, set[str]]:
        rank %= len(self.activities)
        return self.activities[rank], self.meant[rank]

    def _write(self, made: Activity, words: list[str]) -> None:
        update_activity(by=self.cast.awa, activity=made, entry=entry(self.cast.library, tags=tuple(words)))


def test_thirty_days_are_counted_from_the_merge(cast: Cast) -> None:
    kept, gone = tag(cast, "smartphone"), tag(cast, "smartphones")
    moved = tagged(cast, gone)
    made = merge_tags(by=cast.awa, kept=kept, merged=gone)
    with time_machine.travel(dt.datetime(2026, 4, 2, 12, tzinfo=dt.UTC), tick=False):
        undo_merge(by=cast.awa, merge=made)
    assert words_on(moved) == ["smartphones"]
