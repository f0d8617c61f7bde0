"""Réglages: the organisation, its team, one's own account."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from trame.people import access, services
from trame.people.account_security import security_of
from trame.people.current import current_organisation
from trame.people.forms.settings import AccountForm, OrganisationForm
from trame.people.models import Membership, Organisation
from trame.people.requests import AccountRequest


@require_safe
def settings_home(request: AccountRequest) -> HttpResponse:
    organisations = Organisation.objects.visible_to(request.user).select_related("commune")
    context = {"organisations": organisations, "current": current_organisation(request.user)}
    return render(request, "people/settings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: AccountRequest, pk: int) -> HttpResponse:
    """Its details, as a form for its managers."""
    found = get_object_or_404(Organisation.objects.visible_to(request.user).select_related("commune__epci"), pk=pk)
    may_edit = access.may_edit_organisation(request.user, found)
    if request.method == "POST" and not may_edit:
        raise PermissionDenied
    form = OrganisationForm(request.POST or None, organisation=found) if may_edit else None
    if form and form.is_valid():
        services.update_organisation(by=request.user, organisation=found, details=form.details)
        messages.success(request, f"« {found.name} » est à jour.")
        return redirect("people:organisation", pk)
    return render(request, "people/organisation.html", {"organisation": found, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: AccountRequest) -> HttpResponse:
    """One's own name, and the way to one's password."""
    form = AccountForm(request.POST or None, instance=request.user)
    if form.is_valid():
        services.rename_account(user=request.user, **form.cleaned_data)
        messages.success(request, "Votre nom est à jour.")
        return redirect("people:account")
    memberships = Membership.objects.of_user(request.user.pk).select_related("organisation")
    context = {"form": form, "memberships": memberships, "security": security_of(request.user)}
    return render(request, "people/account.html", context)
