"""What a professional recorded, for her own copy: open formats, people followed by their pseudonym only."""

from typing import Any

from trame.jobs.privacy.own_data import Part, table
from trame.people.models import Organisation, User
from trame.reference.nomenclatures import Material

from . import access, coordination_words
from .models import ANONYMOUS_COUNTERS, Activity, Moment, SavedFilter
from .person_file import file_name, files_of
from .record_templates import lines
from .words import COUNTER_LABELS, facets_said, procedures_said, short_topic, whereabouts

ABOUT_THE_CONTENT = (
    "lieu", "commune", "sujets", "titre", "démarche", "matériel", "autonomie", "niveau", "orientation", "tags",
    "personnes suivies", "participants sans nom", "compteurs", "champs facultatifs", "coordination",
    "structures partenaires", "notes",
)  # fmt: skip


def activities(user: User) -> list[Part]:
    """Her activities, deleted ones left out.

    Whole in the structures where she works today (the notes where she mediates); elsewhere her work alone: when,
    where she worked, how long.
    """
    today = set(Organisation.objects.visible_to(user).values_list("pk", flat=True))
    with_notes = access.organisations_with_names(user)
    own = Activity.objects.filter(mediator=user, deleted_at=None).order_by("date", "pk")
    own = own.select_related("organisation", "place", "commune", "coordination")
    own = own.prefetch_related("attendances__beneficiary", "activity_tags__tag", "partners", "procedures")
    rows = [
        _work(activity) | (_content(activity, with_notes) if activity.organisation_id in today else _nothing())
        for activity in own
    ]
    return table("activites", rows)


def templates(user: User) -> list[Part]:
    """The templates of records that she keeps."""
    kept = lines(user)
    rows = [{"nom": str(k.template), "nature": str(k.template.get_kind_display()), "contenu": k.said} for k in kept]
    return table("modeles", rows)


def saved_filters(user: User) -> list[Part]:
    """The filters of the list that she keeps."""
    kept = SavedFilter.objects.visible_to(user)
    return table("filtres", [{"nom": saved.name, "filtres": saved.query} for saved in kept])


def _work(activity: Activity) -> dict[str, Any]:
    return {
        "date": activity.date,
        "structure": activity.organisation.name,
        "nature": str(activity.get_kind_display()),
        "minutes": activity.minutes,
        "canal": str(activity.get_channel_display()),
    }


def _content(activity: Activity, with_notes: set[int]) -> dict[str, Any]:
    counters = {COUNTER_LABELS[c.field]: getattr(activity, c.field) for c in ANONYMOUS_COUNTERS}
    said = (
        whereabouts(activity),
        str(activity.commune or ""),
        [short_topic(code) for code in activity.topics],
        activity.title,
        activity.procedure_name,
        [str(Material(code).label) for code in activity.materials],
        str(activity.get_autonomy_display() or ""),
        str(activity.get_level_display() or ""),
        str(activity.get_redirection_display() or ""),
        [link.tag.name for link in activity.activity_tags.all()],
        [attendance.beneficiary.pseudonym for attendance in activity.attendances.all()],
        activity.anonymous_total,
        [f"{label} : {number}" for label, number in counters.items() if number],
        [f"{word} : {value}" for word, value in facets_said(activity) + procedures_said(activity) if value],
        _coordination(activity),
        [f"{one.name} ({coordination_words.partner_type(one)})" for one in activity.partners.all()],
        activity.notes if activity.organisation_id in with_notes else "",
    )
    return dict(zip(ABOUT_THE_CONTENT, said, strict=True))


def _coordination(activity: Activity) -> list[str]:
    said = [*coordination_words.facts(activity), *coordination_words.counts(activity)]
    return [f"{word} : {value}" for word, value in said]


def _nothing() -> dict[str, Any]:
    return dict.fromkeys(ABOUT_THE_CONTENT)


def moments(user: User) -> list[Part]:
    """The moments she kept, of living activities, whole where she mediates today; elsewhere only that she kept them."""
    today = access.organisations_with_names(user)
    own = Moment.objects.filter(author=user, activity__deleted_at=None).order_by("activity__date", "pk")
    kept = list(own.select_related("activity", "organisation", "file"))
    rows = [
        {
            "date": moment.activity.date,
            "structure": moment.organisation.name,
            "nature": str(moment.get_kind_display()),
            "phrase": moment.sentence if moment.organisation_id in today else None,
            "fichier": file_name(moment) if moment.organisation_id in today else None,
        }
        for moment in kept
    ]
    return [*table("moments", rows), *files_of(moment for moment in kept if moment.organisation_id in today)]
