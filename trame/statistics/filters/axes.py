"""What figures can be filtered on. Several values of one filter add up; two filters narrow each other."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from trame.reference.communes import INSEE_CODE
from trame.reference.nomenclatures import (
    ACCOMPANIMENT_KINDS,
    AgeBand,
    Channel,
    Gender,
    Nomenclature,
    Setting,
    Status,
    Topic,
    stated,
)

MAX_ID = 2**63 - 1
Words = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Axis:
    """One filter. `name` is what the address says, `word` what the screen says, `group` where the panel has it.

    `choices`: its fixed codes and their words; without any, its values are codes of rows (`reads` says whether a text
    can be one), and `nobody` says so in a sentence when it names none. `person`: it is about people, and only one of
    those is kept. `chip` says its values on a chip. `facet`: the facet without which it is not offered.
    """

    code: str
    name: str
    word: str
    group: str
    choices: Words = ()
    reads: Callable[[str], str | None] | None = None
    nobody: str = ""
    person: bool = False
    chip: str = "{}"
    facet: str = ""

    def read(self, text: str) -> str | None:
        """The code as it is kept, or None when the text is not one."""
        if self.reads is not None:
            return self.reads(text)
        return text if any(text == code for code, _ in self.choices) else None


def number_of(text: str) -> int | None:
    """None for what is not the id of anything: letters, other alphabets' digits, more than the database holds."""
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,18}", text) and int(text) <= MAX_ID else None


def _id(text: str) -> str | None:
    return text if number_of(text) else None


def _matching(pattern: str) -> Callable[[str], str | None]:
    return lambda text: text if re.fullmatch(pattern, text) else None


def _words(codes: list[Nomenclature] | tuple[Nomenclature, ...] | type[Nomenclature]) -> Words:
    return tuple((str(code.value), str(code.label)) for code in codes)


WHERE, WHO, WHAT, HOW = "Où", "Qui", "Quoi", "Comment"
_INSEE = _matching(INSEE_CODE.pattern)

AXES: tuple[Axis, ...] = (
    Axis(
        code="place",
        name="lieu",
        word="Lieu",
        group=WHERE,
        reads=_id,
        nobody="Un lieu demandé n’est pas un lieu de cette structure : il est laissé de côté.",
    ),
    Axis(code="commune", name="commune", word="Commune", group=WHERE, reads=_INSEE),
    Axis(code="epci", name="epci", word="Intercommunalité", group=WHERE, reads=_matching("[0-9]{9}")),
    Axis(
        code="departement",
        name="departement",
        word="Département",
        group=WHERE,
        reads=_matching("[0-9]{2,3}|2[AB]"),
        chip="Département : {}",
    ),
    Axis(
        code="mediator",
        name="mediateur",
        word="Enregistrées par",
        group=WHO,
        reads=_id,
        chip="Enregistrées par {}",
    ),
    Axis(code="kind", name="nature", word="Nature", group=WHAT, choices=_words(ACCOMPANIMENT_KINDS)),
    Axis(code="topic", name="sujet", word="Sujet", group=WHAT, choices=_words(Topic)),
    Axis(code="tag", name="tag", word="Tag", group=WHAT, reads=_id, chip="Tag {}", facet="tags"),
    Axis(code="channel", name="canal", word="Canal", group=HOW, choices=_words(Channel)),
    Axis(code="setting", name="cadre", word="Cadre", group=HOW, choices=_words(Setting), facet="setting"),
    Axis(
        code="gender",
        name="genre",
        word="Genre",
        group=WHO,
        choices=_words(stated(Gender)),
        person=True,
        chip="Genre : {}",
    ),
    Axis(code="age", name="age", word="Âge", group=WHO, choices=_words(stated(AgeBand)), person=True, chip="Âge : {}"),
    Axis(
        code="status",
        name="statut",
        word="Statut",
        group=WHO,
        choices=_words(stated(Status)),
        person=True,
        chip="Statut : {}",
    ),
    Axis(
        code="residence",
        name="residence",
        word="Commune de résidence",
        group=WHO,
        reads=_INSEE,
        person=True,
        chip="Habitent à {}",
    ),
)
BY_CODE = {axis.code: axis for axis in AXES}
PERSON_AXES = tuple(axis for axis in AXES if axis.person)
# Where activities took place.
TERRITORIES = ("commune", "epci", "departement")
