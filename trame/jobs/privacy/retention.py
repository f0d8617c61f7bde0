"""Retention, structure by structure: the rules that apps register, applied every day, each run proved by a row."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.utils import timezone

from trame.jobs import daily
from trame.people.models import Organisation, PrivacySettings, privacy_of

from .models import RetentionRun

logger = logging.getLogger(__name__)

Limit = Callable[[PrivacySettings, dt.date], dt.date]
Erase = Callable[[Organisation, dt.date], int]


class RetentionFailed(Exception):
    """A rule failed in some structures; the others were done all the same."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What a structure keeps for a time only. All words are French.

    `name`: plural noun phrase, also the name of the chore (« personnes suivies qui ne viennent plus »). `thing`: its
    singular and plural forms, to be counted (« personne suivie », « personnes suivies »). `kept`: for how
    long, its `{…}` filled with the structure's settings. `limit` gives the day before which things leave; `due` counts
    them, `erase` erases them in the caller's transaction and says how many. `setting`: the duration that the structure
    chooses, a field of PrivacySettings.
    """

    code: str
    name: str
    thing: tuple[str, str]
    kept: str
    limit: Limit
    due: Erase
    erase: Erase
    setting: str = ""

    def kept_by(self, settings: PrivacySettings) -> str:
        return self.kept.format(people_months=settings.people_months, notes_months=settings.notes_months)

    def due_under(self, settings: PrivacySettings, today: dt.date) -> int:
        """How many things would leave at the next round under these settings."""
        return self.due(settings.organisation, self.limit(settings, today))


_rules: dict[str, Rule] = {}


def register(rule: Rule) -> None:
    """Declare, in an app's ready(), a rule; it becomes a chore of the daily round."""
    _rules[rule.code] = rule
    daily.register(rule.name, partial(apply_rule, rule))


def rules() -> list[Rule]:
    return list(_rules.values())


def apply_rule(rule: Rule) -> int:
    """Apply a rule to every structure; one that fails does not stop the next. Raises RetentionFailed at the end."""
    erased, failed = 0, 0
    for organisation in Organisation.objects.order_by("pk"):
        try:
            erased += _apply(rule, organisation)
        except Exception:
            logger.exception("the rule « %s » failed in organisation %s", rule.code, organisation.pk)
            failed += 1
            RetentionRun.objects.update_or_create(
                organisation=organisation, rule=rule.code, defaults={"failed_at": timezone.now()}
            )
    if failed:
        raise RetentionFailed(f"{rule.code} failed in {failed} organisations; {erased} erased in the others")
    return erased


@transaction.atomic
def _apply(rule: Rule, organisation: Organisation) -> int:
    today = timezone.localdate()
    erased = rule.erase(organisation, rule.limit(privacy_of(organisation), today))
    run, _ = RetentionRun.objects.get_or_create(organisation=organisation, rule=rule.code)
    # A round tried again the same day finds nothing more: what it erased earlier that day still counts.
    if run.ran_at is None or timezone.localdate(run.ran_at) < today:
        run.erased = 0
    run.ran_at, run.erased, run.erased_in_all = timezone.now(), run.erased + erased, run.erased_in_all + erased
    run.save()
    return erased
