"""An invitation: its page, opened by the link of the e-mail, and what each visitor may do there.

Opening the link changes nothing: an invitation is spent by a button. The token stays in that one address: who goes
and signs in first comes back to `/invitation/`, which finds the digest of the token in her session.
"""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from trame.people.entering import enter
from trame.people.forms.joining import NewcomerForm
from trame.people.models import Invitation, User
from trame.people.services import invitations
from trame.people.tokens import digest_of

SESSION_KEY = "people_invitation"


@login_not_required  # who answers has often no account yet; the token of the link, or its digest, opens the page
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str = "") -> HttpResponse:
    """One page, whoever opens it: join, sign in first, open an account, or why the link serves no more."""
    digest = digest_of(token) if token else request.session.get(SESSION_KEY, "")
    found = invitations.find(digest)
    try:
        if found is None or not found.is_pending:
            raise invitations.InvitationClosed(found.state if found else "unknown")
        if isinstance(request.user, User):
            return _for_account(request, request.user, found)
        return _for_known(request, found) if invitations.has_account(found.email) else _for_newcomer(request, found)
    except invitations.InvitationClosed as closed:
        status = HTTPStatus.NOT_FOUND if closed.reason == "unknown" else HTTPStatus.GONE
        return render(request, "people/invitation_closed.html", {"reason": closed.reason}, status=status)


def _for_account(request: HttpRequest, user: User, found: Invitation) -> HttpResponse:
    """Signed in: with the address invited she joins; with another one she is told why she cannot."""
    if user.email != found.email:
        status = HTTPStatus.FORBIDDEN if request.method == "POST" else HTTPStatus.OK
        return render(request, "people/invitation_elsewhere.html", status=status)
    if request.method == "POST":
        invitations.accept(by=user, digest=found.token_digest)
        request.session.pop(SESSION_KEY, None)
        return _welcome(request, found, HttpResponseRedirect("/"))
    return render(request, "people/invitation.html", {"invitation": found})


def _for_known(request: HttpRequest, found: Invitation) -> HttpResponse:
    """The address has an account: it signs in first. Its session keeps the digest, and no address holds the token."""
    if request.method == "POST":
        request.session[SESSION_KEY] = found.token_digest
        back = urlencode({"next": reverse("invitation_resumed")})
        return redirect(f"{reverse('account_login')}?{back}")
    return render(request, "people/invitation_known.html", {"invitation": found})


def _for_newcomer(request: HttpRequest, found: Invitation) -> HttpResponse:
    """Nobody has this address yet: her name, and she is in."""
    form = NewcomerForm(request.POST or None, email=found.email)
    if form.is_valid():
        user = invitations.accept_as_newcomer(digest=found.token_digest, newcomer=form.newcomer)
        return _welcome(request, found, enter(request, user))
    return render(request, "people/invitation_newcomer.html", {"invitation": found, "form": form})


def _welcome(request: HttpRequest, found: Invitation, response: HttpResponse) -> HttpResponse:
    messages.success(request, f"Vous êtes dans l’équipe de « {found.organisation} ».")
    return response
