"""A phrase, understood: what each recogniser takes, in an order that matters, then what the whole means."""

from . import dates, details, durations, half_days, names, people, places, redirections, residence, settling, somebody
from .known import Surroundings
from .reading import Reading
from .understood import Understood
from .words import tidy


def understand(phrase: str, around: Surroundings) -> Understood:
    """What `phrase` says of one activity; the same phrase and surroundings give the same answer. Never raises."""
    reading = Reading.of(tidy(phrase), around)
    names.set_aside(reading)
    names.read_title(reading)
    details.read_subjects_of_title(reading)
    names.read_marked_tags(reading)
    redirections.read(reading)
    people.read_letters(reading)
    durations.read(reading)
    dates.read(reading)
    half_days.read(reading)
    places.read_channels(reading)
    places.read_homes(reading)
    residence.read(reading)
    places.read_full_names(reading)
    people.read(reading)
    somebody.read(reading)
    details.read(reading)
    places.read_parts(reading)
    places.read_elsewhere(reading)
    places.read_calls(reading)
    names.read_known_tags(reading)
    return settling.settled(reading)
