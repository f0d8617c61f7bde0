"""Following people: opening a file under a pseudonym, correcting it."""

import dataclasses
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from trame.people import journal
from trame.people.models import Organisation, User
from trame.reference.models import Commune

from .. import access
from ..models import Beneficiary
from .refusals import EntryRefused, NotAllowed

# No vowels, no look-alikes: a pseudonym is never a word and is read aloud without doubt.
PSEUDONYM_SIGNS = "BCDFGHJKLMNPQRSTVWXZ23456789"


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


@dataclass(frozen=True, kw_only=True)
class PersonDetails:
    """What is known of a person followed: slugs or empty strings; `name` is empty unless it was typed by choice."""

    pseudonym: str
    name: str = ""
    gender: str = ""
    birth_year: int | None = None
    age_band: str = ""
    status: str = ""
    residence: Commune | None = None


@transaction.atomic
def correct_person(*, by: User, person: Beneficiary, details: PersonDetails) -> Beneficiary:
    """Replace what is known of a person. Raises NotAllowed, or EntryRefused when the pseudonym is somebody else's."""
    if not access.may_correct(by, person):
        raise NotAllowed("only the mediators of her structure correct her file")
    others = Beneficiary.objects.filter(organisation=person.organisation_id).exclude(pk=person.pk)
    taken = {"pseudonym": ["Ce pseudonyme est déjà celui d’une autre personne : choisissez-en un autre."]}
    if others.filter(pseudonym__iexact=details.pseudonym).exists():
        raise EntryRefused(taken)
    for field in dataclasses.fields(details):
        setattr(person, field.name, getattr(details, field.name))
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as twin:  # given to somebody else since we looked
        raise EntryRefused(taken) from twin
    journal.record("person.corrected", by=by, organisation=person.organisation_id, about=person)
    return person


def draw_pseudonym(taken: set[str]) -> str:
    """A pseudonym that is not in `taken`, such as « P-7KQ2F »."""
    while (drawn := "P-" + "".join(secrets.choice(PSEUDONYM_SIGNS) for _ in range(5))) in taken:
        pass
    return drawn
