"""Half-days: « toute la matinée », « l’après-midi », « hier soir »; how long is another matter."""

from trame.reference.nomenclatures import HalfDay

from .reading import Reading

HALF_DAYS = {
    "matin": HalfDay.MATIN, "matinee": HalfDay.MATIN, "matins": HalfDay.MATIN, "aprem": HalfDay.APRES_MIDI,
    "apresmidi": HalfDay.APRES_MIDI, "soir": HalfDay.APRES_MIDI, "soiree": HalfDay.APRES_MIDI,
    "aprems": HalfDay.APRES_MIDI, "aprm": HalfDay.APRES_MIDI,
}  # fmt: skip


def read(reading: Reading) -> None:
    """After the dates, which take « ce matin » and « hier soir »."""
    for place in reading.free():
        if not reading.is_free(place):
            continue
        if found := half_day_at(reading, place):
            half_days, end = found
            reading.take(place, end, half_days=half_days)
        elif reading.key(place) in ("demi", "1") and _half(reading, place):
            reading.hold(
                place,
                _half(reading, place),
                "Une demi-journée : dites le matin ou l’après-midi, ou bien la durée.",
                about="minutes",
            )


def half_day_at(reading: Reading, place: int) -> tuple[tuple[str, ...], int] | None:
    """(half-days, the place after) for « matin », « après-midi », « journée »."""
    start = reading.skip(place, frozenset({"toute", "tout"}))
    start = reading.skip(start, frozenset({"la", "le", "l", "une", "au", "en", "cette"})) if start > place else place
    key = reading.key(start)
    if key == "apres" and reading.key(start + 1) == "midi" and reading.is_free(start, start + 2):
        return (HalfDay.APRES_MIDI.value,), start + 2
    if not reading.is_free(start):
        return None
    if key in HALF_DAYS:
        return (HALF_DAYS[key].value,), start + 1
    return _whole_day(reading, place, start) if key == "journee" else None


def _whole_day(reading: Reading, place: int, at: int) -> tuple[tuple[str, ...], int] | None:
    """« toute la journée », « journée complète »; « fin de journée » is an afternoon."""
    before = reading.key(reading.before(at, frozenset({"de", "la"})))
    if before == "fin":
        return (HalfDay.APRES_MIDI.value,), at + 1
    whole = reading.key(at + 1) in ("entiere", "complete")
    if whole or reading.key(place) in ("toute", "la", "une", "1") or reading.key(at - 1) in ("la", "une", "1"):
        return (HalfDay.MATIN.value, HalfDay.APRES_MIDI.value), at + 1 + whole
    return None


def _half(reading: Reading, place: int) -> int:
    """The place after « demi-journée », « 1/2 journée »; 0 when it is not that."""
    if reading.key(place) == "1":
        place += 1
        if reading.key(place) != "2" or reading.words[place].before != "/":
            return 0
    return place + 2 if reading.stem(place + 1) == "journee" and reading.is_free(place, place + 2) else 0
