"""The first question, and what the structure shows."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from trame.people import access, modules, services
from trame.people.forms.modules import GROUPS, NO_PROFILE, ModulesForm, ProfileForm, at_first_words
from trame.people.models import Organisation, Profile, User
from trame.people.requests import AccountRequest


@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: AccountRequest) -> HttpResponse:
    """« Vous êtes… »: asked once, changed at any time from « Mon compte »."""
    first = request.user.profile == ""
    form = ProfileForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.choose_profile(user=request.user, profile=form.code)
        messages.success(request, said(request.user))
        return redirect(settings.LOGIN_REDIRECT_URL if first else "people:account")
    services.note_profile_asked(user=request.user)
    context = {"form": form, "profiles": Profile, "none": NO_PROFILE, "first": first}
    return render(request, "people/welcome.html", context)


def said(user: User) -> str:
    if user.profile:
        return f"Votre profil est « {user.get_profile_display()} ». Il se change dans « Mon compte »."
    return "Aucun profil : tous les champs courants sont affichés. Vous pouvez en choisir un dans « Mon compte »."


@require_http_methods(["GET", "HEAD", "POST"])
def structure_modules(request: AccountRequest, pk: int) -> HttpResponse:
    """What the structure turns on and off: a form for its managers, a list for the others."""
    found = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    may_edit = access.may_edit_organisation(request.user, found)
    if request.method == "POST" and not may_edit:
        raise PermissionDenied
    form = ModulesForm(request.POST if request.method == "POST" else None, organisation=found)
    if form.is_valid():
        services.choose_modules(by=request.user, organisation=found, choices=form.choices)
        messages.success(request, f"Ce que montre « {found.name} » est à jour.")
        return redirect("people:modules", pk)
    context = {"organisation": found, "form": form, "may_edit": may_edit, "groups": [] if may_edit else _states(found)}
    return render(request, "people/modules.html", context)


def _states(organisation: Organisation) -> list[tuple[str, str, list[tuple[modules.Module, str]]]]:
    """(title, sentence, [(module, its state in words)]) for those who only read."""

    def state(module: modules.Module) -> str:
        chosen = modules.chosen(organisation, module.code)
        if chosen is None:
            return f"Selon le profil. {at_first_words(module)}"
        return "Allumé par la structure." if chosen else "Éteint par la structure."

    return [(title, why, [(m, state(m)) for m in modules.every() if m.kind == kind]) for kind, title, why in GROUPS]


def settings_line(request: HttpRequest, organisation: Organisation) -> str:
    """The line of « Réglages » that leads to what the structure shows."""
    context = {
        "icon_name": "list",
        "url": reverse("people:modules", args=[organisation.pk]),
        "title": "Modules et champs",
        "facts": "Ce que montrent le menu et les formulaires",
    }
    return render_to_string("people/settings_line.html", context, request)
