"""How the ids of mediators and of structures that facts hold are spelt for a reader."""

from collections.abc import Collection

from django.db.models import Q
from django.utils import timezone

from trame.prepared import rows_of
from trame.reference.labels import register as register_dimension

from .models import Membership, Organisation, User
from .readers import CommandReader, Reader


def register() -> None:
    register_dimension("mediator", mediator_labels)
    register_dimension("organisation", organisation_labels)


def mediator_labels(ids: Collection[str], reader: Reader) -> dict[str, str]:
    """Id (as text) → name: one's own, and those of whoever works or worked in a structure that the reader manages.

    The team is known to all its members; what each of them does in figures is between her and who manages.
    """
    teams = Membership.objects.visible_to(reader)
    if not isinstance(reader, CommandReader):
        own = Membership.objects.of_user(getattr(reader, "pk", None) or 0).on(timezone.localdate()).managers()
        teams = teams.filter(organisation__in=own.values("organisation"))
    oneself = Q(pk=getattr(reader, "pk", None) or 0)
    found = User.objects.filter(Q(pk__in=teams.values("user")) | oneself, pk__any_of=ids)
    spelt = rows_of(found.values_list("pk", "first_name", "last_name", "email"))
    return {str(pk): str(User(first_name=first, last_name=last, email=email)) for pk, first, last, email in spelt}


def organisation_labels(ids: Collection[str], reader: Reader) -> dict[str, str]:
    """Id (as text) → name of the structures the reader sees."""
    found = Organisation.objects.visible_to(reader).filter(pk__any_of=ids)
    return {str(pk): name for pk, name in rows_of(found.values_list("pk", "name"))}
