"""Retention really runs: people who no longer come, old notes, deleted activities; each structure at its own pace."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from tests.cast import Cast, activity, follow
from trame.activity.entry import FollowedParticipant
from trame.activity.models import Activity, Beneficiary
from trame.activity.retention import RULES
from trame.activity.services import delete_activity
from trame.jobs import daily
from trame.jobs.models import RetentionRun
from trame.jobs.privacy import retention
from trame.jobs.privacy.retention import RetentionFailed, apply_rule
from trame.people.models import JournalEntry, Organisation, PrivacySettings

pytestmark = pytest.mark.django_db
PEOPLE, NOTES, DELETED, *_ = RULES


def on(day: str) -> Any:
    return time_machine.travel(f"{day}T10:00:00+01:00", tick=False)


def came(cast: Cast, pseudonym: str, *days: str, **said: Any) -> Beneficiary:
    person = follow(cast.navette, pseudonym=pseudonym)
    for day in days:
        activity(
            cast.awa_at_navette, cast.library, date=dt.date.fromisoformat(day),
            followed=(FollowedParticipant(person.pk),), **said,
        )  # fmt: skip
    return person


def left() -> list[str]:
    return list(Beneficiary.objects.order_by("pseudonym").values_list("pseudonym", flat=True))


def test_somebody_leaves_twenty_four_months_after_her_last_attendance(cast: Cast) -> None:
    came(cast, "A", "2023-01-05", "2024-01-10")
    came(cast, "B", "2024-02-10")
    with on("2026-01-10"):
        assert apply_rule(PEOPLE) == 0
    with on("2026-01-11"):
        assert apply_rule(PEOPLE) == 1
        assert apply_rule(PEOPLE) == 0
    assert left() == ["B"]
    assert sum(Activity.objects.values_list("anonymous_total", flat=True)) == 2


def test_who_never_came_leaves_after_her_creation(cast: Cast) -> None:
    with on("2026-03-03"):
        follow(cast.navette, pseudonym="A")
    with on("2028-03-03"):
        assert apply_rule(PEOPLE) == 0
    with on("2028-03-04"):
        assert apply_rule(PEOPLE) == 1


def test_an_attendance_of_a_deleted_activity_keeps_nobody(cast: Cast) -> None:
    came(cast, "A", "2023-06-01", "2025-06-01")
    delete_activity(by=cast.awa, activity=Activity.objects.get(date="2025-06-01"))
    Beneficiary.objects.update(created_at=timezone.now() - dt.timedelta(days=1000))
    assert apply_rule(PEOPLE) == 1


def test_each_structure_chooses_its_own_duration(cast: Cast) -> None:
    came(cast, "A", "2025-01-10")
    theirs = follow(cast.port, pseudonym="Z")
    activity(cast.chloe_at_port, cast.quay, date=dt.date(2025, 1, 10), followed=(FollowedParticipant(theirs.pk),))
    PrivacySettings.objects.create(organisation=cast.navette, people_months=12)
    with on("2026-02-01"):
        assert apply_rule(PEOPLE) == 1
    assert left() == ["Z"]


def test_old_notes_leave_and_their_activity_stays(cast: Cast) -> None:
    old = activity(cast.awa_at_navette, cast.library, date=dt.date(2024, 1, 10), notes="Ancienne")
    recent = activity(cast.awa_at_navette, cast.library, date=dt.date(2024, 1, 12), notes="Récente")
    with on("2026-01-12"):
        assert apply_rule(NOTES) == 1
        assert apply_rule(NOTES) == 0
    old.refresh_from_db()
    recent.refresh_from_db()
    assert (old.notes, old.content_digest, old.anonymous_total) == ("", "", 1)
    assert recent.notes == "Récente"


def test_a_deleted_activity_leaves_for_good_after_ninety_days(cast: Cast) -> None:
    with on("2026-01-01"):
        delete_activity(by=cast.awa, activity=activity(cast.awa_at_navette, cast.library))
    with on("2026-04-01"):
        assert apply_rule(DELETED) == 0
    with on("2026-04-02"):
        assert apply_rule(DELETED) == 1
    assert not Activity.objects.exists()


def test_the_daily_round_does_it_and_leaves_a_proof_for_each_structure(cast: Cast) -> None:
    came(cast, "A", "2023-01-05")
    daily.run_round()
    run = RetentionRun.objects.get(organisation=cast.navette, rule="people")
    assert (run.erased, run.erased_in_all, run.is_failing) == (1, 1, False)
    assert run.ran_at == timezone.now()
    empty = RetentionRun.objects.get(organisation=cast.port, rule="people")
    assert (empty.ran_at, empty.erased) == (timezone.now(), 0)
    line = JournalEntry.objects.get(action="person.expired")
    assert (line.organisation, line.actor) == (cast.navette, None)


def test_the_next_day_the_proof_starts_again_from_zero_and_the_sum_goes_on(cast: Cast) -> None:
    came(cast, "A", "2024-01-10")
    came(cast, "B", "2024-01-11")
    for day in ("2026-01-11", "2026-01-12", "2026-01-12", "2026-01-13"):
        with on(day):
            apply_rule(PEOPLE)
            run = RetentionRun.objects.get(organisation=cast.navette, rule="people")
            assert run.erased_in_all == (1 if day == "2026-01-11" else 2)
            assert run.erased == (0 if day == "2026-01-13" else 1)


def test_a_structure_that_fails_stops_neither_the_others_nor_its_own_next_try(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    came(cast, "A", "2023-01-05")
    theirs = follow(cast.port, pseudonym="Z")
    activity(cast.chloe_at_port, cast.quay, date=dt.date(2023, 1, 10), followed=(FollowedParticipant(theirs.pk),))
    really = retention._apply

    def fall(rule: retention.Rule, organisation: Organisation) -> int:
        if organisation == cast.navette:
            raise RuntimeError("Jeanne Le Bihan")
        return really(rule, organisation)

    monkeypatch.setattr(retention, "_apply", fall)
    with pytest.raises(RetentionFailed):
        apply_rule(PEOPLE)
    assert left() == ["A"]
    assert RetentionRun.objects.get(organisation=cast.navette, rule="people").is_failing
    monkeypatch.undo()
    with time_machine.travel(timezone.now() + dt.timedelta(hours=1)):
        assert apply_rule(PEOPLE) == 1
    assert not RetentionRun.objects.get(organisation=cast.navette, rule="people").is_failing
    assert "people" in caplog.text


def test_a_failure_in_the_middle_erases_nothing_of_that_structure(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    came(cast, "A", "2023-01-05")
    came(cast, "B", "2023-01-05")
    from trame.activity import retention as rules_of_activity

    really = rules_of_activity.erase_person

    def fall_at_the_second(*, by: None, person: Beneficiary) -> None:
        if person.pseudonym == "B":
            raise RuntimeError
        really(by=by, person=person)

    monkeypatch.setattr(rules_of_activity, "erase_person", fall_at_the_second)
    with pytest.raises(RetentionFailed):
        apply_rule(PEOPLE)
    assert left() == ["A", "B"]
    assert not JournalEntry.objects.filter(action="person.expired").exists()
