"""The register of processings that article 30 of the RGPD asks for, drawn from what the models declare."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.conf import settings as site
from django.db import models

from trame.people.models import PrivacySettings
from trame.people.personal import NO_PERSONAL_DATA, Personal, Processing, declaration_of, declared
from trame.ui import documents as doc
from trame.ui.typography import typeset

SECURITY_MEASURES = (
    "Accès par compte personnel : code à usage unique, mot de passe haché (Argon2), second facteur ou clé d’accès.",
    "Chaque page demande ce que la personne connectée a le droit de voir ; les noms et les notes ne sont montrés "
    "qu’aux médiatrices et médiateurs de la structure.",
    "Échanges chiffrés (HTTPS) sur un site en production ; aucun contenu venu d’un autre site.",
    "Journal des actions sensibles, qui ne peut être ni changé ni effacé, et que lit la structure.",
    "Statistiques, bilans et réseaux : des effectifs, jamais un nom.",
    "Effacement automatique chaque nuit, avec la preuve du dernier passage.",
)
TRANSFERS = (
    "Aucun transfert hors de l’Union européenne n’est fait par Trame ; l’hébergement est choisi par qui l’installe."
)
NOT_SAID = "non renseigné"


@dataclass(frozen=True)
class Data:
    """One line: what is kept, in whose words, for how long, and what ends it."""

    what: str
    kept: str
    erased_by: str


@dataclass
class Entry:
    """One processing and its data."""

    processing: Processing
    data: list[Data] = field(default_factory=list)


def register(settings: PrivacySettings) -> list[Entry]:
    """Every processing that holds data, with the durations of this structure; in a stable order."""
    entries: dict[str, Entry] = {}
    for model, part in declared():
        entry = entries.setdefault(part.processing.code, Entry(part.processing))
        line = Data(_what(model, part), kept_in(part, settings), _erased_by(part))
        if line not in entry.data:  # three tables of one package say the same
            entry.data.append(line)
    return sorted(
        entries.values(), key=lambda entry: (entry.processing.controller.name != "ORGANISATION", entry.processing.name)
    )


def kept_in(part: Personal, settings: PrivacySettings) -> str:
    """The duration in words, with those that the structure chose."""
    return part.kept.format(people_months=settings.people_months, notes_months=settings.notes_months)


def _what(model: type[models.Model], part: Personal) -> str:
    if part.said:
        return part.said
    said = {field.name: str(field.verbose_name) for field in model._meta.concrete_fields}
    labels = ", ".join(said[name] for name in part.names)
    name = str(model._meta.verbose_name)
    return f"{name[0].upper()}{name[1:]} : {labels}"


def _erased_by(part: Personal) -> str:
    return f"ronde de nuit « {part.chore} »" if part.chore else f"avec « {_named(part.follows)} »"


def _named(label: str) -> str:
    model = apps.get_model(label)
    parts = (declaration_of(model) or NO_PERSONAL_DATA).parts
    return next((part.said for part in parts if part.said), str(model._meta.verbose_name))


def chores_of(part: Personal) -> Iterator[str]:
    """The names of the chores that end this data, directly or with what it follows."""
    if part.chore:
        yield part.chore
        return
    followed = declaration_of(apps.get_model(part.follows))
    for above in followed.parts if followed else ():
        yield from chores_of(above)


def document(settings: PrivacySettings, made_on: str) -> doc.Document:
    """The register of one structure."""
    blocks: list[doc.Block] = [doc.Heading(1, "Qui en répond"), _who(settings)]
    for entry in register(settings):
        blocks += _blocks(entry)
    blocks += [doc.Heading(1, "Sécurité et transferts"), *(doc.Paragraph(typeset(said)) for said in SECURITY_MEASURES)]
    blocks.append(doc.Paragraph(typeset(TRANSFERS)))
    return doc.Document(
        title="Registre des traitements",
        subtitle=typeset("Ce que Trame garde des personnes, pourquoi et combien de temps (RGPD, article 30)"),
        organisation=settings.organisation.name,
        author=settings.organisation.name,
        date_line=made_on,
        blocks=tuple(blocks),
        contents=False,
    )


def responsible(settings: PrivacySettings) -> list[tuple[str, str]]:
    """(role, who) as the law wants them named."""
    organisation = settings.organisation
    return [
        ("Responsable des traitements de la structure", f"{organisation.name}, {organisation.commune.name}"),
        ("Contact pour les données personnelles", settings.contact or NOT_SAID),
        ("Délégué·e à la protection des données", settings.dpo or NOT_SAID),
        ("Organisme qui héberge Trame", site.INSTANCE_CONTACT or NOT_SAID),
    ]


def _who(settings: PrivacySettings) -> doc.Table:
    return doc.Table("Responsables et contacts", ("Rôle", "Qui"), tuple(responsible(settings)))


def facts(processing: Processing) -> list[tuple[str, str]]:
    """(heading, sentence) for what article 30 asks of a processing, besides its data."""
    return [
        ("Personnes concernées", processing.subjects),
        ("But", processing.purpose),
        ("Base légale", processing.legal_basis),
        ("Qui y a accès", processing.recipients),
        ("Responsable", processing.controller.value),
    ]


def _blocks(entry: Entry) -> list[doc.Block]:
    processing = entry.processing
    described = tuple((word, typeset(said)) for word, said in facts(processing))
    rows = tuple((typeset(data.what), typeset(data.kept), typeset(data.erased_by)) for data in entry.data)
    return [
        doc.Heading(1, processing.name),
        doc.Table("", ("Rubrique", "Ce qu’il en est"), described),
        doc.Table("Données et durées", ("Données", "Gardées", "Effacées par"), rows),
    ]


def markdown() -> str:
    """docs/registre-des-traitements.md: the same register, with the usual durations."""
    lines = [
        "# Registre des traitements",
        "",
        "Ce que Trame garde des personnes, pourquoi, combien de temps, et ce qui l’efface (RGPD, article 30).",
        "Page écrite par `manage.py write_privacy_register` d’après ce que déclarent les modèles : ne la corrigez pas",
        "à la main. Chaque structure a la sienne, avec ses durées : « Réglages », « Données personnelles ».",
    ]
    for entry in register(PrivacySettings()):
        lines += ["", f"## {entry.processing.name}", ""]
        lines += [f"- **{word}** : {said}" for word, said in facts(entry.processing)]
        lines += ["", "| données | gardées | effacées par |", "|---|---|---|"]
        lines += [f"| {data.what} | {data.kept} | {data.erased_by} |" for data in entry.data]
    lines += ["", "## Sécurité et transferts", "", *(f"- {said}" for said in SECURITY_MEASURES), f"- {TRANSFERS}", ""]
    return "\n".join(lines)
