"""What the address of the page asks for: ids and codes only. What it gets wrong is left aside, and said."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, QueryDict

from trame.directory.models import Place
from trame.people.current import structures_of
from trame.people.models import Organisation, User
from trame.people.readers import Reader

from .periods import CUSTOM, LAST_YEAR, Period, custom, presets
from .scopes import Scope, scope_for

MAX_DIGITS = 19  # of a number that the database can hold


@dataclass(frozen=True, kw_only=True)
class Filters:
    """The chosen organisation, period and places, what else could be chosen, and what was left aside (`notes`)."""

    organisation: Organisation
    organisations: Sequence[Organisation]
    period: Period
    periods: Sequence[Period]
    places: Sequence[Place]
    chosen: Sequence[Place]
    notes: Sequence[str]

    def scope(self, reader: Reader) -> Scope:
        return scope_for(
            reader,
            start=self.period.start,
            end=self.period.end,
            organisation_ids=[self.organisation.pk],
            place_ids=[place.pk for place in self.chosen],
        )

    @property
    def other_places(self) -> list[Place]:
        return [place for place in self.places if place not in self.chosen]

    @property
    def query(self) -> str:
        """The choice as a query string, without « ? »."""
        return self._query(self.period, [place.pk for place in self.chosen])

    def with_period(self, period: Period) -> str:
        return self._query(period, [place.pk for place in self.chosen])

    def with_place(self, place: Place) -> str:
        return self._query(self.period, [*(chosen.pk for chosen in self.chosen), place.pk])

    def without_place(self, place: Place) -> str:
        return self._query(self.period, [chosen.pk for chosen in self.chosen if chosen != place])

    @property
    def without_places(self) -> str:
        return self._query(self.period, [])

    @property
    def last_year(self) -> str:
        return self._query(next(period for period in self.periods if period.key == LAST_YEAR), [])

    def _query(self, period: Period, place_ids: list[int]) -> str:
        asked: list[tuple[str, str]] = []
        if len(self.organisations) > 1:
            asked.append(("structure", str(self.organisation.pk)))
        if period.key == CUSTOM:
            asked += [("du", period.start.isoformat()), ("au", period.end.isoformat())]
        else:
            asked.append(("periode", period.key))
        return urlencode(asked + [("lieu", str(pk)) for pk in place_ids])


def filters_from(query: QueryDict, reader: Reader, today: dt.date) -> Filters | None:
    """The reader's choice; None when she works in no organisation. Http404: an organisation she does not see."""
    organisations = list(Organisation.objects.visible_to(reader))
    if not organisations and not query.get("structure"):
        return None
    notes: list[str] = []
    organisation = _organisation(query.get("structure", ""), _of_the_moment_first(organisations, reader), notes)
    if organisation is None:
        return None
    period = _period(query, today, notes)
    places = list(Place.objects.visible_to(reader).filter(organisation=organisation))
    return Filters(
        organisation=organisation,
        organisations=organisations,
        period=period,
        periods=presets(today),
        places=places,
        chosen=_places(query.getlist("lieu"), places, notes),
        notes=notes,
    )


def _of_the_moment_first(organisations: list[Organisation], reader: Reader) -> list[Organisation]:
    if len(organisations) < 2 or not isinstance(reader, User):
        return organisations
    return structures_of(reader)


def _number(text: str) -> int | None:
    """None for what is not the id of anything: letters, other alphabets' digits, more than the database holds."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < MAX_DIGITS else None


def _organisation(asked: str, visible: list[Organisation], notes: list[str]) -> Organisation | None:
    number = _number(asked)
    if number is not None:
        found = next((organisation for organisation in visible if organisation.pk == number), None)
        if found is None:
            raise Http404("no such organisation for this reader")
        return found
    if asked:
        notes.append("La structure demandée n’existe pas : voici la vôtre.")
    return visible[0] if visible else None


def _period(query: QueryDict, today: dt.date, notes: list[str]) -> Period:
    known = {period.key: period for period in presets(today)}
    start, end, key = query.get("du", ""), query.get("au", ""), query.get("periode", "")
    if start or end:
        if chosen := custom(start, end, today):
            return chosen
        notes.append("Les dates demandées ne font pas une période : voici l’année en cours.")
    elif key and key not in known:
        notes.append("La période demandée n’existe pas : voici l’année en cours.")
    return known.get(key) or known["annee"]


def _places(asked: list[str], places: list[Place], notes: list[str]) -> list[Place]:
    numbers = {_number(text) for text in asked if text}
    chosen = [place for place in places if place.pk in numbers]
    if len(chosen) < len(numbers):
        notes.append("Un lieu demandé n’est pas un lieu de cette structure : il est laissé de côté.")
    return chosen
