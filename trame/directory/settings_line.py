"""The line of « Réglages » that leads to the places."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from trame.people.models import Organisation


def places_line(request: HttpRequest, organisation: Organisation) -> str:
    context = {
        "icon_name": "place",
        "url": reverse("directory:places"),
        "title": "Lieux d’activité",
        "facts": "Où vous recevez, et qui y travaille",
    }
    return render_to_string("people/settings_line.html", context, request)
