"""Deleting, and bringing back."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from trame.people.requests import AccountRequest

from .. import services
from ..models import Activity
from . import after


@require_POST
def delete(request: AccountRequest, uuid: UUID) -> HttpResponse:
    activity = get_object_or_404(Activity.objects.visible_to(request.user), client_uuid=uuid)
    try:
        services.delete_activity(by=request.user, activity=activity)
    except services.NotAllowed as refused:
        raise PermissionDenied from refused
    after.remember(request, "deleted", activity)
    return redirect("activity:list")


@require_POST
def restore(request: AccountRequest, uuid: UUID) -> HttpResponse:
    activity = get_object_or_404(Activity.objects.deleted_of(request.user), client_uuid=uuid)
    try:
        services.restore_activity(by=request.user, activity=activity)
    except services.NotAllowed as refused:
        raise PermissionDenied from refused
    except services.EntryRefused as refused:
        messages.error(request, str(refused))
        return redirect("activity:list")
    after.remember(request, "restored", activity)
    return redirect("activity:list")
