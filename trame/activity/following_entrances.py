"""Where lower pages lead to the people followed: ends of follow-up at home, people left behind on the team’s page."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from trame.people import modules
from trame.people.current import current_organisation
from trame.people.models import Organisation, User
from trame.ui import slots

from . import access
from .facets import PEOPLE_FOLLOWED
from .following_end import ended
from .models import Beneficiary
from .people_listing import referents


def register() -> None:
    slots.register("home.due", modules.when_on(PEOPLE_FOLLOWED.code, due_ends), order=10)
    slots.register("people.team", modules.when_on(PEOPLE_FOLLOWED.code, left_behind))


def due_ends(request: HttpRequest, _: Any) -> str:
    """How many follow-ups are past their end in the structure of the moment, for who mediates there; one <li>."""
    if not isinstance(request.user, User):
        return ""
    organisation = current_organisation(request.user)
    if organisation is None or not access.may_see_names(request.user, organisation.pk):
        return ""
    over = ended(Beneficiary.objects.of(organisation.pk), timezone.localdate()).count()
    return render_to_string("activity/people/due.html", {"over": over}, request) if over else ""


def left_behind(request: HttpRequest, organisation: Organisation) -> str:
    """For its managers: the people whose referent mediates there no more."""
    if not isinstance(request.user, User) or not access.may_hand_over(request.user, organisation, None):
        return ""
    here = set(access.mediators_of(organisation.pk).values_list("user", flat=True))
    gone = [one for one in referents(Beneficiary.objects.of(organisation.pk)) if one.user and one.user.pk not in here]
    if not gone:
        return ""
    context = {"organisation": organisation, "number": sum(one.number for one in gone), "first": gone[0].user}
    return render_to_string("activity/people/left_behind.html", context, request)
