"""A file brought in again after its words were harmonised gives the words that stayed; undoing it takes none away."""

import pytest
import time_machine

from tests.cast import Cast
from tests.interchange.coop_files import coop_file, row
from trame.activity.models import ActivityTag, Tag, TagMerge
from trame.activity.services import archive_tag, forget_old_merges, merge_tags, undo_merge
from trame.interchange.imports import services
from trame.interchange.imports.models import ImportBatch

pytestmark = pytest.mark.django_db


def bring(cast: Cast, *rows: tuple[int, str]) -> ImportBatch:
    """Import accompaniments: their number, and their words."""
    content = coop_file([row(number, Tags=words) for number, words in rows])
    return services.import_at_once(membership=cast.awa_at_navette, partner="coop", content=content)


def harmonise(cast: Cast, kept: str, merged: str) -> None:
    merge_tags(by=cast.awa, kept=Tag.objects.get(name=kept), merged=Tag.objects.get(name=merged))


def words() -> list[str]:
    """Those on the activities that are there, one per link."""
    return sorted(ActivityTag.objects.filter(activity__deleted_at=None).values_list("tag__name", flat=True))


def test_a_merged_word_gives_the_one_that_stayed(cast: Cast) -> None:
    bring(cast, (1, "smartphone"), (2, "smartphones"))
    harmonise(cast, "smartphone", "smartphones")
    bring(cast, (3, "Smartphones"), (4, "smartphone\nsmartphones"))
    assert words() == ["smartphone"] * 4


def test_so_does_the_other_name_that_is_left_after_thirty_days(cast: Cast) -> None:
    bring(cast, (1, "smartphone"), (2, "smartphones"))
    harmonise(cast, "smartphone", "smartphones")
    with time_machine.travel("2099-01-01T12:00:00+01:00", tick=False):
        assert forget_old_merges() == 1
    bring(cast, (3, "SMARTPHONES"))
    assert words() == ["smartphone"] * 3
    assert Tag.objects.count() == 1


def test_the_review_names_only_the_words_that_would_be_new(cast: Cast) -> None:
    bring(cast, (1, "smartphone"), (2, "smartphones"))
    harmonise(cast, "smartphone", "smartphones")
    content = coop_file([row(3, Tags="Smartphones"), row(4, Tags="tablette")])
    staged = services.stage_file(by=cast.awa, membership=cast.awa_at_navette, partner="coop", content=content)
    assert services.review_staged(staged).new_tags == ["tablette"]


def test_undoing_an_import_leaves_its_merged_words_and_the_merge_can_still_be_undone(cast: Cast) -> None:
    first = bring(cast, (1, "smartphones"))
    bring(cast, (2, "smartphone"))
    harmonise(cast, "smartphone", "smartphones")
    services.undo_import(by=cast.awa, batch=first)
    assert sorted(Tag.objects.values_list("name", flat=True)) == ["smartphone", "smartphones"]
    undo_merge(by=cast.awa, merge=TagMerge.objects.get())
    bring(cast, (1, "smartphones"))
    assert words() == ["smartphone", "smartphones"]


def test_an_import_uses_an_archived_word_and_leaves_it_archived(cast: Cast) -> None:
    bring(cast, (1, "vacances"))
    archive_tag(by=cast.awa, tag=Tag.objects.get())
    bring(cast, (2, "Vacances"), (3, "vacance"))
    assert words() == ["vacance", "vacances", "vacances"]
    assert Tag.objects.get(name="vacances").archived_at
