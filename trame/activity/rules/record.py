"""What an accompaniment or an atelier must say."""

import datetime as dt

from trame.directory.models import Place
from trame.people.models import Membership, Role
from trame.reference.models import Commune
from trame.reference.nomenclatures import Channel, Kind, Material, Topic
from trame.ui.typography import date_long, plural

from ..entry import ActivityEntry
from ..models import ANONYMOUS_COUNTERS, Beneficiary
from ..models.activity import FIRST_DATE, MAX_MINUTES, MAX_NOTES
from ..models.counters import DIMENSIONS, MAX_PARTICIPANTS, counters_of
from ..typed import OUT_OF_RANGE
from ..words import counted
from .found import Found

MAX_TAGS = 20
MAX_TAG_LENGTH = 80


def said_alone(entry: ActivityEntry, today: dt.date) -> Found:
    """What is wrong in the entry by itself."""
    checks = (when, _how_long, _where, _about_what, _who, _counters, _residences, words)
    return [problem for check in checks for problem in check(entry, today)]


def belonging(entry: ActivityEntry, membership: Membership, known_date: dt.date | None) -> Found:
    """What is wrong with what it names: the membership, the place, the people."""
    return [*of_membership(entry, membership, known_date), *_place(entry, membership), *_people(entry, membership)]


def when(entry: ActivityEntry, today: dt.date) -> Found:
    if entry.date > today:
        return [
            ("date", f"Le {date_long(entry.date)} n’est pas encore passé : choisissez aujourd’hui ou une date passée.")
        ]
    if entry.date < FIRST_DATE:
        return [("date", f"Le {date_long(entry.date)} est trop ancien : la date doit être après le 1er janvier 2000.")]
    return []


def _how_long(entry: ActivityEntry, today: dt.date) -> Found:
    if entry.minutes is None or not 1 <= entry.minutes <= MAX_MINUTES:
        return [("minutes", OUT_OF_RANGE)]
    return []


def _where(entry: ActivityEntry, today: dt.date) -> Found:
    if entry.channel not in Channel.values:
        return [("channel", "Choisissez où cela s’est passé.")]
    if entry.imported:
        return []
    if entry.channel == Channel.LIEU_ACTIVITE and entry.place_id is None:
        return [("place_id", "Choisissez le lieu, ou « À domicile », « À distance », « Autre lieu ».")]
    if entry.channel in (Channel.DOMICILE, Channel.AUTRE) and not entry.commune_code:
        return [("commune_code", "Indiquez la commune : son nom, son code postal ou son code Insee.")]
    return []


def _about_what(entry: ActivityEntry, today: dt.date) -> Found:
    found: Found = []
    if entry.kind not in Kind.values:
        found.append(("kind", "Choisissez accompagnement individuel ou atelier collectif."))
    if not entry.topics and not entry.imported:
        found.append(("topics", "Choisissez au moins un sujet."))
    if unknown := [code for code in entry.topics if code not in Topic.values]:
        found.append(("topics", f"Sujet inconnu : {', '.join(unknown)}."))
    if Material.AUCUN in entry.materials and len(entry.materials) > 1 and not entry.imported:
        found.append(("materials", "« Pas de matériel » ne va pas avec un autre matériel : gardez l’un ou l’autre."))
    if entry.redirected and not entry.redirection and not entry.imported:
        found.append(("redirection", "Indiquez vers qui la personne a été orientée, ou répondez « Non »."))
    return found


def _who(entry: ActivityEntry, today: dt.date) -> Found:
    # Followed people are in the sum: erased one day, they become anonymous participants too.
    if entry.anonymous_total < 0 or entry.participants > MAX_PARTICIPANTS:
        return [("anonymous_total", "Le nombre de participants va de 0 à 10 000.")]
    if entry.participants < 1:
        return [("anonymous_total", "Comptez au moins une personne.")]
    if entry.kind == Kind.INDIVIDUEL and entry.participants > 1:
        return [
            ("anonymous_total", f"Un accompagnement individuel est pour une personne, pas {entry.participants} : "
             "enregistrez plutôt un atelier.")
        ]  # fmt: skip
    return []


