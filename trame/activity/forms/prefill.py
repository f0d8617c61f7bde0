"""What a record form shows before anything is typed."""

import datetime as dt
from typing import Any

from trame.reference.nomenclatures import PROCEDURE_TOPICS, Channel, Kind
from trame.ui.typography import hours

from ..entry import FACET_FIELDS, ProcedureSaid
from ..facets import procedures_of
from ..habits import USUAL_MINUTES, Habits
from ..models import ANONYMOUS_COUNTERS, Activity, Beneficiary, RecordTemplate
from ..models.facets import TIMES
from ..record_templates import take
from ..services import version_of
from . import choices, procedures
from .choices import OTHER
from .individual import ANONYMOUS, FOLLOWED
from .prefill_coordination import said_again, said_by

Initial = dict[str, Any]


def fresh(habits: Habits) -> Initial:
    """Today, and the duration, place and structure of the last record of this kind."""
    channel, place_id, commune_code = habits.where
    initial = on_day(habits.today, habits.today)
    if habits.kind in USUAL_MINUTES:
        initial |= lasting(habits, habits.minutes)
    initial |= at(channel, place_id, commune_code)
    if habits.last and habits.last.membership_id in {membership.pk for membership in habits.memberships}:
        initial["membership_id"] = str(habits.last.membership_id)
    return initial


def with_person(habits: Habits, person: Beneficiary) -> Initial:
    """A new accompaniment of somebody followed, in the structure that follows her."""
    own = {m.organisation_id: str(m.pk) for m in habits.memberships}
    membership = {"membership_id": own[person.organisation_id]} if person.organisation_id in own else {}
    return fresh(habits) | membership | {"who": FOLLOWED, "person": choices.person_label(person)}


def again(habits: Habits, activity: Activity) -> Initial:
    """« Refaire »: what was done, today; neither the people nor the notes, which belong to that day."""
    shown = _of_both_kinds(habits, activity)
    for name in ("client_uuid", "notes", "redirected", "redirection", "autonomy", "membership_id"):
        shown.pop(name, None)
    shown |= {name: value for name, value in _facets(activity).items() if name in _of_the_place(activity)}
    where = {} if _can_be_there(habits, activity) else at(*habits.where)
    own = {m.organisation_id: str(m.pk) for m in habits.memberships}
    membership = {"membership_id": own[activity.organisation_id]} if activity.organisation_id in own else {}
    said = said_again(activity) if Kind(activity.kind).of_coordination else {}
    return shown | where | membership | said | on_day(habits.today, habits.today)


def from_template(habits: Habits, template: RecordTemplate) -> tuple[Initial, list[str]]:
    """What a named template still gives, today, and the sentences on what it does not give any more.

    The name of an atelier's template is the title it proposes.
    """
    taken = take(habits, template)
    shown: Initial = fresh(habits) | taken.lists | {"level": taken.codes.get("level", "")}
    shown |= {name: taken.codes.get(name, "") for name in ("setting", "access_mode", "payment")}
    shown["procedures"] = [code for code in taken.lists["topics"] if code in PROCEDURE_TOPICS]
    shown["tags"] = ", ".join(taken.tags)
    shown |= procedures.shown([ProcedureSaid(**said) for said in taken.procedures], shown["procedures"])
    if template.kind == Kind.COLLECTIF:
        shown["title"] = template.name
    own = {m.organisation_id: str(m.pk) for m in habits.memberships}
    shown["membership_id"] = own.get(template.organisation_id, shown.get("membership_id", ""))
    channel = taken.codes.get("channel", "")
    if channel and (taken.place_id or channel != Channel.LIEU_ACTIVITE):
        shown |= at(channel, taken.place_id, taken.commune_code)
    return shown | lasting(habits, taken.minutes), taken.left_out


def correcting(habits: Habits, activity: Activity) -> Initial:
    """Everything the activity says."""
    shown = _of_both_kinds(habits, activity) | on_day(activity.date, habits.today) | {"version": version_of(activity)}
    if Kind(activity.kind).of_coordination:
        return shown | said_by(activity)
    shown |= _facets(activity)
    present = list(activity.attendances.select_related("beneficiary"))
    if activity.kind == Kind.COLLECTIF:
        counters = {counter.field: getattr(activity, counter.field) for counter in ANONYMOUS_COUNTERS}
        followed = [str(attendance.beneficiary_id) for attendance in present]
        return shown | counters | {"anonymous_total": activity.anonymous_total, "followed": followed}
    shown |= procedures.shown(procedures_of(activity), shown["procedures"])
    if present:
        return shown | {"who": FOLLOWED, "person": choices.person_label(present[0].beneficiary)}
    said = {c.dimension: c.code for c in ANONYMOUS_COUNTERS if getattr(activity, c.field)}
    residence = activity.anonymous_residences.values_list("commune_id", flat=True).first()
    return shown | {"who": ANONYMOUS, "residence": residence} | said


def _of_both_kinds(habits: Habits, activity: Activity) -> Initial:
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
        **lasting(habits, activity.minutes),
        **at(activity.channel, activity.place_id, activity.commune_id),
    }


def _facets(activity: Activity) -> Initial:
    times = {name: getattr(activity, name) for name in TIMES}
    said = {name: getattr(activity, name) for name in FACET_FIELDS if name not in times}
    return said | {name: hours(minutes) for name, minutes in times.items() if minutes is not None}


def _of_the_place(activity: Activity) -> tuple[str, ...]:
    """The facets that stay when the same thing is done again: not those of one person, nor of one day."""
    of_the_group = ("public_kind",) if activity.kind == Kind.COLLECTIF else ()
    return ("setting", "access_mode", "payment", "secondary_topics", *of_the_group)


def _can_be_there(habits: Habits, activity: Activity) -> bool:
    open_ids = {place.pk for place in habits.places if place.is_open_on(habits.today)}
    return activity.channel != Channel.LIEU_ACTIVITE or activity.place_id in open_ids


def on_day(day: dt.date, today: dt.date) -> Initial:
    if (today - day).days in (0, 1):
        return {"day": day.isoformat()}
    return {"day": OTHER, "date": day}


def lasting(habits: Habits, minutes: int | None) -> Initial:
    if minutes is None:
        return {}
    if minutes in choices.offered_minutes(habits):
        return {"duration": str(minutes)}
    return {"duration": OTHER, "hours": minutes // 60 or "", "minutes": minutes % 60 or ""}


def at(channel: str, place_id: int | None, commune_code: str | None) -> Initial:
    if channel == Channel.LIEU_ACTIVITE:
        return {"where": str(place_id) if place_id else "", "commune": None}
    return {"where": channel, "commune": commune_code if channel in (Channel.DOMICILE, Channel.AUTRE) else None}
