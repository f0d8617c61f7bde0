"""Changing one's address: asked here, confirmed from both mailboxes by the links they receive."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from trame.people.addresses import absolute
from trame.people.forms.email_change import EmailChangeForm
from trame.people.mails import MailNotSent
from trame.people.models import EmailChange
from trame.people.reauthentication import recent_sign_in_required
from trame.people.requests import AccountRequest
from trame.people.services import email_change

NOT_SENT = "Le serveur de courriels ne répond pas : rien n’a changé. Réessayez dans quelques minutes."


@recent_sign_in_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: AccountRequest) -> HttpResponse:
    form = EmailChangeForm(request.POST or None)
    if form.is_valid() and _send(request, form):
        return redirect("people:email_change")
    pending = EmailChange.objects.visible_to(request.user).pending().first()
    return render(request, "people/email_change.html", {"form": form, "pending": pending})


def _send(request: AccountRequest, form: EmailChangeForm) -> bool:
    """Whether the two messages left; otherwise the form says why not."""
    if not ratelimit.consume(request, action="manage_email", user=request.user):
        form.add_error("email", "Plusieurs changements viennent d’être demandés : attendez une heure.")
        return False
    link = lambda token: absolute(request, reverse("account_email_change", args=[token]))  # noqa: E731
    try:
        email_change.ask(by=request.user, new_email=form.cleaned_data["email"], link=link)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    except MailNotSent:
        email_change.drop(by=request.user)
        form.add_error(None, NOT_SENT)
        return False
    return True


@require_POST
def drop(request: AccountRequest) -> HttpResponse:
    email_change.drop(by=request.user)
    messages.success(request, "Vous gardez votre adresse actuelle.")
    return redirect("people:account")


@login_not_required  # each link is opened from a mailbox, on whatever device reads it
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The page of a link: it changes nothing until a button is pressed (`answer=confirm` or `refuse`)."""
    try:
        change, is_old = email_change.find(token)
        if request.method != "POST":
            return render(request, "people/email_change_answer.html", {"change": change, "is_old": is_old})
        if request.POST.get("answer") == "refuse":
            email_change.refuse(token=token)
            return _said(request, "refused_by_old" if is_old else "refused_by_new")
        if request.POST.get("answer") != "confirm":
            return redirect(request.path)
        return _said(request, email_change.confirm(token=token, session_key=request.session.session_key))
    except email_change.LinkSpent:
        return _said(request, "spent", status=410)


def _said(request: HttpRequest, outcome: str, status: int = 200) -> HttpResponse:
    return render(request, "people/email_change_said.html", {"outcome": outcome}, status=status)
