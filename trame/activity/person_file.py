"""« Mes données » of a person followed: all that a structure keeps of her, as a page to read and as structured data.

Who recorded is said by role, never by name: the right of access is to one's own data, not to a colleague's. The notes
of workshops are left out: they speak of a group.
"""

from collections.abc import Iterable
from typing import Any

from django.core.files.storage import default_storage
from django.utils import timezone

from trame.jobs.models import Job
from trame.jobs.privacy.own_data import Part, structured, zipped
from trame.jobs.services import JobRefused, Progress, Result
from trame.people.models import Role
from trame.reference.nomenclatures import Kind, Material
from trame.ui import documents as doc
from trame.ui.typography import date_long, hours, plural, typeset

from . import access, person_progress
from .models import Activity, Beneficiary, Moment
from .words import facts, heading, known_facts, short_topic, whereabouts

KIND = "activity.person_file"


def build_person_file(job: Job, progress: Progress) -> Result:
    """payload: {person: id}; refused when the job's owner no longer mediates in the structure that follows her."""
    found = Beneficiary.objects.visible_to(job.owner).filter(pk=job.payload["person"])
    person = found.select_related("organisation__commune", "residence").first()
    if person is None or not access.may_see_names(job.owner, person.organisation_id):
        raise JobRefused("Cette personne n’est plus suivie, ou vous n’y avez plus accès.")
    progress.step(0, 2, "Lecture de la fiche…")
    activities = activities_of(person)
    progress.step(1, 2, "Mise en page…")
    page = doc.render(document(person, activities), "pdf")
    parts = [Part("mes-donnees.pdf", page), structured("mes-donnees", data(person, activities))]
    parts += files_of(moment for activity in activities for moment in own_moments(activity))
    return Result(zipped(parts), "mes-donnees.zip", "application/zip")


def activities_of(person: Beneficiary) -> list[Activity]:
    """Those she came to, deleted ones left out, oldest first."""
    came = Activity.objects.filter(attendances__beneficiary=person, deleted_at=None).order_by("date", "pk")
    return list(
        came.select_related("place", "commune").prefetch_related("activity_tags__tag", "procedures", "moments__file")
    )


def data(person: Beneficiary, activities: list[Activity]) -> dict[str, Any]:
    """The whole file, keyed in French, ready for JSON."""
    return {
        "structure": {"nom": person.organisation.name, "commune": person.organisation.commune.name},
        "copie du": timezone.localdate(),
        "personne": {
            "pseudonyme": person.pseudonym,
            "nom": person.name,
            "suivie depuis": timezone.localdate(person.created_at),
            **{word.lower(): said for word, said in known_facts(person)},
        },
        **person_progress.data(person),
        "accompagnements": [_said(activity) for activity in activities],
    }


def _said(activity: Activity) -> dict[str, Any]:
    return {
        "date": activity.date,
        "nature": str(activity.get_kind_display()),
        "durée en minutes": activity.minutes,
        "endroit": whereabouts(activity),
        "commune": str(activity.commune or ""),
        "sujets": [short_topic(code) for code in activity.topics],
        "titre": activity.title,
        "démarche": activity.procedure_name,
        "matériel": [str(Material(code).label) for code in activity.materials],
        **{word.lower(): said for word, said in facts(activity) if word != "Matériel"},
        "tags": [link.tag.name for link in activity.activity_tags.all()],
        "notes": own_notes(activity),
        "moments": [{"phrase": moment.sentence, "fichier": file_name(moment)} for moment in own_moments(activity)],
        "enregistré par": str(Role.MEDIATOR.label),
        "enregistré le": timezone.localtime(activity.created_at),
    }


def own_notes(activity: Activity) -> str:
    """The notes that are about her alone."""
    return activity.notes if activity.kind == Kind.INDIVIDUEL else ""


def own_moments(activity: Activity) -> list[Moment]:
    """The moments that are about her alone."""
    return list(activity.moments.all()) if activity.kind == Kind.INDIVIDUEL else []


def file_name(moment: Moment) -> str:
    """« moments/2026-03-03-photo-1f0c….jpg » in the archive; nothing for a sentence."""
    if moment.file is None:
        return ""
    kind, _, extension = moment.file.name.rpartition(".")
    return f"moments/{moment.activity.date}-{kind}-{moment.client_uuid.hex[:8]}.{extension}"


def files_of(moments: Iterable[Moment]) -> list[Part]:
    """Their photos and sounds, but for the bytes that the disk has lost."""
    parts = []
    for moment in moments:
        if moment.file is not None and default_storage.exists(moment.file.content.name or ""):
            with moment.file.content.open("rb") as opened:
                parts.append(Part(file_name(moment), opened.read()))
    return parts


def document(person: Beneficiary, activities: list[Activity]) -> doc.Document:
    """The same, to be read: no code, no abbreviation."""
    blocks: list[doc.Block] = [doc.Heading(1, "Ce qui est connu de vous"), _known(person)]
    blocks += person_progress.blocks(person)
    blocks.append(doc.Heading(1, plural(len(activities), "accompagnement")))
    for activity in activities:
        blocks += _blocks(activity)
    if not activities:
        blocks.append(doc.Paragraph("Aucun accompagnement n’est enregistré."))
    blocks.append(doc.Note(typeset(_rights(person)), title="Vos droits"))
    return doc.Document(
        title="Mes données",
        subtitle=typeset("Tout ce que la structure garde de vous dans Trame"),
        organisation=person.organisation.name,
        author=person.organisation.name,
        date_line=f"Copie du {date_long(timezone.localdate())}",
        blocks=tuple(blocks),
        contents=False,
    )


def _known(person: Beneficiary) -> doc.Table:
    since = date_long(timezone.localdate(person.created_at))
    rows = [("Nom", person.name), ("Pseudonyme", person.pseudonym), ("Suivi depuis", since), *known_facts(person)]
    return doc.Table("", ("Information", "Ce qui est noté"), tuple((word, said) for word, said in rows if said))


def _blocks(activity: Activity) -> list[doc.Block]:
    rows = [
        ("Nature", str(activity.get_kind_display())),
        ("Durée", hours(activity.minutes)),
        ("Endroit", whereabouts(activity)),
        ("Sujets", ", ".join(short_topic(code) for code in activity.topics)),
        ("Démarche", activity.procedure_name),
        *facts(activity),
        ("Tags", ", ".join(link.tag.name for link in activity.activity_tags.all())),
        ("Notes", own_notes(activity)),
        ("Moments gardés", " ".join(moment.sentence for moment in own_moments(activity) if moment.sentence)),
        ("Enregistré par", str(Role.MEDIATOR.label)),
    ]
    title = f"{date_long(activity.date)}, {heading(activity)}"
    return [
        doc.Heading(2, typeset(title)),
        doc.Table("", ("Information", "Ce qui est noté"), tuple((word, typeset(said)) for word, said in rows if said)),
    ]


def _rights(person: Beneficiary) -> str:
    return (
        f"Vous pouvez demander à {person.organisation.name} de corriger ou d’effacer ce qui est écrit ici. Le nom de "
        "qui a enregistré n’y est pas, ni les notes des ateliers, qui parlent d’un groupe."
    )
