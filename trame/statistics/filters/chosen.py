"""Filters: what the address of the page asks for, as the reader may ask it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from trame.directory.models import Place
from trame.people.models import Organisation
from trame.people.readers import Reader
from trame.ui.typography import joined

from ..comparisons import BRIEF, Comparison, comparison_of
from ..periods import CUSTOM, IN_SIGHT, LAST_YEAR, Period
from ..scopes import NOWHERE, Scope, scope_for
from .axes import AXES, BY_CODE, PERSON_AXES, TERRITORIES, Axis
from .forms import TerritoryForm
from .reading import Values

# Whose figures they are, by the filter on people.
PEOPLE = {
    "gender": "dont le genre est : {}",
    "age": "dont l’âge est : {}",
    "status": "dont le statut est : {}",
    "residence": "qui habitent à {}",
}


@dataclass(frozen=True, kw_only=True)
class Filters:
    """The chosen organisations, period and filters, what else could be chosen, and what was left aside.

    `notes` say what was, `left` has the codes of its filters.
    `values`: code of an axis → its codes; `words`: the same, with the words of each; `territories`: code of an axis →
    Insee codes of the communes it means. `typed`: two dates that make no period, kept for their fields, and
    `dates_error` why; `form`: the communes to add.
    """

    structures: Sequence[Organisation]
    organisations: Sequence[Organisation]
    period: Period
    periods: Sequence[Period]
    places: Sequence[Place]
    values: Values = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    territories: Mapping[str, frozenset[str]] = field(default_factory=dict)
    compare: str = BRIEF
    typed: tuple[str, str] | None = None
    dates_error: str = ""
    form: TerritoryForm = field(default_factory=TerritoryForm)
    notes: Sequence[str] = ()
    left: frozenset[str] = frozenset()

    @property
    def organisation(self) -> Organisation:
        """The first one chosen: whose journal says that its figures were exported."""
        return self.structures[0]

    @property
    def whose(self) -> str:
        """« La Navette et Clic du Port »."""
        return joined(organisation.name for organisation in self.structures)

    @property
    def chosen(self) -> list[Place]:
        asked = self.values.get("place", ())
        return [place for place in self.places if str(place.pk) in asked]

    @property
    def active(self) -> list[Axis]:
        """The filters in use, the period and the structure excepted, in the order of the screen."""
        return [axis for axis in AXES if self.values.get(axis.code)]

    @property
    def about_people(self) -> Axis | None:
        return next((axis for axis in PERSON_AXES if self.values.get(axis.code)), None)

    @property
    def caveats(self) -> list[str]:
        """What a filter on people changes in what is counted."""
        axis = self.about_people
        if axis is None:
            return []
        said = joined(self.words_of(axis), "ou")
        return [
            f"Chiffres des personnes {PEOPLE[axis.code].format(said)}. Les activités, les heures et les demi-journées "
            "sont celles où l’une d’elles au moins était présente."
        ]

    @property
    def comparison(self) -> Comparison | None:
        return comparison_of(self.period, self.compare)

    def words_of(self, axis: Axis) -> list[str]:
        """The words of its values: those of a fixed list, else the names that the reader may read."""
        known = dict(axis.choices) or self.words.get(axis.code, {})
        return [known.get(value, value) for value in self.values.get(axis.code, ())]

    def scope(self, reader: Reader) -> Scope:
        """The part of the chosen structures that the reader sees, over the period, narrowed."""
        ids = [organisation.pk for organisation in self.structures]
        scope = scope_for(reader, start=self.period.start, end=self.period.end, organisation_ids=ids)
        return self.narrowing(scope)

    def narrowing(self, scope: Scope) -> Scope:
        """The same structures and dates, with these filters and no other."""
        return replace(
            scope,
            mediator_ids=self._ids("mediator"),
            place_ids=self._ids("place"),
            commune_codes=self.communes,
            kinds=tuple(self.values.get("kind", ())),
            topics=tuple(self.values.get("topic", ())),
            tag_ids=self._ids("tag"),
            channels=tuple(self.values.get("channel", ())),
            settings=tuple(self.values.get("setting", ())),
            public=self._public(),
        )

    @property
    def communes(self) -> tuple[str, ...]:
        """Insee codes of the communes that all the filters on territories have in common; none asked: empty."""
        asked = [self.territories[code] for code in TERRITORIES if self.values.get(code)]
        return tuple(sorted(frozenset.intersection(*asked))) or NOWHERE if asked else ()

    def _ids(self, code: str) -> tuple[int, ...]:
        return tuple(sorted(int(value) for value in self.values.get(code, ())))

    def _public(self) -> tuple[str, tuple[str, ...]] | None:
        axis = self.about_people
        if axis is None:
            return None
        codes = self.territories.get(axis.code, self.values[axis.code])
        return axis.code, tuple(sorted(codes))

    def without(self, code: str, value: str = "") -> "Filters":
        """Less one value of a filter, or less the whole filter."""
        kept = tuple(other for other in self.values.get(code, ()) if value and other != value)
        others = {axis: values for axis, values in self.values.items() if axis != code}
        return replace(self, values={**others, code: kept} if kept else others)

    def having(self, code: str, *values: str) -> "Filters":
        """With these values of a filter in place of its own."""
        return replace(self, values={**self.without(code).values, code: values})

    def cleared(self) -> "Filters":
        return replace(self, values={})

    @property
    def last_year(self) -> str:
        """The year before, without any filter."""
        return self.cleared().with_period(next(period for period in self.periods if period.key == LAST_YEAR))

    @property
    def query(self) -> str:
        """The choice as a query string, without « ? »."""
        return urlencode(self.pairs())

    def with_period(self, period: Period) -> str:
        return replace(self, period=period).query

    def with_structure(self, organisation: Organisation) -> str:
        """Places, tags and people are those of a structure: they do not follow."""
        values = {code: values for code, values in self.values.items() if code not in ("place", "tag", "mediator")}
        return replace(self, structures=[organisation], values=values).query

    def with_compare(self, mode: str) -> str:
        return replace(self, compare=mode).query

    def pairs(self) -> list[tuple[str, str]]:
        """(name, code) of the address, in a fixed order."""
        return [*self.pairs_of_structures(), *self.pairs_of_period(), *self.pairs_of_values(), *self.pairs_of_compare()]

    def pairs_of_structures(self) -> list[tuple[str, str]]:
        several = len(self.organisations) > 1
        return [("structure", str(organisation.pk)) for organisation in self.structures if several]

    def pairs_of_period(self) -> list[tuple[str, str]]:
        if self.period.key == CUSTOM:
            return [("du", self.period.start.isoformat()), ("au", self.period.end.isoformat())]
        return [("periode", self.period.key)]

    def pairs_of_values(self) -> list[tuple[str, str]]:
        return [(BY_CODE[axis.code].name, value) for axis in AXES for value in self.values.get(axis.code, ())]

    def pairs_of_compare(self) -> list[tuple[str, str]]:
        return [("comparer", self.compare)] if self.compare else []

    @property
    def kept_by_dates(self) -> list[tuple[str, str]]:
        """What the form of the two dates sends again."""
        return [*self.pairs_of_structures(), *self.pairs_of_values(), *self.pairs_of_compare()]

    @property
    def kept_by_panel(self) -> list[tuple[str, str]]:
        """What « Filtrer » sends again: structures are among its boxes."""
        return [*self.pairs_of_period(), *self.pairs_of_compare()]

    @property
    def periods_in_sight(self) -> list[Period]:
        """A few, and the one that is shown."""
        listed = [period for period in self.periods if period.key in IN_SIGHT or period.key == self.period.key]
        return listed if self.period in self.periods else [*listed, self.period]

    @property
    def other_periods(self) -> list[Period]:
        return [period for period in self.periods if period not in self.periods_in_sight]

    @property
    def dates(self) -> tuple[str, str]:
        """What the two fields of dates hold: what was typed, else the period."""
        return self.typed or (self.period.start.isoformat(), self.period.end.isoformat())
