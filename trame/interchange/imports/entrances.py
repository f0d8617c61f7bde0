"""Where the pages below lead to imports: « Réglages », the list of activities, statistics that are still empty."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from trame.activity.access import may_see_names, mediates_somewhere
from trame.people.models import Organisation, User


def settings_line(request: HttpRequest, organisation: Organisation) -> str:
    """The line of « Réglages » of an organisation, for those who may import there."""
    if not may_see_names(request.user, organisation.pk):
        return ""
    context = {
        "icon_name": "import",
        "url": reverse("interchange:imports"),
        "title": "Imports",
        "facts": "Faire venir une année d’activités d’un autre logiciel",
    }
    return render_to_string("people/settings_line.html", context, request)


def import_link(request: HttpRequest, _: Any) -> str:
    """« Importer une année », for whoever mediates somewhere today."""
    if not isinstance(request.user, User) or not mediates_somewhere(request.user):
        return ""
    return render_to_string("interchange/import_link.html", {}, request)
