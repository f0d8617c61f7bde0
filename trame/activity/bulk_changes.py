"""Past changes of many activities at once, said in words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from trame.directory.models import Place
from trame.people.models import User
from trame.ui.typography import date_long

from .models import BulkChange, Tag
from .services.bulk import UNDONE_WITHIN
from .services.bulk_verbs import State

Verb = BulkChange.Verb
GONE = "qui n’existe plus"


@dataclass(frozen=True)
class Line:
    """A change: « Tag « ameli » ajouté », to how many activities, and whether it can still be undone."""

    change: BulkChange
    words: str
    number: int

    @property
    def may_undo(self) -> bool:
        return self.change.undone_at is None and self.change.made_at >= timezone.now() - UNDONE_WITHIN


def lines(reader: User, changes: Sequence[BulkChange]) -> list[Line]:
    """In two queries, however many."""
    said = [(change, _said(change)) for change in changes]
    tag_ids = {state["tag"] for _, state in said if "tag" in state}
    place_ids = {state["place_id"] for _, state in said if "place_id" in state}
    tags = dict(Tag.objects.visible_to(reader).filter(pk__in=tag_ids).values_list("pk", "name"))
    places = dict(Place.objects.visible_to(reader).filter(pk__in=place_ids).values_list("pk", "name"))
    return [Line(change, _words(change.verb, state, tags, places), len(change.before)) for change, state in said]


def _said(change: BulkChange) -> State:
    """What it wrote; for a tag removed, the tag that was there."""
    states = change.before if change.verb == Verb.UNTAG else change.after
    return next(iter(states.values()))


def _words(verb: str, state: State, tags: dict[int, str], places: dict[int, str]) -> str:
    if verb == Verb.PLACE:
        return f"Lieu changé pour « {places.get(state['place_id'], GONE)} »"
    if verb == Verb.DATE:
        return f"Date changée pour le {date_long(dt.date.fromisoformat(state['date']))}"
    done = "ajouté" if verb == Verb.TAG else "retiré"
    return f"Tag « {tags[state['tag']]} » {done}" if state["tag"] in tags else f"Tag {done}, {GONE}"
