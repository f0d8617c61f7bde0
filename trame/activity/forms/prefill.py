"""What a record form shows before anything is typed."""

import datetime as dt
from typing import Any

from trame.reference.nomenclatures import PROCEDURE_TOPICS, Channel, Kind

from ..habits import Habits
from ..models import ANONYMOUS_COUNTERS, Activity
from . import choices
from .choices import OTHER
from .individual import ANONYMOUS, FOLLOWED

Initial = dict[str, Any]


def fresh(habits: Habits) -> Initial:
    """Today, and the duration, place and structure of the last record of this kind."""
    channel, place_id, commune_code = habits.where
    initial = _day(habits.today, habits.today) | _duration(habits.minutes) | _where(channel, place_id, commune_code)
    if habits.last and habits.last.membership_id in {membership.pk for membership in habits.memberships}:
        initial["membership_id"] = str(habits.last.membership_id)
    return initial


def again(habits: Habits, activity: Activity) -> Initial:
    """« Refaire »: what was done, today; neither the people nor the notes, which belong to that day."""
    shown = _of_both_kinds(activity)
    for name in ("client_uuid", "notes", "redirected", "redirection", "autonomy", "membership_id"):
        shown.pop(name, None)
    where = {} if _can_be_there(habits, activity) else _where(*habits.where)
    own = {m.organisation_id: str(m.pk) for m in habits.memberships}
    membership = {"membership_id": own[activity.organisation_id]} if activity.organisation_id in own else {}
    return shown | where | membership | _day(habits.today, habits.today)


def correcting(habits: Habits, activity: Activity) -> Initial:
    """Everything the activity says."""
    shown = _of_both_kinds(activity) | _day(activity.date, habits.today)
    present = list(activity.attendances.select_related("beneficiary"))
    if activity.kind == Kind.COLLECTIF:
        counters = {counter.field: getattr(activity, counter.field) for counter in ANONYMOUS_COUNTERS}
        followed = [str(attendance.beneficiary_id) for attendance in present]
        return shown | counters | {"anonymous_total": activity.anonymous_total, "followed": followed}
    if present:
        return shown | {"who": FOLLOWED, "person": choices.person_label(present[0].beneficiary)}
    said = {c.dimension: c.code for c in ANONYMOUS_COUNTERS if getattr(activity, c.field)}
    residence = activity.anonymous_residences.values_list("commune_id", flat=True).first()
    return shown | {"who": ANONYMOUS, "residence": residence} | said


def _of_both_kinds(activity: Activity) -> Initial:
    redirected = {True: "yes", False: "no", None: ""}[activity.redirected]
    return {
        "client_uuid": activity.client_uuid,
        "membership_id": str(activity.membership_id),
        "topics": activity.topics,
        "procedures": [code for code in activity.topics if code in PROCEDURE_TOPICS],
        "materials": activity.materials,
        "title": activity.title,
        "level": activity.level,
        "procedure_name": activity.procedure_name,
        "autonomy": activity.autonomy,
        "redirected": redirected,
        "redirection": activity.redirection,
        "tags": ", ".join(link.tag.name for link in activity.activity_tags.select_related("tag").order_by("pk")),
        "notes": activity.notes,
        **_duration(activity.minutes),
        **_where(activity.channel, activity.place_id, activity.commune_id),
    }


def _can_be_there(habits: Habits, activity: Activity) -> bool:
    open_ids = {place.pk for place in habits.places if place.is_open_on(habits.today)}
    return activity.channel != Channel.LIEU_ACTIVITE or activity.place_id in open_ids


def _day(day: dt.date, today: dt.date) -> Initial:
    if (today - day).days in (0, 1):
        return {"day": day.isoformat()}
    return {"day": OTHER, "date": day}


def _duration(minutes: int | None) -> Initial:
    if minutes is None:
        return {}
    if minutes in choices.DURATIONS:
        return {"duration": str(minutes)}
    return {"duration": OTHER, "hours": minutes // 60 or "", "minutes": minutes % 60 or ""}


def _where(channel: str, place_id: int | None, commune_code: str | None) -> Initial:
    if channel == Channel.LIEU_ACTIVITE:
        return {"where": str(place_id) if place_id else "", "commune": None}
    return {"where": channel, "commune": commune_code if channel in (Channel.DOMICILE, Channel.AUTRE) else None}
