"""The notice for people followed: one page in plain French, 16 points, to read together and to hand out."""

from trame.people.models import PrivacySettings
from trame.ui import documents as doc
from trame.ui.typography import plural, typeset


def notice(settings: PrivacySettings) -> doc.Document:
    """Who writes what, why, how long, who reads it, and what one may ask; one A4 page with the usual names."""
    organisation = settings.organisation
    blocks: list[doc.Block] = []
    for title, lines in _said(settings):
        # One sentence, one line: the rule of texts that are easy to read.
        blocks += [doc.Heading(1, typeset(title)), doc.Paragraph("\n".join(typeset(line) for line in lines))]
    blocks.append(doc.Note(typeset(_small_print(settings)), title="Pour en savoir plus"))
    return doc.Document(
        title="Ce que nous écrivons sur vous",
        organisation=organisation.name,
        author=organisation.name,
        blocks=tuple(blocks),
        contents=False,
        poster=True,
    )


def _said(settings: PrivacySettings) -> list[tuple[str, list[str]]]:
    name = settings.organisation.name
    months, notes = (plural(number, "mois", "mois") for number in (settings.people_months, settings.notes_months))
    return [
        (
            "Pourquoi ?",
            ["Pour mieux vous aider la prochaine fois.", "Pour compter les personnes aidées, sans leur nom."],
        ),
        (
            "Nous écrivons quoi ?",
            [
                "La date, le sujet et la durée de l’aide. Parfois des notes, une photo, un son.",
                "Si vous voulez bien : votre nom, âge, commune, téléphone.",
                "Vous pouvez dire non. Nous vous aidons quand même.",
            ],
        ),
        (
            "Qui peut lire ?",
            [f"Les personnes qui aident avec le numérique à {name}.", "Personne d’autre ne voit votre nom."],
        ),
        (
            "Combien de temps ?",
            [
                f"Votre nom est effacé {months} après votre dernière venue.",
                f"Les notes, photos et sons sont effacés {notes} après l’aide.",
            ],
        ),
        (
            "Quels sont vos droits ?",
            [
                "Vous pouvez demander à voir ce qui est écrit sur vous.",
                "Vous pouvez en avoir une copie, le faire corriger, le faire effacer.",
                "Vous pouvez changer d’avis. C’est gratuit.",
            ],
        ),
        ("Comment faire ?", ["Parlez-en à la personne qui vous aide.", *_written(settings)]),
    ]


def _written(settings: PrivacySettings) -> list[str]:
    return ["Ou écrivez à :", settings.contact] if settings.contact else []


def _small_print(settings: PrivacySettings) -> str:
    organisation = settings.organisation
    dpo = f" Délégué·e à la protection des données : {settings.dpo}." if settings.dpo else ""
    return (
        f"Responsable de ces informations : {organisation.name}, {organisation.commune.name}.{dpo} Nous les gardons "
        "parce qu’elles servent à vous aider : c’est notre intérêt légitime (RGPD, article 6.1.f). Si la réponse ne "
        "vous convient pas, vous pouvez écrire à la CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, ou sur "
        "cnil.fr/plaintes."
    )
