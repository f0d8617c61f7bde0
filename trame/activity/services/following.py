"""Following people: opening a file under a pseudonym, correcting it, handing it to a colleague."""

import secrets
import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from trame.people import journal
from trame.people.models import Organisation, User

from .. import access
from ..models import Beneficiary
from ..person_entry import PersonDetails
from ..rules.following import person_problems
from .concurrency import lock_unchanged
from .refusals import EntryRefused, NotAllowed, ReplayConflict

# No vowels, no look-alikes: a pseudonym is never a word and is read aloud without doubt.
PSEUDONYM_SIGNS = "BCDFGHJKLMNPQRSTVWXZ23456789"
TAKEN = {"pseudonym": ["Ce pseudonyme est déjà celui d’une autre personne : choisissez-en un autre."]}


@transaction.atomic
def follow_people(*, organisation: Organisation, known: Sequence[Mapping[str, Any]]) -> list[Beneficiary]:
    """Start following many people, each under a drawn pseudonym; each mapping gives fields of Beneficiary."""
    taken = set(Beneficiary.objects.filter(organisation=organisation).values_list("pseudonym", flat=True))
    people = []
    for fields in known:
        taken.add(pseudonym := draw_pseudonym(taken))
        people.append(Beneficiary(organisation=organisation, pseudonym=pseudonym, **fields))
    return Beneficiary.objects.bulk_create(people, batch_size=1000)


@transaction.atomic
def follow_person(*, organisation: Organisation, **known: Any) -> Beneficiary:
    """Start following a person: `known` are fields of Beneficiary; without `pseudonym` one is drawn."""
    if known.get("pseudonym"):
        return Beneficiary.objects.create(organisation=organisation, **known)
    known.pop("pseudonym", None)
    taken = set(Beneficiary.objects.filter(organisation=organisation).values_list("pseudonym", flat=True))
    return Beneficiary.objects.create(organisation=organisation, pseudonym=draw_pseudonym(taken), **known)


@transaction.atomic
def open_file(*, by: User, organisation: Organisation, details: PersonDetails, client_uuid: uuid.UUID) -> Beneficiary:
    """Start following a person whom one describes; without a pseudonym, one is drawn.

    Replaying the same `client_uuid` returns the file it opened. Raises NotAllowed, EntryRefused, or ReplayConflict
    when it opened a file elsewhere.
    """
    if not access.may_see_names(by, organisation.pk):
        raise NotAllowed("only the mediators of a structure open files there")
    if opened := Beneficiary.objects.filter(client_uuid=client_uuid).first():
        return _opened_before(opened, organisation)
    if found := person_problems(details, organisation.pk, timezone.localdate(), known=None):
        raise EntryRefused(found)
    if _is_taken(details.pseudonym, organisation.pk):
        raise EntryRefused(TAKEN)
    try:
        with transaction.atomic():
            person = follow_person(organisation=organisation, client_uuid=client_uuid, **details.fields)
    except IntegrityError as twin:  # a double tap, or a pseudonym given to somebody else since we looked
        if opened := Beneficiary.objects.filter(client_uuid=client_uuid).first():
            return _opened_before(opened, organisation)
        raise EntryRefused(TAKEN) from twin
    journal.record("person.followed", by=by, organisation=organisation, about=person)
    return person


def _opened_before(person: Beneficiary, organisation: Organisation) -> Beneficiary:
    if person.organisation_id != organisation.pk:
        raise ReplayConflict("this client_uuid opened a file elsewhere")
    return person.merged_into or person


@transaction.atomic
def correct_person(*, by: User, person: Beneficiary, details: PersonDetails, seen: str | None = None) -> Beneficiary:
    """Replace what is known of a person.

    `seen`: the version its page showed (services/concurrency.py). Raises NotAllowed, ChangedMeanwhile, or EntryRefused
    (an impossible date, a referent from elsewhere, a pseudonym that is somebody else's).
    """
    if not access.may_correct(by, person):
        raise NotAllowed("only the mediators of her structure correct her file")
    person = lock_unchanged(person, seen)
    if found := person_problems(details, person.organisation_id, timezone.localdate(), known=person):
        raise EntryRefused(found)
    if _is_taken(details.pseudonym, person.organisation_id, but=person):
        raise EntryRefused(TAKEN)
    for name, value in details.fields.items():
        setattr(person, name, value)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as twin:  # given to somebody else since we looked
        raise EntryRefused(TAKEN) from twin
    journal.record("person.corrected", by=by, organisation=person.organisation_id, about=person)
    return person


@transaction.atomic
def hand_over(
    *, by: User, organisation: Organisation, referent: User | None, to: User, people: Collection[int] | None = None
) -> int:
    """Give `to` the people whom `referent` follows (None: those whom nobody does), all or those of these ids.

    Her own people for a mediator, anybody's for a manager. Returns how many. Raises NotAllowed, or EntryRefused when
    `to` does not mediate there today.
    """
    if not access.may_hand_over(by, organisation, referent):
        raise NotAllowed("one's own people, or a manager's choice")
    if not access.mediates(to, organisation.pk):
        raise EntryRefused({"to": ["Choisissez quelqu’un qui est médiateur·rice dans la structure aujourd’hui."]})
    if referent == to:
        raise EntryRefused({"to": ["Choisissez quelqu’un d’autre que la personne qui les suit déjà."]})
    rows = Beneficiary.objects.of(organisation.pk).filter(referent=referent)
    if people is not None:
        rows = rows.filter(pk__in=people)
    number = rows.update(referent=to, updated_at=timezone.now())
    if number:
        journal.record("person.handed_over", by=by, organisation=organisation, about=organisation)
    return number


def _is_taken(pseudonym: str, organisation_id: int, *, but: Beneficiary | None = None) -> bool:
    """Also by a file merged into another, which may come back."""
    if not pseudonym:
        return False
    others = Beneficiary.objects.filter(organisation=organisation_id, pseudonym__iexact=pseudonym)
    return (others.exclude(pk=but.pk) if but else others).exists()


def draw_pseudonym(taken: set[str]) -> str:
    """A pseudonym that is not in `taken`, such as « P-7KQ2F »."""
    while (drawn := "P-" + "".join(secrets.choice(PSEUDONYM_SIGNS) for _ in range(5))) in taken:
        pass
    return drawn
