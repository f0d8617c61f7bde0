"""The pages of what is off: a deep link explains, whatever its method, so that no view can forget it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from . import access, modules
from .current import current_organisation
from .models import Membership, User


class ModuleGate:
    """Answers 403, with the reason, at any page of a module that is off for the account that asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: Any, kwargs: Any) -> HttpResponse | None:
        module = modules.of_page(request.resolver_match)
        if module is None or modules.is_on(request.user, module.code):
            return None
        return explain(request, module.code)


def explain(request: HttpRequest, code: str) -> HttpResponse:
    """The page (403) that says what the module does, why it is off, and who turns it on. Only for an account."""
    user, module = request.user, modules.get(code)
    organisation = current_organisation(user) if isinstance(user, User) else None
    managers: list[User] = []
    if organisation:
        roles = Membership.objects.visible_to(user).filter(organisation=organisation).on(timezone.localdate())
        ordered = roles.managers().select_related("user").order_by("user__last_name", "user__first_name", "pk")
        managers = [membership.user for membership in ordered]
    context = {
        "module": module,
        "organisation": organisation,
        "by_structure": bool(organisation and modules.chosen(organisation, code) is False),
        "managers": managers,
        "may_choose": bool(organisation and access.may_edit_organisation(user, organisation)),
    }
    return render(request, "people/module_off.html", context, status=403)
