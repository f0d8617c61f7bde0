"""« Mes appareils »: where one is signed in, and closing what one does not recognise."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from trame.people.models import Session
from trame.people.requests import AccountRequest
from trame.people.services.sessions import end_other_sessions, end_session
from trame.people.sessions import handle_of


@require_safe
def devices(request: AccountRequest) -> HttpResponse:
    """This one first, then the others, the latest seen before."""
    here = handle_of(request.session.session_key or "")
    found = sorted(Session.objects.visible_to(request.user).order_by("-seen_at"), key=lambda one: one.handle != here)
    return render(request, "people/devices.html", {"sessions": found, "here": here})


@require_POST
def close_device(request: AccountRequest, handle: str) -> HttpResponse:
    session = get_object_or_404(Session.objects.visible_to(request.user), handle=handle)
    if session.session_key == request.session.session_key:
        return redirect("account_logout")
    end_session(by=request.user, session=session)
    messages.success(request, f"{session.device or 'Cet appareil'} : la connexion est fermée.")
    return redirect("people:devices")


@require_POST
def close_other_devices(request: AccountRequest) -> HttpResponse:
    end_other_sessions(of=request.user, but=request.session.session_key)
    messages.success(request, "Vous n’êtes plus connecté·e qu’ici.")
    return redirect("people:devices")
