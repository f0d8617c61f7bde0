"""Filters kept under a name: thirty at most, each read again before it is kept."""

from django.db import IntegrityError, transaction
from django.http import QueryDict

from trame.people.models import User

from ..filters import parse
from ..models import SavedFilter
from ..models.habit import MAX_NAME
from .refusals import EntryRefused, NotAllowed

MAX_SAVED = 30
MAX_QUERY = 1_000


@transaction.atomic
def save_filters(*, by: User, name: str, query: str) -> SavedFilter:
    """Keep the filters of an address (« ?nature=collectif »), but for what cannot be read. Raises EntryRefused."""
    if SavedFilter.objects.filter(owner=by).count() >= MAX_SAVED:
        raise EntryRefused({"name": [f"Vous avez déjà {MAX_SAVED} filtres : supprimez-en un pour en garder un autre."]})
    filters, _ = parse(QueryDict(query.removeprefix("?")))
    kept = filters.query().removeprefix("?")
    if not filters.chosen:
        raise EntryRefused({"name": ["Il n’y a aucun filtre à garder : choisissez-en d’abord dans la liste."]})
    if len(kept) > MAX_QUERY:
        raise EntryRefused({"name": ["Il y a trop de choix pour les garder ensemble : retirez-en quelques-uns."]})
    return _named(SavedFilter(owner=by, query=kept), name)


@transaction.atomic
def rename_filters(*, by: User, saved: SavedFilter, name: str) -> SavedFilter:
    """Raises NotAllowed, or EntryRefused when she has another of that name."""
    _require_own(by, saved)
    return _named(saved, name)


@transaction.atomic
def forget_filters(*, by: User, saved: SavedFilter) -> None:
    """Raises NotAllowed."""
    _require_own(by, saved)
    saved.delete()


def _named(saved: SavedFilter, name: str) -> SavedFilter:
    saved.name = " ".join(name.split())
    if not saved.name:
        raise EntryRefused({"name": ["Donnez un nom à ces filtres."]})
    if len(saved.name) > MAX_NAME:
        raise EntryRefused({"name": [f"Ce nom dépasse {MAX_NAME} signes : raccourcissez-le."]})
    try:
        with transaction.atomic():
            saved.save()
    except IntegrityError as twin:
        raise EntryRefused({"name": ["Vous avez déjà des filtres de ce nom : choisissez-en un autre."]}) from twin
    return saved


def _require_own(by: User, saved: SavedFilter) -> None:
    if saved.owner_id != by.pk:
        raise NotAllowed("only its owner changes it")
