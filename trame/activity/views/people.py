"""People followed: the list, looking for one, her file."""

from typing import Any
from uuid import UUID

from django.db.models import Min
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from trame.people.current import current_organisation
from trame.people.models import Organisation, User
from trame.people.requests import AccountRequest

from .. import access, openings
from ..following_end import ended, is_over
from ..forms.level import ObjectiveForm
from ..levels import before_after, said, scale_label
from ..listing import list_activities
from ..models import Activity, Beneficiary, LevelReading, PersonMerge
from ..models.beneficiary import BeneficiaryQuerySet
from ..people import look_for_people, topics_seen
from ..people_listing import MINE, NOBODY, PeopleFilter, list_people, referents
from ..rules.following import reminders
from ..search import MAX_QUERY
from ..services.merging import UNDONE_WITHIN
from ..words import known_facts, short_topic
from .whom import visible_person


@require_safe
def people(request: AccountRequest) -> HttpResponse:
    """Those whom the structure of the moment follows, the last seen first; the filters are in the address, as codes."""
    return _list(request, "", request.GET)


@require_POST
def look_for(request: AccountRequest) -> HttpResponse:
    """The same list, limited to the words sent; they stay out of the address and of the logs."""
    text = request.POST.get("q", "").replace("\x00", "").strip()[:MAX_QUERY]
    return _list(request, text, request.POST)


def _list(request: AccountRequest, text: str, params: Any) -> HttpResponse:
    organisation = current_organisation(request.user)
    if organisation is None:
        return render(request, "activity/people/none.html")
    names = access.may_see_names(request.user, organisation.pk)
    followed = Beneficiary.objects.visible_to(request.user).filter(organisation=organisation)
    chosen = PeopleFilter.read(params)
    found = chosen.apply(look_for_people(followed, text, names=names), request.user)
    listing = list_people(found, params.get("page", "1"))
    if names:
        openings.people_opened(request.user, organisation, listing.people)
    context = {
        "organisation": organisation,
        "listing": listing,
        "sees_names": names,
        "text": text,
        "filter": chosen,
        "today": timezone.localdate(),
        "over": ended(followed, timezone.localdate()).count(),
        "views": _views(request.user, organisation, followed, chosen),
        "may_hand_over": names or access.may_hand_over(request.user, organisation, None),
    }
    return render(request, "activity/people/list.html", context)


def _views(
    reader: User, organisation: Organisation, followed: BeneficiaryQuerySet, chosen: PeopleFilter
) -> list[tuple[str, str, bool]]:
    """(words, address, chosen) of each way to narrow the list: everybody, mine, those of each referent."""
    found = referents(followed)
    mine = next((one.number for one in found if one.user == reader), 0)
    views = [("Toute la structure", "", 0)]
    if mine or access.mediates(reader, organisation.pk):
        views.append(("Mes personnes", MINE, mine))
    views += [(str(one.user), str(one.user.pk), one.number) for one in found if one.user and one.user != reader]
    views += [("Sans référent·e", NOBODY, one.number) for one in found if one.user is None and len(found) > 1]
    return [
        (f"{words} ({number})" if number else words, PeopleFilter(code, chosen.over).query(), code == chosen.referent)
        for words, code, number in views
    ]


@require_safe
def person(request: AccountRequest, uuid: UUID) -> HttpResponse:
    """Her accompaniments, newest first; what is known of her, for those who may see her name."""
    found = visible_person(request, uuid)
    names = access.may_see_names(request.user, found.organisation_id)
    if names:
        openings.person_opened(request.user, found)
    activities = Activity.objects.visible_to(request.user).filter(attendances__beneficiary=found)
    context: dict[str, Any] = {
        "person": found,
        "sees_names": names,
        # Not the day of her file: an import opens files for people seen long before.
        "since": activities.aggregate(first=Min("date"))["first"],
        "listing": list_activities(activities, request.GET.get("page", "1")),
        "topics": [(short_topic(code), number) for code, number in topics_seen(activities)],
        "over": is_over(found),
        **(_for_mediators(request, found) if names else {}),
    }
    return render(request, "activity/people/person.html", context)


def _for_mediators(request: AccountRequest, found: Beneficiary) -> dict[str, Any]:
    """What only they read: her traits, her objectives, her levels, the merges that can be undone."""
    readings = list(LevelReading.objects.visible_to(request.user).filter(beneficiary=found).select_related("read_by"))
    merges = PersonMerge.objects.visible_to(request.user).filter(kept=found, undone_at=None)
    return {
        "known": known_facts(found),
        "reminders": reminders(found),
        "objectives": list(found.objectives.all()),
        "objective_form": ObjectiveForm(),
        "readings": [(reading, scale_label(reading.scale), said(reading)) for reading in reversed(readings)],
        "progress": before_after(readings),
        "merges": list(merges.filter(made_at__gt=timezone.now() - UNDONE_WITHIN).select_related("merged")),
    }
