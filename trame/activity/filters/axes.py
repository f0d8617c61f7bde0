"""What a list of activities can be filtered on. Several values of one filter add up; two filters narrow each other."""

import re
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from trame.reference.nomenclatures import (
    AccessMode,
    Channel,
    Kind,
    Material,
    Nomenclature,
    Operator,
    Origin,
    Outcome,
    Payment,
    PublicKind,
    Redirection,
    Setting,
    Topic,
)

from ..models import ActivityTag, Attendance, Procedure
from ..words import SHORT_KINDS, VENUES, short_topic

MAX_ID = 2**63 - 1
Condition = Callable[[Sequence[str]], Q]


@dataclass(frozen=True, kw_only=True)
class Axis:
    """One filter. `name` is what the address says, `word` what the screen says.

    `choices`: its fixed codes and their words; without any, its values are codes of rows that the reader must see, and
    `nobody` says so when she does not (« aucun de vos lieux »). `chip` says its values on a chip. `facet`: the module
    or facet without which it is not offered.
    """

    code: str
    name: str
    word: str
    condition: Condition
    choices: tuple[tuple[str, str], ...] = ()
    reads: Callable[[str], str | None] | None = None
    nobody: str = ""
    chip: str = "{}"
    facet: str = ""

    def read(self, text: str) -> str | None:
        """The code as it is kept, or None when the text is not one."""
        if self.reads is not None:
            return self.reads(text)
        return text if any(text == code for code, _ in self.choices) else None


def _id(text: str) -> str | None:
    return text if re.fullmatch(r"[1-9][0-9]{0,18}", text) and int(text) <= MAX_ID else None


def _uuid(text: str) -> str | None:
    return str(uuid.UUID(text)) if re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", text) else None


def _matching(pattern: str) -> Callable[[str], str | None]:
    return lambda text: text if re.fullmatch(pattern, text) else None


def _words(nomenclature: type[Nomenclature]) -> tuple[tuple[str, str], ...]:
    return tuple((str(member.value), str(member.label)) for member in nomenclature)


def _among(column: str) -> Condition:
    return lambda values: Q(**{f"{column}__in": values})


def _overlap(column: str) -> Condition:
    return lambda values: Q(**{f"{column}__overlap": list(values)})


def _procedure(column: str) -> Condition:
    return lambda values: Q(pk__in=Procedure.objects.filter(**{f"{column}__in": values}).values("activity"))


def _tagged(values: Sequence[str]) -> Q:
    return Q(pk__in=ActivityTag.objects.filter(tag__in=[int(value) for value in values]).values("activity"))


def _attended(values: Sequence[str]) -> Q:
    return Q(pk__in=Attendance.objects.filter(beneficiary__client_uuid__in=values).values("activity"))


def _first_time(values: Sequence[str]) -> Q:
    """Declared for an anonymous person; for a followed one, no earlier day in the same structure (as in the facts)."""
    earlier = Attendance.objects.filter(
        Q(activity__date__lt=OuterRef("activity__date"))
        | Q(activity__date=OuterRef("activity__date"), activity__lt=OuterRef("activity")),
        beneficiary=OuterRef("beneficiary"),
        organisation=OuterRef("organisation"),
        activity__deleted_at=None,
    )
    first = Attendance.objects.filter(~Exists(earlier), activity=OuterRef("pk"))
    return Q(anonymous_new__gt=0) | Q(Exists(first))


def _redirected(values: Sequence[str]) -> Q:
    return Q(redirected=True) if REDIRECTED in values else Q(redirection__in=values)


def _entered(values: Sequence[str]) -> Q:
    return Q() if len(values) > 1 else Q(source="") if values[0] == TYPED else ~Q(source="")


def _with_notes(values: Sequence[str]) -> Q:
    return Q() if len(values) > 1 else ~Q(notes="") if values[0] == WITH else Q(notes="")


