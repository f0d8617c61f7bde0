"""What the optional facets may say: codes of their nomenclature, times of a day, sound procedures."""

from trame.reference.nomenclatures import Equipment

from ..entry import ActivityEntry, ProcedureSaid
from ..models.facets import MAX_OTHER_MINUTES, ONE_OF, SOME_OF, TIMES
from ..models.procedure import MAX_FREE, MAX_PROCEDURES, known_codes
from ..typed import TIME_OUT_OF_RANGE
from .found import Found


def said_alone(entry: ActivityEntry) -> Found:
    """What is wrong in the facets, whatever the kind of record."""
    found: Found = []
    for name, known in ONE_OF.items():
        if (code := getattr(entry, name)) and code not in known.values:
            found.append((name, "Ce choix n’est pas dans la liste."))
    for name, several in SOME_OF.items():
        if (codes := set(getattr(entry, name))) and codes - set(several.values):
            found.append((name, "Un de ces choix n’est pas dans la liste."))
    for name in TIMES:
        minutes = getattr(entry, name)
        if minutes is not None and not 0 <= minutes <= MAX_OTHER_MINUTES:
            found.append((name, TIME_OUT_OF_RANGE))
    return found + _equipment(entry) + _procedures(entry)


def _equipment(entry: ActivityEntry) -> Found:
    if Equipment.AUCUN in entry.equipment_at_start and len(entry.equipment_at_start) > 1 and not entry.imported:
        sentence = "« Aucun équipement » ne va pas avec un autre équipement : gardez l’un ou l’autre."
        return [("equipment_at_start", sentence)]
    return []


def _procedures(entry: ActivityEntry) -> Found:
    if len(entry.procedures) > MAX_PROCEDURES:
        return [("procedures", f"{len(entry.procedures)} démarches : gardez-en {MAX_PROCEDURES} au plus.")]
    return [
        ("procedures", f"Démarche {rank} : {sentence}")
        for rank, said in enumerate(entry.procedures, start=1)
        for sentence in _wrong_in(said)
    ]


def _wrong_in(said: ProcedureSaid) -> list[str]:
    wrong = []
    if any(getattr(said, name) not in ("", *known) for name, known in known_codes().items()):
        wrong.append("un de ses choix n’est pas dans la liste.")
    if max(len(said.operator_other), len(said.blocking_other)) > MAX_FREE:
        wrong.append(f"un texte dépasse {MAX_FREE} signes, raccourcissez-le.")
    return wrong
