"""What the optional facets may say: codes of their nomenclature, times of a day, sound procedures."""

from ..entry import ActivityEntry
from ..models.facets import MAX_OTHER_MINUTES, ONE_OF, SOME_OF, TIMES
from .found import Found


def said_alone(entry: ActivityEntry) -> Found:
    """What is wrong in the facets, whatever the kind of record."""
    found: Found = []
    for name, known in ONE_OF.items():
        if getattr(entry, name) not in ("", *known.values):
            found.append((name, "Ce choix n’est pas dans la liste."))
    for name, known in SOME_OF.items():
        if set(getattr(entry, name)) - set(known.values):
            found.append((name, "Un de ces choix n’est pas dans la liste."))
    for name in TIMES:
        minutes = getattr(entry, name)
        if minutes is not None and not 0 <= minutes <= MAX_OTHER_MINUTES:
            found.append((name, "Ce temps va de 0 à 24 h : corrigez les heures ou les minutes."))
    return found
