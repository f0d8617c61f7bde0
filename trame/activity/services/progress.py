"""What a person followed wants to be able to do, and what tools say of her level."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from trame.people import journal
from trame.people.models import User
from trame.ui.typography import date_long

from .. import access
from ..levels import OTHER, OWN, SCALES, STEPS
from ..models import Beneficiary, LevelReading, Objective
from ..models.activity import FIRST_DATE
from .refusals import EntryRefused, NotAllowed, ReplayConflict

MAX_OBJECTIVES, MAX_READINGS = 50, 200


@transaction.atomic
def add_objective(*, by: User, person: Beneficiary, sentence: str, client_uuid: uuid.UUID) -> Objective:
    """Replaying `client_uuid` returns what it made. Raises NotAllowed, EntryRefused, ReplayConflict."""
    _check(by, person)
    sentence = " ".join(sentence.split())
    if not 0 < len(sentence) <= 200:
        raise EntryRefused({"sentence": ["Dites l’objectif en quelques mots, 200 signes au plus."]})
    if person.objectives.count() >= MAX_OBJECTIVES:
        raise EntryRefused({"sentence": [f"Cette fiche a déjà {MAX_OBJECTIVES} objectifs : retirez-en un."]})
    objective, made = Objective.objects.get_or_create(
        client_uuid=client_uuid,
        defaults={"organisation_id": person.organisation_id, "beneficiary": person, "sentence": sentence},
    )
    if objective.beneficiary_id != person.pk:
        raise ReplayConflict("this client_uuid made an objective of somebody else")
    if made:
        _note(by, person, "objective.added")
    return objective


@transaction.atomic
def settle_objective(*, by: User, objective: Objective, state: str) -> Objective:
    """Reached, left aside, or open again; the day is today's. Raises NotAllowed, EntryRefused for another word."""
    _check(by, objective.beneficiary)
    if state not in Objective.State.values:
        raise EntryRefused({"state": ["Ce choix n’est pas dans la liste."]})
    if objective.state != state:
        objective.state = state
        objective.closed_on = None if state == Objective.State.OPEN else timezone.localdate()
        objective.save(update_fields=["state", "closed_on"])
        _note(by, objective.beneficiary, "objective.settled")
    return objective


@transaction.atomic
def remove_objective(*, by: User, objective: Objective) -> None:
    """One that was typed by mistake, or that she asks to take away. Raises NotAllowed."""
    _check(by, objective.beneficiary)
    _note(by, objective.beneficiary, "objective.removed")
    objective.delete()


@dataclass(frozen=True, kw_only=True)
class LevelSaid:
    """What one tool said on one day, as LevelReading keeps it; `client_uuid` makes a replay harmless."""

    scale: str
    read_on: dt.date
    scale_version: str = ""
    result: str = ""
    detail: Mapping[str, int | str] = field(default_factory=dict)
    client_uuid: uuid.UUID = field(default_factory=uuid.uuid4)


@transaction.atomic
def record_level(*, by: User, person: Beneficiary, said: LevelSaid) -> LevelReading:
    """Write one reading. Raises NotAllowed, EntryRefused, ReplayConflict."""
    _check(by, person)
    if found := _problems(said, timezone.localdate()):
        raise EntryRefused(found)
    if person.levels.count() >= MAX_READINGS:
        raise EntryRefused({"scale": [f"Cette fiche a déjà {MAX_READINGS} positionnements : retirez-en un."]})
    reading, made = LevelReading.objects.get_or_create(
        client_uuid=said.client_uuid,
        defaults={
            "organisation_id": person.organisation_id,
            "beneficiary": person,
            "scale": said.scale,
            "scale_version": SCALES[OWN].version if said.scale == OWN else said.scale_version,
            "read_on": said.read_on,
            "detail": dict(said.detail),
            "result": said.result,
            "read_by": by,
        },
    )
    if reading.beneficiary_id != person.pk:
        raise ReplayConflict("this client_uuid made a reading of somebody else")
    if made:
        _note(by, person, "level.recorded")
    return reading


@transaction.atomic
def remove_level(*, by: User, reading: LevelReading) -> None:
    """One that was typed by mistake: a reading is never corrected, it is noted again. Raises NotAllowed."""
    _check(by, reading.beneficiary)
    _note(by, reading.beneficiary, "level.removed")
    reading.delete()


def _problems(said: LevelSaid, today: dt.date) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    if not said.scale or said.scale == OTHER:
        found["scale"] = ["Dites quel outil a été utilisé."]
    if said.read_on > today:
        found["read_on"] = [f"Le {date_long(said.read_on)} n’est pas encore passé : vérifiez la date."]
    elif said.read_on < FIRST_DATE:
        found["read_on"] = ["Cette date est trop ancienne : vérifiez l’année."]
    if said.scale == OWN:
        known = SCALES[OWN].items
        sound = all(code in known and value in range(len(STEPS)) for code, value in said.detail.items())
        if not sound or not said.detail:
            found["detail"] = ["Répondez pour une tâche au moins."]
    elif not said.result and not said.detail:
        found["result"] = ["Dites ce que l’outil a donné : un résultat, ou une ligne par domaine."]
    return found


def _check(by: User, person: Beneficiary) -> None:
    if person.merged_into_id is not None or not access.may_correct(by, person):
        raise NotAllowed("only the mediators of her structure write on her file")


def _note(by: User, person: Beneficiary, action: str) -> None:
    journal.record(action, by=by, organisation=person.organisation_id, about=person)
