"""The choices of the record forms, made from the author's habits."""

from collections.abc import Callable

from trame.directory.models import Place
from trame.reference.nomenclatures import Autonomy, Channel, Level, Material, Nomenclature, Redirection
from trame.ui.typography import hours

from ..habits import Habits
from ..models import Beneficiary
from ..models.activity import MAX_MINUTES
from ..words import short_topic

Choices = list[tuple[str, str]]
Offered = Choices | Callable[[], Choices]

OTHER = "other"
DURATIONS = (15, 30, 45, 60, 90, 120)
MAX_DURATIONS = 9  # the usual ones, and hers; one row and a half on a phone
PLACES_IN_SIGHT = 4
TOPICS_IN_SIGHT = 8
PEOPLE_IN_SIGHT = 12
PEOPLE_IN_REACH = 36
UNKNOWN = ("", "Non renseigné")

# « lieu_activite » is not a choice: choosing a place says it.
ELSEWHERE = (Channel.DOMICILE, Channel.A_DISTANCE, Channel.AUTRE)


def topics(habits: Habits) -> Choices:
    return [(topic.value, short_topic(topic.value)) for topic in habits.topics]


def procedures(habits: Habits) -> Choices:
    return [(topic.value, short_topic(topic.value)) for topic in habits.procedures]


def offered_minutes(habits: Habits) -> list[int]:
    """The usual durations and those that she uses often, in increasing order."""
    hers = [minutes for minutes in habits.durations if minutes not in DURATIONS]
    return sorted([*DURATIONS, *hers[: MAX_DURATIONS - len(DURATIONS)]])


def secondary_topics(habits: Habits) -> Choices:
    """All thirty: hers first."""
    return [*topics(habits), *procedures(habits)]


def is_duration(code: str) -> bool:
    """Whether the code of a duration is sound: « other », or the minutes of a day."""
    return code == OTHER or (_is_number(code, digits=4) and 1 <= int(code) <= MAX_MINUTES)


def is_where(code: str) -> bool:
    """Whether the code of a place is sound: elsewhere, or an id."""
    return code in ELSEWHERE or _is_number(code, digits=18)


def _is_number(code: str, *, digits: int) -> bool:
    return code.isascii() and code.isdigit() and len(code) <= digits


def durations(habits: Habits, chosen: str = "") -> Choices:
    """`chosen`: what the page sent, offered even if it stopped being a habit while she was reading the page."""
    offered = offered_minutes(habits)
    if chosen != OTHER and is_duration(chosen):
        offered = sorted({*offered, int(chosen)})
    return [*((str(minutes), hours(minutes)) for minutes in offered), (OTHER, "Autre durée")]


def wheres(habits: Habits, kept: Place | None) -> tuple[Choices, int]:
    """(places in sight, elsewhere, the other places; how many are in sight). `kept`: a place always offered."""
    places = habits.places if kept is None or kept in habits.places else [kept, *habits.places]
    if kept is not None:
        places = sorted(places, key=lambda place: place.pk != kept.pk)
    possible = [place for place in places if place.is_open_on(habits.today) or place == kept]
    near = possible[:PLACES_IN_SIGHT]
    if len(possible) > len(near):  # what is chosen at first is in sight, be it rarely used
        near[-1:] = [place for place in possible[len(near) :] if place.pk == habits.where[1]] or near[-1:]
    far = [place for place in places if place not in near]
    several = len(habits.memberships) > 1
    choices = [(str(place.pk), _place_label(place, habits, several)) for place in near]
    choices += [(channel.value, str(channel.label)) for channel in ELSEWHERE]
    choices += [(str(place.pk), _place_label(place, habits, several)) for place in far]
    return choices, len(near) + len(ELSEWHERE)


def _place_label(place: Place, habits: Habits, several: bool) -> str:
    closed = "" if place.is_open_on(habits.today) else " (fermé)"
    return f"{place.name}{closed}" + (f" · {place.organisation.name}" if several else "")


def person_label(person: Beneficiary) -> str:
    """« Jeanne Le Bihan (P-7KQ2F) », or the pseudonym alone; only for who may see names."""
    return f"{person.name} ({person.pseudonym})" if person.name else person.pseudonym


def people(habits: Habits, kept: list[Beneficiary]) -> Choices:
    """Those to be ticked: `kept` (already present), then the last seen."""
    others = [person for person in habits.people if person not in kept][:PEOPLE_IN_REACH]
    return [(str(person.pk), person.name or person.pseudonym) for person in [*kept, *others]]


def every(nomenclature: type[Nomenclature]) -> Choices:
    return [(member.value, str(member.label)) for member in nomenclature]


MATERIALS = every(Material)
AUTONOMIES = [UNKNOWN, *every(Autonomy)]
LEVELS = [UNKNOWN, *every(Level)]
REDIRECTIONS = [("", "Choisissez"), *every(Redirection)]
REDIRECTED = [UNKNOWN, ("yes", "Oui"), ("no", "Non")]
