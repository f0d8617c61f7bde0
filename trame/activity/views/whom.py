"""The person followed that an address names, for who may see her, or her name."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from trame.people.requests import AccountRequest

from .. import access, openings
from ..models import Beneficiary


def visible_person(request: AccountRequest, uuid: UUID) -> Beneficiary:
    """404 for who does not work in the structure that follows her."""
    visible = Beneficiary.objects.visible_to(request.user).select_related("organisation", "residence", "referent")
    return get_object_or_404(visible, client_uuid=uuid)


def named_person(request: AccountRequest, uuid: UUID) -> Beneficiary:
    """403 as well for who does not mediate there; the opening of a named file is journaled."""
    person = visible_person(request, uuid)
    if not access.may_see_names(request.user, person.organisation_id):
        raise PermissionDenied("names are for those who mediate there")
    openings.person_opened(request.user, person)
    return person
