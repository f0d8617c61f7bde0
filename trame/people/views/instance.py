"""L’instance, for its admin: the structures, recognised or not. What they do stays closed to her."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trame.people import access
from trame.people.forms.instance import AdmitForm, ManagerForm
from trame.people.mails import MailNotSent
from trame.people.models import Organisation, Role
from trame.people.requests import AccountRequest
from trame.people.services import invitations, organisations

from .team import NOT_SENT, link

PAGE_LENGTH = 50
TO_VERIFY = "a-verifier"

View = Callable[..., HttpResponse]


def for_admins(view: View) -> View:
    @wraps(view)
    def checked(request: AccountRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not access.may_administer(request.user):
            raise PermissionDenied("only the admin of the instance")
        return view(request, *args, **kwargs)

    return checked


@require_safe
@for_admins
def structures(request: AccountRequest) -> HttpResponse:
    """Every structure by name: where it is, its number, whether it is verified, how many work there."""
    everything = Organisation.objects.administered_by(request.user)
    state = request.GET.get("etat", "")
    text = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    shown = everything.filter(verified_at=None) if state == TO_VERIFY else everything
    shown = shown.named_like(text) if text else shown
    ordered = shown.with_team_sizes().select_related("commune").order_by("name", "pk")
    context = {
        "page": Paginator(ordered, PAGE_LENGTH).get_page(request.GET.get("page")),
        "state": state if state == TO_VERIFY else "",
        "text": text,
        "to_verify": everything.filter(verified_at=None).count(),
    }
    return render(request, "people/instance/structures.html", context)


@require_safe
@for_admins
def structure(request: AccountRequest, pk: int) -> HttpResponse:
    return _show(request, _found(request, pk), ManagerForm())


@require_POST
@for_admins
def verify(request: AccountRequest, pk: int) -> HttpResponse:
    found = organisations.verify_organisation(by=request.user, organisation=_found(request, pk))
    messages.success(request, f"« {found} » est vérifiée.")
    return redirect("instance:structure", pk)


@require_POST
@for_admins
def unverify(request: AccountRequest, pk: int) -> HttpResponse:
    found = organisations.unverify_organisation(by=request.user, organisation=_found(request, pk))
    messages.success(request, f"« {found} » n’est plus vérifiée.")
    return redirect("instance:structure", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def admit(request: AccountRequest) -> HttpResponse:
    """Open a structure and invite its manager."""
    form = AdmitForm(request.POST or None)
    if form.is_valid():
        try:
            found = organisations.admit_organisation(by=request.user, details=form.details)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            _invite_manager(request, found, form)
            return redirect("instance:structure", found.pk)
    return render(request, "people/instance/admit.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@for_admins
def invite_manager(request: AccountRequest, pk: int) -> HttpResponse:
    """Invite a manager where there is none; where there is one, she invites."""
    found = _found(request, pk)
    if access.has_manager(found):
        raise PermissionDenied("its manager invites")
    form = ManagerForm(request.POST or None)
    if form.is_valid() and _invite_manager(request, found, form):
        return redirect("instance:structure", pk)
    return _show(request, found, form)


def _invite_manager(request: AccountRequest, found: Organisation, form: AdmitForm | ManagerForm) -> bool:
    email = form.cleaned_data["email"]
    try:
        invitations.invite(by=request.user, organisation=found, email=email, role=Role.MANAGER, link=link(request))
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    except MailNotSent:
        messages.error(request, NOT_SENT)
    else:
        messages.success(request, f"L’invitation est partie à {email}.")
    return True


def _found(request: HttpRequest, pk: int) -> Organisation:
    everything = Organisation.objects.administered_by(request.user)
    return get_object_or_404(everything.with_team_sizes().select_related("commune"), pk=pk)


def _show(request: AccountRequest, found: Organisation, form: ManagerForm) -> HttpResponse:
    return render(request, "people/instance/structure.html", {"organisation": found, "form": form})
