"""Reading the journal of a structure: the newest lines first, in French, with names while the tie to them exists."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone

from .journal import ACTIONS, FAMILIES, NAMERS, Family
from .models import Coordination, JournalActor, JournalEntry, Membership, Organisation, User
from .readers import Reader

PAGE_LENGTH = 50
MAX_ID = 2**63 - 1
SYSTEM = "Trame"


@dataclass(frozen=True)
class Filters:
    """What the journal is limited to; an empty value limits nothing. Both days are included."""

    family: str = ""
    start: dt.date | None = None
    end: dt.date | None = None

    def apply(self, entries: "QuerySet[JournalEntry]") -> "QuerySet[JournalEntry]":
        if self.start:
            entries = entries.filter(at__gte=_midnight(self.start))
        if self.end:
            entries = entries.filter(at__lt=_midnight(self.end + dt.timedelta(days=1)))
        if self.family == Family.OTHER:  # an action that is declared no more is one of them
            return entries.exclude(action__in=[code for code, family in FAMILIES.items() if family != Family.OTHER])
        if self.family:
            return entries.filter(action__in=[code for code, family in FAMILIES.items() if family == self.family])
        return entries


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


@dataclass(frozen=True)
class Line:
    """One line as it is read: « Bruno Le Goff » « a envoyé une invitation », about « invitation n° 12 »."""

    at: dt.datetime
    who: str
    did: str
    about: str
    request_id: str


@dataclass(frozen=True)
class Page:
    """`older` is the `avant` of the next page, None on the last one."""

    days: list[tuple[dt.date, list[Line]]]
    older: int | None


def entries_of(organisation: Organisation, reader: User, filters: Filters) -> "QuerySet[JournalEntry]":
    return filters.apply(JournalEntry.objects.visible_to(reader).filter(organisation=organisation))


def page_of(entries: "QuerySet[JournalEntry]", organisation: Organisation, reader: User, before: str) -> Page:
    """The lines that come after the one whose id is `before` (what the address says: garbage is the first page)."""
    shown = list(_older_than(entries, before)[: PAGE_LENGTH + 1])
    older = shown[PAGE_LENGTH - 1].pk if len(shown) > PAGE_LENGTH else None
    lines = lines_of(shown[:PAGE_LENGTH], organisation, reader)
    days = groupby(lines, lambda line: timezone.localtime(line.at).date())
    return Page([(day, list(of_day)) for day, of_day in days], older)


def _older_than(entries: "QuerySet[JournalEntry]", before: str) -> "QuerySet[JournalEntry]":
    if not (before.isascii() and before.isdigit() and len(before) < 20 and int(before) <= MAX_ID):
        return entries
    at = entries.filter(pk=before).values_list("at", flat=True).first()
    # Two bounds rather than an OR: the index is on (organisation, at), the id only settles the same instant.
    return entries if at is None else entries.filter(at__lte=at).exclude(at=at, pk__gte=before)


def lines_of(entries: Iterable[JournalEntry], organisation: Organisation, reader: User) -> list[Line]:
    """The lines in words, in a fixed number of queries."""
    entries = list(entries)
    names = _actors(entries, organisation, reader)
    objects = _objects(entries, reader)
    return [
        Line(
            at=entry.at,
            who=names.get(entry.actor, f"Compte n° {entry.actor.hex[:6]}") if entry.actor else SYSTEM,
            did=ACTIONS.get(entry.action, entry.action),
            about=objects.get((entry.object_type, entry.object_id), ""),
            request_id=entry.request_id,
        )
        for entry in entries
    ]


def _actors(entries: list[JournalEntry], organisation: Organisation, reader: User) -> dict[object, str]:
    """Opaque id → name, for who works or worked there, or coordinates its networks; the others keep a number."""
    team = Membership.objects.visible_to(reader).filter(organisation=organisation).values("user")
    coordinators = Coordination.objects.visible_to(reader).values("user")
    known = JournalActor.objects.visible_to(reader).filter(
        Q(user__in=team) | Q(user__in=coordinators), pk__in={e.actor for e in entries if e.actor}
    )
    return {actor.pk: str(actor.user) for actor in known.select_related("user")}


def _objects(entries: list[JournalEntry], reader: User) -> dict[tuple[str, str], str]:
    """(kind, key) → « personne suivie P-7KQ2F », « activité n° 12 »: a query at most for each kind of object."""
    keys: dict[str, set[str]] = {}
    for entry in entries:
        keys.setdefault(entry.object_type, set()).add(entry.object_id)
    found: dict[tuple[str, str], str] = {}
    for kind, ids in keys.items():
        if word := _word(kind):
            named = NAMERS[kind](ids, reader) if kind in NAMERS else {}
            found |= {(kind, key): f"{word} {named.get(key) or f'n° {key[:8]}'}" for key in ids}
    return found


def _word(kind: str) -> str:
    """What a kind of object is called; nothing for the structure itself, whose journal this is."""
    try:
        model = apps.get_model(kind) if kind else Organisation
    except LookupError:
        return ""
    return "" if model is Organisation else str(model._meta.verbose_name)


def names_of_memberships(ids: Collection[str], reader: Reader) -> dict[str, str]:
    """Id → « de Awa Diallo »: the team's page shows them too."""
    found = Membership.objects.visible_to(reader).filter(pk__in=ids).select_related("user")
    return {str(membership.pk): f"de {membership.user}" for membership in found}
