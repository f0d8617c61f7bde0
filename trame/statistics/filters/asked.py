"""The address of the page → Filters. What it gets wrong is left aside, and said."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.http import Http404, QueryDict

from trame.directory.models import Place
from trame.people.current import structures_of
from trame.people.models import Organisation, User
from trame.people.readers import Reader
from trame.reference.labels import labelled

from ..comparisons import BRIEF, MODES
from ..periods import Period, custom, day_of, presets
from .axes import BY_CODE, number_of
from .choices import mediators_of
from .chosen import Filters
from .forms import added_communes, territory_form
from .reading import Aside, Values, read_values
from .territories import Territories, territories_of

Words = dict[str, dict[str, str]]
NO_STRUCTURE = "La structure demandée n’existe pas : voici la vôtre."
REVERSED = "La fin vient avant le début : échangez-les."
NO_DATES = "Une date s’écrit jour, mois, année, entre 2000 et 2099."
MAX_TYPED = 20  # of a date that is kept in its field
NO_PERIOD = "La période demandée n’existe pas : voici l’année en cours."


def filters_from(query: QueryDict, reader: Reader, today: dt.date) -> Filters | None:
    """The reader's choice; None when she works in no organisation. Http404: what she has no right to see."""
    visible = _visible(reader)
    if not visible and not query.get("structure"):
        return None
    aside = Aside()
    structures = _structures(query.getlist("structure"), visible, aside)
    if not structures:
        return None
    dates = _dates(query, today, aside)
    places = list(_places_of(structures, reader))
    form = territory_form(query)
    values = read_values(query, added_communes(form), aside)
    words = _words(values, structures, places, reader)
    territories = territories_of(values)
    values = _present(_kept(values, words, aside), territories, aside)
    return Filters(
        structures=structures,
        organisations=sorted(visible, key=lambda organisation: (organisation.name, organisation.pk)),
        period=dates.period,
        periods=presets(today),
        places=places,
        values=values,
        words={**words, **territories.words},
        territories=territories.communes,
        compare=_compare(query.get("comparer", BRIEF), aside),
        typed=dates.typed,
        dates_error=dates.error,
        form=form,
        notes=aside.sentences(),
        left=frozenset(aside.left),
    )


def _visible(reader: Reader) -> list[Organisation]:
    """Those she works in today, that of the moment first; those that a command names."""
    return structures_of(reader) if isinstance(reader, User) else list(Organisation.objects.visible_to(reader))


def _structures(asked: Collection[str], visible: list[Organisation], aside: Aside) -> list[Organisation]:
    """The ones asked, or that of the moment; a number that is none of hers is not found."""
    by_number = {organisation.pk: organisation for organisation in visible}
    numbers = {text: number_of(text) for text in asked if text}
    known = [number for number in numbers.values() if number is not None]
    if any(number not in by_number for number in known):
        raise Http404("no such organisation for this reader")
    if len(known) < len(numbers):
        aside.say(NO_STRUCTURE)
    return [by_number[number] for number in dict.fromkeys(known)] or visible[:1]


def _places_of(structures: Collection[Organisation], reader: Reader) -> list[Place]:
    places = Place.objects.visible_to(reader).filter(organisation__in=structures)
    return list(places.select_related("commune__epci", "commune__departement"))


@dataclass(frozen=True)
class _Dates:
    """The period shown; `typed`, two dates that make none, and why."""

    period: Period
    typed: tuple[str, str] | None = None
    error: str = ""


def _dates(query: QueryDict, today: dt.date, aside: Aside) -> _Dates:
    known = {period.key: period for period in presets(today)}
    start, end, key = query.get("du", ""), query.get("au", ""), query.get("periode", "")
    usual = known.get(key) or known["annee"]
    if start or end:
        if chosen := custom(start, end, today):
            return _Dates(chosen)
        first, last = day_of(start), day_of(end)
        reversed_ = first is not None and last is not None and last < first
        error = REVERSED if reversed_ else NO_DATES
        aside.say(f"Les dates demandées ne font pas une période. {error} Voici : {usual.label}.")
        return _Dates(usual, (start[:MAX_TYPED], end[:MAX_TYPED]), error)
    if key and key not in known:
        aside.say(NO_PERIOD)
    return _Dates(usual)


def _words(values: Values, structures: Collection[Organisation], places: Collection[Place], reader: Reader) -> Words:
    """Of each filter in use whose values are rows: the names of those that the chosen structures have.

    Http404: a colleague, or a tag, of a structure that is not the reader's.
    """
    words: Words = {"place": {str(place.pk): place.name for place in places}}
    if asked := values.get("mediator"):
        _found_all(asked, mediators_of(reader))
        words["mediator"] = mediators_of(reader, structures)
    if asked := values.get("tag"):
        words["tag"] = _found_all(asked, labelled("tag", asked, reader))
    return words


def _found_all(asked: Collection[str], seen: dict[str, str]) -> dict[str, str]:
    if not seen.keys() >= set(asked):
        raise Http404("nothing of this reader's structures")
    return seen


def _kept(values: Values, known: Mapping[str, Collection[str]], aside: Aside) -> dict[str, tuple[str, ...]]:
    """Of the filters whose values are rows, those values that are known; the other filters as they are."""
    kept = dict(values)
    for code in values.keys() & known.keys():
        found = tuple(value for value in values[code] if value in known[code])
        if len(found) < len(values[code]):
            aside.leave(BY_CODE[code])
        kept[code] = found
    return {code: found for code, found in kept.items() if found}


def _present(values: Values, territories: Territories, aside: Aside) -> dict[str, tuple[str, ...]]:
    """With the present codes of the territories asked; those of communes that became one are one."""
    kept = dict(values)
    for code, named in territories.words.items():
        kept[code] = tuple(named)
        if code in territories.unknown:
            aside.leave(BY_CODE[code])
    return {code: found for code, found in kept.items() if found}


def _compare(asked: str, aside: Aside) -> str:
    if asked not in MODES:
        aside.say("La comparaison demandée n’existe pas : voici celle d’un an plus tôt, en bref.")
        return BRIEF
    return asked