def _counters(entry: ActivityEntry, today: dt.date) -> Found:
    found: Found = []
    known = {counter.field for counter in ANONYMOUS_COUNTERS}
    if stray := set(entry.anonymous) - known:
        found.append(("anonymous_total", f"Compteur inconnu : {', '.join(sorted(stray))}."))
    for dimension in DIMENSIONS:
        values = {counter.field: entry.counter(counter.field) for counter in counters_of(dimension)}
        if min(values.values()) < 0:
            found.append((f"anonymous_{dimension}", "Un nombre de personnes ne peut pas être négatif."))
        elif sum(values.values()) > entry.anonymous_total:
            found.append((f"anonymous_{dimension}", _too_many(values, entry)))
    return found


def _too_many(values: dict[str, int], entry: ActivityEntry) -> str:
    """« Femmes (8) et hommes (3) font 11 pour 9 participants. »"""
    total = entry.anonymous_total
    people = plural(total, "participant") + (" sans nom" if entry.followed else "")
    if sum(1 for number in values.values() if number) == 1:
        return f"{counted(values)} : c’est trop pour {people}."
    return f"{counted(values)} font {sum(values.values())} pour {people}."


def _residences(entry: ActivityEntry, today: dt.date) -> Found:
    numbers = list((entry.anonymous_residences or {}).values())
    if any(number < 1 for number in numbers):
        return [("anonymous_residences", "Une commune de résidence compte au moins une personne.")]
    if sum(numbers) > entry.anonymous_total:
        people = plural(entry.anonymous_total, "personne comptée sans nom", "personnes comptées sans nom")
        return [("anonymous_residences", f"Les communes de résidence font {sum(numbers)} pour {people}.")]
    return []


def words(entry: ActivityEntry, today: dt.date) -> Found:
    found: Found = []
    # A file from elsewhere may hold longer notes, or more tags: nothing of them is lost.
    if len(entry.notes) > MAX_NOTES and not entry.imported:
        found.append(("notes", f"Les notes dépassent 10 000 signes ({len(entry.notes)}) : raccourcissez-les."))
    if len(entry.tags) > MAX_TAGS and not entry.imported:
        found.append(("tags", f"{len(entry.tags)} tags : gardez-en 20 au plus."))
    found += [("tags", f"Le tag « {tag[:30]}… » dépasse 80 signes.") for tag in entry.tags if len(tag) > MAX_TAG_LENGTH]
    if len(entry.title) > 200:
        found.append(("title", "Le titre dépasse 200 signes : raccourcissez-le."))
    if len(entry.procedure_name) > 200:
        found.append(("procedure_name", "Le nom de la démarche dépasse 200 signes : raccourcissez-le."))
    return found


def of_membership(entry: ActivityEntry, membership: Membership, known_date: dt.date | None) -> Found:
    if membership.role != Role.MEDIATOR:
        return [("membership", "Seul un·e médiateur·rice enregistre une activité.")]
    # Whoever arrives brings in her past years: an import only asks that she mediates there, not that she did then.
    if not entry.imported and entry.date != known_date and not membership.covers(entry.date):
        name = membership.organisation.name
        return [
            (
                "date",
                f"Vous ne travailliez pas à « {name} » le {date_long(entry.date)} : changez la date ou la structure.",
            )
        ]
    return []


def _place(entry: ActivityEntry, membership: Membership) -> Found:
    named = {*(entry.anonymous_residences or {}), *([entry.commune_code] if entry.commune_code else [])}
    known = set(Commune.objects.filter(pk__in=named).values_list("pk", flat=True)) if named else set()
    if unknown := sorted(named - known):
        field = "commune_code" if unknown == [entry.commune_code] else "anonymous_residences"
        return [(field, f"Aucune commune n’a le code Insee {unknown[0]}.")]
    if entry.place_id is None:
        return []
    place = Place.objects.filter(pk=entry.place_id, organisation=membership.organisation_id).first()
    if place is None:
        return [("place_id", "Ce lieu n’est pas un lieu de votre structure : choisissez-en un autre.")]
    if not place.is_open_on(entry.date) and not entry.imported:
        return [("place_id", f"« {place.name} » était fermé le {date_long(entry.date)} : changez le lieu ou la date.")]
    return []


def _people(entry: ActivityEntry, membership: Membership) -> Found:
    ids = [participant.beneficiary_id for participant in entry.followed]
    if len(set(ids)) != len(ids):
        return [("followed", "Une même personne est comptée deux fois : retirez-la une fois.")]
    own = Beneficiary.objects.of(membership.organisation_id).filter(pk__in=ids).count() if ids else 0
    if own != len(ids):
        return [("followed", "Une personne choisie n’est pas suivie par votre structure.")]
    return []