REDIRECTED, TYPED, IMPORTED, WITH, WITHOUT = "oui", "tapee", "importee", "avec", "sans"


def _optional(code: str, name: str, word: str, nomenclature: type[Nomenclature]) -> Axis:
    """A facet that is a column of the activity."""
    choices = _words(nomenclature)
    return Axis(code=code, name=name, word=word, choices=choices, condition=_among(code), facet=code)


AXES: tuple[Axis, ...] = (
    Axis(
        code="kind",
        name="nature",
        word="Nature",
        choices=tuple((kind.value, SHORT_KINDS[kind]) for kind in Kind),
        condition=_among("kind"),
    ),
    Axis(
        code="topic",
        name="thematique",
        word="Thématique",
        choices=tuple((topic.value, short_topic(topic.value)) for topic in Topic),
        condition=_overlap("topics"),
    ),
    Axis(code="place", name="lieu", word="Lieu", reads=_id, nobody="aucun de vos lieux", condition=_among("place")),
    Axis(code="channel", name="canal", word="Canal", choices=_words(Channel), condition=_among("channel")),
    Axis(
        code="commune",
        name="commune",
        word="Commune",
        reads=_matching(r"(?:[0-9]{2}|2[AB])[0-9]{3}"),
        nobody="aucune commune",
        condition=_among("commune"),
    ),
    Axis(
        code="departement",
        name="departement",
        word="Département",
        reads=_matching(r"[0-9]{2,3}|2[AB]"),
        nobody="aucun département",
        condition=_among("commune__departement"),
    ),
    Axis(
        code="mediator",
        name="mediateur",
        word="Enregistrées par",
        reads=_id,
        nobody="personne de votre équipe",
        condition=_among("mediator"),
    ),
    Axis(
        code="tag",
        name="tag",
        word="Tag",
        reads=_id,
        nobody="aucun de vos tags",
        chip="Tag {}",
        condition=_tagged,
        facet="tags",
    ),
    Axis(
        code="person",
        name="personne",
        word="Personne suivie",
        reads=_uuid,
        nobody="aucune personne suivie par votre structure",
        chip="Accompagnements de {}",
        condition=_attended,
        facet="people_followed",
    ),
    Axis(
        code="venue",
        name="venue",
        word="Venue",
        choices=(("new", VENUES["new"]),),
        condition=_first_time,
        facet="venue",
    ),
    Axis(
        code="redirection",
        name="orientation",
        word="Orientation",
        choices=((REDIRECTED, "Orientée"), *_words(Redirection)),
        chip="Orientation : {}",
        condition=_redirected,
        facet="redirection",
    ),
    Axis(
        code="material",
        name="materiel",
        word="Matériel",
        choices=_words(Material),
        chip="Matériel : {}",
        condition=_overlap("materials"),
        facet="materials",
    ),
    Axis(
        code="notes",
        name="notes",
        word="Notes",
        choices=((WITH, "Avec notes"), (WITHOUT, "Sans notes")),
        condition=_with_notes,
        facet="notes",
    ),
    Axis(
        code="entered",
        name="saisie",
        word="Saisie",
        choices=((TYPED, "Saisies dans Trame"), (IMPORTED, "Importées")),
        condition=_entered,
    ),
    _optional("setting", "cadre", "Cadre", Setting),
    _optional("access_mode", "acces", "Accès", AccessMode),
    _optional("payment", "paiement", "Paiement", Payment),
    _optional("origin", "origine", "Orientée par", Origin),
    _optional("public_kind", "public", "Type de public", PublicKind),
    Axis(
        code="operator",
        name="operateur",
        word="Opérateur de la démarche",
        choices=_words(Operator),
        condition=_procedure("operator"),
        facet="procedures",
    ),
    Axis(
        code="outcome",
        name="issue",
        word="Issue de la démarche",
        choices=_words(Outcome),
        chip="Démarche {}",
        condition=_procedure("outcome"),
        facet="procedures",
    ),
)
