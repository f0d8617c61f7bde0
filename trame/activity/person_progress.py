"""Objectives and levels of a person followed, in the copy of her data: who noted them is said by role."""

from typing import Any

from trame.people.models import Role
from trame.ui import documents as doc
from trame.ui.typography import date_long, typeset

from .levels import said, scale_label
from .models import Beneficiary


def data(person: Beneficiary) -> dict[str, Any]:
    """Keyed in French, ready for JSON."""
    return {
        "objectifs": [
            {
                "objectif": one.sentence,
                "état": str(one.get_state_display()),
                "fixé le": one.set_on,
                "clos le": one.closed_on,
            }
            for one in person.objectives.all()
        ],
        "positionnements": [
            {
                "outil": scale_label(reading.scale),
                "version": reading.scale_version,
                "date": reading.read_on,
                "résultat": reading.result,
                "détail": dict(said(reading)),
                "noté par": str(Role.MEDIATOR.label),
            }
            for reading in person.levels.all()
        ],
    }


def blocks(person: Beneficiary) -> list[doc.Block]:
    """The same, to be read; nothing when there is none."""
    found: list[doc.Block] = []
    wanted = [
        (typeset(one.sentence), str(one.get_state_display()), date_long(one.set_on)) for one in person.objectives.all()
    ]
    if wanted:
        found += [doc.Heading(1, "Vos objectifs"), doc.Table("", ("Objectif", "État", "Fixé le"), tuple(wanted))]
    readings = list(person.levels.all())
    if readings:
        found.append(doc.Heading(1, "Ce que des outils ont dit de votre niveau"))
    for reading in readings:
        tool = f"{scale_label(reading.scale)} {reading.scale_version}".strip()
        rows = [("Outil", tool), ("Résultat", reading.result), *said(reading)]
        answers = tuple((typeset(word), typeset(value)) for word, value in rows if value)
        found += [
            doc.Heading(2, date_long(reading.read_on)),
            doc.Table("", ("Information", "Ce qui est noté"), answers),
        ]
    return found
