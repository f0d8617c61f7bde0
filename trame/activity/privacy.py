"""What activity tells jobs and the journal about personal data, and what it shows on the file of a person followed."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from trame.jobs import services as jobs
from trame.jobs.privacy import own_data as copies
from trame.jobs.privacy import results, retention
from trame.people import journal
from trame.people.models import privacy_of
from trame.people.months import months_after
from trame.ui import slots
from trame.ui.typography import date_long

from . import access, following_end, own_data, person_file
from .models import Activity, Beneficiary
from .retention import RULES


def register() -> None:
    for rule in RULES:
        retention.register(rule)
    jobs.register(person_file.KIND, person_file.build_person_file, attempts=3)
    results.declare_named_results(person_file.KIND)
    copies.register("les activités que vous avez enregistrées", own_data.activities)
    copies.register("vos modèles de saisie", own_data.templates)
    copies.register("vos filtres enregistrés", own_data.saved_filters)
    copies.register("les moments que vous avez gardés", own_data.moments)
    journal.declare(
        journal.Family.PERSONAL_DATA,
        person__erased="a effacé une personne suivie",
        person__expired="a effacé une personne qui ne vient plus",
        notes__expired="a effacé des notes anciennes",
        person__copied="a préparé la copie des données d’une personne suivie",
    )
    slots.register("activity.person", rights)


def rights(request: HttpRequest, person: Beneficiary) -> str:
    """Her rights, on her file."""
    context = {
        "person": person,
        "sees_names": access.may_see_names(request.user, person.organisation_id),
        "kept_until": _kept_until(person),
        "until": person.follow_until,
    }
    return render_to_string("activity/people/rights.html", context, request)


def _kept_until(person: Beneficiary) -> str:
    """« après le 3 mars 2027 », or « cette nuit » when that day is past."""
    came = Activity.objects.filter(attendances__beneficiary=person, deleted_at=None).order_by("-date")
    last = came.values_list("date", flat=True).first()
    since = last or timezone.localdate(person.created_at)
    day = months_after(since, privacy_of(person.organisation).people_months)
    if over := following_end.erased_on(person, last):
        day = min(day, over)
    return f"après le {date_long(day)}" if day >= timezone.localdate() else "cette nuit"
