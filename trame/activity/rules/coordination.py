"""What an animation, an évènement or a partenariat must say (rules of La Coop)."""

import datetime as dt

from trame.people.models import Membership

from ..entry import ActivityEntry
from .found import Found
from .record import of_membership, when, words


def said_alone(entry: ActivityEntry, today: dt.date) -> Found:
    """What is wrong in the entry by itself."""
    return [*when(entry, today), *words(entry, today)]


def belonging(entry: ActivityEntry, membership: Membership, known_date: dt.date | None) -> Found:
    """What is wrong with what it names: only the membership, since coordination names neither place nor person."""
    return of_membership(entry, membership, known_date)
