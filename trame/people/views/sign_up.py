"""« Créer un compte », where SIGNUP_OPEN lets anybody do so: a form, then the code that proves the address."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods

from trame.people import pending_sign_up
from trame.people.entering import enter
from trame.people.forms.joining import CodeForm, SignUpForm
from trame.people.mails import MailNotSent
from trame.people.services import organisations

View = Callable[..., HttpResponse]


def where_open(view: View) -> View:
    """The page does not exist on an instance that one joins by invitation only, nor for who has an account."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.SIGNUP_OPEN:
            raise Http404("sign-up is closed")
        if request.user.is_authenticated:
            return redirect("/")
        return view(request, *args, **kwargs)

    return checked


@login_not_required  # it is where an account begins
@where_open
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    form = SignUpForm(request.POST or None, initial=pending_sign_up.said_before(request))
    if not form.is_valid():
        return render(request, "account/signup.html", {"form": form})
    try:
        pending_sign_up.begin(request, form.asked)
    except pending_sign_up.TooMany:
        form.add_error(None, "Trop de codes demandés en peu de temps : recommencez dans une minute.")
        return render(request, "account/signup.html", {"form": form}, status=HTTPStatus.TOO_MANY_REQUESTS)
    except MailNotSent:
        form.add_error(None, "Le courriel n’est pas parti. Rien n’est perdu : recommencez dans une minute.")
        return render(request, "account/signup.html", {"form": form}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    return redirect("account_signup_code")


@login_not_required  # it is where an account begins
@where_open
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up_code(request: HttpRequest) -> HttpResponse:
    """The right code opens the account and its structure; without a code that waits, back to the form."""
    asked = pending_sign_up.waiting(request)
    if asked is None:
        return redirect("account_signup")
    form = CodeForm(request.POST or None, check=lambda typed: pending_sign_up.check(request, typed))
    if form.is_valid():
        try:
            user = organisations.sign_up(asked=asked)
        except (organisations.AlreadyAnAccount, ValidationError):
            messages.error(request, "Ce compte, ou cette structure, vient d’être ouvert : connectez-vous.")
            return redirect("account_signup")
        pending_sign_up.end(request)
        return enter(request, user)
    if form.is_bound and pending_sign_up.waiting(request) is None:
        messages.error(request, "Trois codes faux : par prudence, demandez-en un autre. Ce que vous aviez tapé est là.")
        return redirect("account_signup")
    return render(request, "people/sign_up_code.html", {"form": form, "email": asked.email})


def sign_up_link(request: HttpRequest, _: Any) -> str:
    """« Créer un compte » on the sign-in page; nothing where one joins by invitation only."""
    return render_to_string("people/sign_up_link.html", {}, request) if settings.SIGNUP_OPEN else ""
