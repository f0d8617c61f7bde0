"""What the file of a person followed may say: asked of forms and services alike."""

import datetime as dt

from trame.people.models import User
from trame.people.models.privacy import MOST_MONTHS
from trame.people.months import months_after
from trame.ui.typography import date_long

from .. import access
from ..models import Beneficiary
from ..models.activity import FIRST_DATE
from ..person_entry import PersonDetails
from .found import Found, Problems

WHY = "Dites pourquoi la suivre : un nom, un téléphone ou une adresse se garde dans un but."
TOLD = "Un nom, un téléphone ou une adresse se garde si la personne le sait : informez-la, puis cochez."


def person_problems(
    details: PersonDetails, organisation_id: int, today: dt.date, *, known: Beneficiary | None
) -> Problems:
    """What is wrong: {field: [French sentences]}. `known`: the file as it is; None for one that is about to be opened.

    What a file already says is not questioned again: an end date that is past, a referent who has left, a name kept
    without a purpose since before a purpose was asked.
    """
    found: Problems = {}
    checks = [*_dates(details, today, known), *_referent(details.referent, organisation_id, known)]
    checks += _pseudonym(details, known) + (_told(details) if known is None else [])
    for name, sentence in checks:
        found.setdefault(name, []).append(sentence)
    return found


def _told(details: PersonDetails) -> Found:
    if not details.names_her:
        return []
    found: Found = [] if details.purpose else [("purpose", WHY)]
    return found if details.informed_on else [*found, ("informed", TOLD)]


def reminders(person: Beneficiary) -> list[str]:
    """What a file opened before it was asked still lacks, in words."""
    if not (person.name or person.phone or person.email):
        return []
    missing = [] if person.purpose else ["pourquoi la suivre"]
    return missing if person.informed_on else [*missing, "qu’elle en est informée"]


def _dates(details: PersonDetails, today: dt.date, known: Beneficiary | None) -> Found:
    found: Found = []
    told, until = details.informed_on, details.follow_until
    if told and told > today:
        found.append(("informed_on", f"Le {date_long(told)} n’est pas encore passé : vérifiez la date."))
    if told and told < FIRST_DATE:
        found.append(("informed_on", "Cette date est trop ancienne : vérifiez l’année."))
    if until is None or (known and known.follow_until == until):
        return found
    latest = months_after(today, MOST_MONTHS)
    if until < today:
        found.append(("follow_until", f"Le {date_long(until)} est passé : choisissez une date à venir."))
    if until > latest:
        said = f"C’est trop loin : le {date_long(latest)} au plus. Vous pourrez prolonger le suivi."
        found.append(("follow_until", said))
    return found


def _referent(referent: User | None, organisation_id: int, known: Beneficiary | None) -> Found:
    if referent is None or (known and known.referent_id == referent.pk) or access.mediates(referent, organisation_id):
        return []
    return [("referent", "Choisissez quelqu’un qui est médiateur·rice dans la structure aujourd’hui.")]


def _pseudonym(details: PersonDetails, known: Beneficiary | None) -> Found:
    if known is None or details.pseudonym:
        return []
    return [("pseudonym", "Une personne suivie garde un pseudonyme : tapez-en un.")]
