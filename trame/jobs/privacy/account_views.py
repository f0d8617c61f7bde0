"""Pages of one's own data: a copy of everything, and closing one's account."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from trame.jobs.services import start_job
from trame.people import journal
from trame.people.current import current_organisation
from trame.people.reauthentication import recent_sign_in_required
from trame.people.requests import AccountRequest
from trame.people.services import closing

from . import own_data as copies


@require_http_methods(["GET", "HEAD", "POST"])
@recent_sign_in_required
def own_data(request: AccountRequest) -> HttpResponse:
    """What the archive holds; asked by POST, it is made in the background."""
    if request.method != "POST":
        return render(request, "privacy/own_data.html", {"labels": copies.labels()})
    journal.record("own_data.asked", by=request.user, organisation=current_organisation(request.user))
    job = start_job(kind=copies.KIND, owner=request.user, payload={}, back_url=reverse("privacy:own_data"))
    return redirect("jobs:detail", pk=job.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@recent_sign_in_required
def close_account(request: AccountRequest) -> HttpResponse:
    """Says what leaves and what stays, then closes the account of who asks: nobody else's."""
    refusal, status = "", HTTPStatus.OK
    if request.method == "POST":
        try:
            closing.close_own_account(by=request.user)
        except ValidationError as refused:
            refusal, status = refused.messages[0], HTTPStatus.UNPROCESSABLE_ENTITY
        else:
            logout(request)
            messages.success(request, "Votre compte est fermé. Merci pour ce que vous avez fait ici.")
            return redirect("account_login")
    alone = closing.left_without_manager(request.user)
    return render(request, "privacy/close_account.html", {"alone": alone, "refusal": refusal}, status=status)
