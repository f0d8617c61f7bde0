"""Verbs of saved views: keep, rename, forget. Thirty at most, names unique by structure."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from trame.people.current import structures_of
from trame.people.models import User

from ..filters import Filters
from ..models import MAX_NAME, MAX_QUERY, SavedView

MAX_SAVED = 30


@transaction.atomic
def save_view(*, by: User, filters: Filters, name: str) -> SavedView:
    """Keep these filters, already read, under this name. Raises ValidationError, or PermissionDenied elsewhere."""
    if filters.organisation not in structures_of(by):
        raise PermissionDenied("only a structure where one works")
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)  # thirty, even when two forms come together
    if SavedView.objects.filter(owner=by).count() >= MAX_SAVED:
        _refuse(f"Vous avez déjà {MAX_SAVED} vues : supprimez-en une pour en garder une autre.")
    if len(filters.query) > MAX_QUERY:
        _refuse("Il y a trop de choix pour les garder ensemble : retirez-en quelques-uns.")
    return _named(SavedView(owner=by, organisation=filters.organisation, query=filters.query), name)


@transaction.atomic
def rename_view(*, by: User, view: SavedView, name: str) -> SavedView:
    """Raises PermissionDenied, or ValidationError when she has another of that name."""
    _require_own(by, view)
    return _named(view, name)


@transaction.atomic
def forget_view(*, by: User, view: SavedView) -> None:
    """Raises PermissionDenied."""
    _require_own(by, view)
    view.delete()


def _named(view: SavedView, name: str) -> SavedView:
    view.name = " ".join(name.split())
    if not view.name:
        _refuse("Donnez un nom à cette vue.")
    if len(view.name) > MAX_NAME:
        _refuse(f"Ce nom dépasse {MAX_NAME} signes : raccourcissez-le.")
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError:
        _refuse("Vous avez déjà une vue de ce nom : choisissez-en un autre.")
    return view


def _refuse(sentence: str) -> None:
    raise ValidationError({"name": sentence})


def _require_own(by: User, view: SavedView) -> None:
    if view.owner_id != by.pk:
        raise PermissionDenied("only its owner changes it")
