"""A saved view, read again: what its owner sees no more is left aside, and said, instead of a page not found."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.http import QueryDict

from trame.people.current import structures_of
from trame.people.models import User
from trame.reference.labels import labelled
from trame.ui.typography import joined

from ..filters import Filters
from ..filters.axes import BY_CODE, number_of
from ..filters.choices import mediators_of
from ..models import SavedView


@dataclass(frozen=True)
class Opened:
    """`query` for the page of statistics; `note`, what is left aside."""

    query: str
    note: str = ""


def opened(view: SavedView, reader: User) -> Opened:
    """Filters on rows of structures are read by who sees them: the page answers 404 to the others."""
    query = QueryDict(view.query, mutable=True)
    left = [word for name, word, known in _doors(reader) if _keep(query, name, known)]
    several = len(structures_of(reader)) > 1
    if several and not query.get("structure"):
        query["structure"] = str(view.organisation_id)
    said = joined(f"« {word} »" for word in left)
    note = f"Cette vue demandait, pour {said}, ce que vous ne voyez plus : c’est laissé de côté." if left else ""
    return Opened(query.urlencode(), note)


Known = Callable[[Collection[str]], Collection[str]]


def _doors(reader: User) -> list[tuple[str, str, Known]]:
    """Name in the address, its word, and which of some values the reader sees."""
    mediator, tag = BY_CODE["mediator"], BY_CODE["tag"]
    return [
        ("structure", "Structure", lambda asked: {str(one.pk) for one in structures_of(reader)}),
        (mediator.name, mediator.word, lambda asked: mediators_of(reader)),
        (tag.name, tag.word, lambda asked: labelled("tag", asked, reader)),
    ]


def _keep(query: QueryDict, name: str, known: Known) -> bool:
    """Keep the values that are seen; whether some are left aside."""
    asked = [value for value in query.getlist(name) if number_of(value)]
    if not asked:
        return False
    seen = known(asked)
    kept = [value for value in asked if value in seen]
    query.setlist(name, kept)
    return len(kept) < len(asked)


@dataclass(frozen=True)
class ViewChip:
    view: SavedView
    current: bool


def view_chips(reader: User, filters: Filters) -> list[ViewChip]:
    """Hers, of the structure shown; the one whose filters these are is marked."""
    own = SavedView.objects.visible_to(reader).filter(organisation=filters.organisation)
    return [ViewChip(view, view.query == filters.query) for view in own]
