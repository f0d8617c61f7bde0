"""Personal data, declared where they are kept: whose they are, why, how long, and what erases them.

Each model says it as its attribute `personal`; the register of processings and the test that no field is forgotten
read nothing else. Retention texts may quote the structure's own durations: « {people_months} mois ».
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from django.apps import apps
from django.db import models


class Controller(Enum):
    """Responsable du traitement."""

    ORGANISATION = "La structure"
    INSTANCE = "L’organisme qui héberge Trame"


@dataclass(frozen=True, kw_only=True)
class Processing:
    """Traitement: one line of the register asked by article 30 of the RGPD. Every text is French."""

    code: str
    name: str
    controller: Controller
    subjects: str
    purpose: str
    legal_basis: str
    recipients: str


@dataclass(frozen=True, kw_only=True)
class Personal:
    """Some fields of a model that tell something of somebody.

    `kept`: for how long, in words. What ends it is `chore`, the name of a chore of the daily round, or `follows`, the
    label of the model they leave with. `said`: the data in words, where the names of the fields are not French.
    """

    processing: Processing
    fields: str
    kept: str
    chore: str = ""
    follows: str = ""
    said: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.fields.split())


@dataclass(frozen=True)
class Declaration:
    """What a model says of itself: its personal data, and the fields that could hold some and do not."""

    parts: tuple[Personal, ...] = ()
    harmless: frozenset[str] = frozenset()

    @property
    def named(self) -> set[str]:
        return {name for part in self.parts for name in part.names} | self.harmless


def declare(*parts: Personal, harmless: str = "") -> Declaration:
    """The declaration of a model; `harmless` names the other fields that the test of forgotten fields would ask."""
    return Declaration(parts, frozenset(harmless.split()))


NO_PERSONAL_DATA = Declaration()

ACCOUNTS = Processing(
    code="accounts",
    name="Comptes et équipes",
    controller=Controller.INSTANCE,
    subjects="Professionnel·les et bénévoles qui se servent de Trame",
    purpose="Se connecter, savoir qui travaille dans quelle structure, dans quel rôle et jusqu’à quand.",
    legal_basis="Intérêt légitime : tenir le service demandé par la structure (article 6.1.f).",
    recipients=(
        "Les collègues de la même structure ; les coordinatrices et coordinateurs de ses réseaux, pour ce qui les "
        "nomme ; l’administration de l’instance."
    ),
)
WORK = Processing(
    code="work",
    name="Activité des professionnel·les",
    controller=Controller.ORGANISATION,
    subjects="Professionnel·les et bénévoles qui se servent de Trame",
    purpose="Savoir qui a fait quoi, pour en tirer les statistiques et les bilans de la structure.",
    legal_basis="Intérêt légitime : rendre compte du travail fait (article 6.1.f).",
    recipients="Les collègues de la même structure. Les réseaux et les financeurs ne reçoivent que des effectifs.",
)
SECURITY = Processing(
    code="security",
    name="Sécurité et traçabilité",
    controller=Controller.INSTANCE,
    subjects="Professionnel·les et bénévoles qui se servent de Trame",
    purpose="Empêcher les intrusions, savoir après coup qui a fait quelle action sensible.",
    legal_basis="Obligation de sécurité (articles 6.1.c et 32).",
    recipients="Les responsables de la structure, pour son journal ; chacun·e, pour ses propres connexions.",
)
INVITED = Processing(
    code="invited",
    name="Invitations",
    controller=Controller.ORGANISATION,
    subjects="Personnes invitées à rejoindre une structure",
    purpose="Faire parvenir une invitation à la bonne personne.",
    legal_basis="Intérêt légitime : composer son équipe (article 6.1.f).",
    recipients="Les responsables de la structure qui invite.",
)

_WITH_ACCOUNT = "Tant que le compte est ouvert. À sa fermeture, c’est effacé, ou cela reste sans le nom de personne."
ACCOUNT_CHORE = "comptes sans passage depuis douze mois"
EMAIL_CHANGE_CHORE = "changements d’adresse restés sans réponse"
INVITATION_CHORE = "invitations et demandes anciennes"
JOURNAL_CHORE = "liens trop anciens entre le journal et les comptes"
RESULT_CHORE = "fichiers préparés il y a plus de sept jours"
SESSION_CHORE = "connexions terminées"


def with_account(fields: str, processing: Processing = ACCOUNTS, *, said: str = "") -> Personal:
    """Data about a professional, that end or become anonymous when her account is closed."""
    return Personal(processing=processing, fields=fields, kept=_WITH_ACCOUNT, follows="people.User", said=said)


# Tables of packages that Trame installs: their models cannot carry an attribute of ours.
_ELSEWHERE: dict[str, Declaration] = {}


def declare_for(label: str, declaration: Declaration) -> None:
    """Declare the model of an installed package, such as « sessions.Session »."""
    _ELSEWHERE[label] = declaration


def declaration_of(model: type[models.Model]) -> Declaration | None:
    """What the model declares; None when nobody said anything of it."""
    own: Declaration | None = model.__dict__.get("personal")
    return own if own is not None else _ELSEWHERE.get(model._meta.label)


def declared() -> Iterator[tuple[type[models.Model], Personal]]:
    """Every declared group of personal data, model by model."""
    for model in apps.get_models():
        for part in (declaration_of(model) or NO_PERSONAL_DATA).parts:
            yield model, part
