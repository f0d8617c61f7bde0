"""The proof, in words, that what is promised to be erased is: for a structure, and for the whole instance."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from trame.jobs import daily
from trame.jobs.rounds import LastRun, last_runs
from trame.people.models import PrivacySettings, User
from trame.ui.typography import plural

from .models import RetentionRun
from .retention import Rule, rules


@dataclass(frozen=True)
class Proof:
    """Where one rule stands in one structure. `waiting`: what the next round would erase."""

    rule: Rule
    kept: str
    run: RetentionRun | None
    erased: str
    erased_in_all: str
    waiting: str

    @property
    def icon(self) -> str:
        return "alert" if self.run and self.run.is_failing else "check" if self.run and self.run.ran_at else "clock"


def proofs(reader: User, settings: PrivacySettings) -> list[Proof]:
    """One for each rule, in the order they are declared."""
    runs = RetentionRun.objects.visible_to(reader).filter(organisation=settings.organisation)
    by_rule = {run.rule: run for run in runs}
    today = timezone.localdate()
    return [_proof(rule, by_rule.get(rule.code), settings, today) for rule in rules()]


def _proof(rule: Rule, run: RetentionRun | None, settings: PrivacySettings, today: dt.date) -> Proof:
    return Proof(
        rule=rule,
        kept=rule.kept_by(settings),
        run=run,
        erased=plural(run.erased if run else 0, *rule.thing),
        erased_in_all=plural(run.erased_in_all if run else 0, *rule.thing),
        waiting=plural(rule.due_under(settings, today), *rule.thing),
    )


def next_round() -> dt.datetime:
    """When the next round is due: tomorrow's when today's is done, else now."""
    if daily.is_due():
        return timezone.now()
    day = daily.due_day() + dt.timedelta(days=1)
    return timezone.make_aware(dt.datetime.combine(day, daily.DUE_FROM))


def instance_runs() -> list[LastRun]:
    """Every chore of the round, for who administers the instance."""
    return last_runs()
