"""« Filtrer »: every filter with its choices, those in use ticked; a plain GET form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from trame.people import modules
from trame.people.readers import Reader
from trame.reference.labels import choices
from trame.reference.nomenclatures import Topic, TopicFamily

from ..figures import Figure
from .axes import AXES, HOW, WHAT, WHERE, WHO, Axis
from .choices import mediators_of
from .chosen import Filters

CHIPS_IN_SIGHT = 8
MOST_CHIPS = CHIPS_IN_SIGHT + 2  # folding one or two would save nothing
# Chosen from a list once they are many; the communes have a field of their own.
LISTED = frozenset({"epci", "departement"})
TYPED = {"commune": "autre_commune", "residence": "autre_residence"}
GROUPS = (WHERE, WHO, WHAT, HOW)


@dataclass(frozen=True)
class Option:
    code: str
    words: str
    ticked: bool


@dataclass(frozen=True)
class Field:
    """One filter: boxes in sight, boxes folded behind « Voir les 19 choix », codes of a list, the field that adds."""

    name: str
    word: str
    shown: list[Option] = field(default_factory=list)
    folded: list[Option] = field(default_factory=list)
    listed: list[Option] = field(default_factory=list)
    typed: str = ""

    @property
    def number(self) -> int:
        return len(self.shown) + len(self.folded)

    @property
    def folded_chosen(self) -> bool:
        return any(option.ticked for option in self.folded)

    @property
    def is_worth_showing(self) -> bool:
        """With one choice and nothing ticked, it would filter nothing."""
        return bool(self.typed or self.listed) or self.number > 1 or any(option.ticked for option in self.shown)


@dataclass(frozen=True)
class Group:
    """« Où » and its fields; `people`: those of which one only is kept."""

    word: str
    fields: list[Field]
    people: list[Field] = field(default_factory=list)


def panel(filters: Filters, reader: Reader, figures: Mapping[str, Figure] | None = None) -> list[Group]:
    """What the reader may choose, in the order of the screen: a query, and one for the tags that `figures` do not say.

    `figures`: those of the page, if it has any: its tags are then those that its activities carry.
    """
    known = _known(filters, reader, figures or {})
    facets_on = modules.codes_on(reader)
    offered = [axis for axis in AXES if not axis.facet or axis.facet in facets_on or filters.values.get(axis.code)]
    groups = []
    for word in GROUPS:
        own = [axis for axis in offered if axis.group == word]
        fields = [one for axis in own if not axis.person for one in _fields(axis, filters, known)]
        if word == WHO:
            fields = [_structures(filters), *fields]
        people = [one for axis in own if axis.person for one in _fields(axis, filters, known)]
        groups.append(Group(word, [one for one in fields if one.is_worth_showing], people))
    return [group for group in groups if group.fields or group.people]


def _known(filters: Filters, reader: Reader, figures: Mapping[str, Figure]) -> Mapping[str, Mapping[str, str]]:
    """Code of a filter → its choices, for those whose choices are rows; what is in use is always among them."""
    communes = [place.commune for place in filters.places]
    found = {
        "place": {str(place.pk): place.name for place in filters.places},
        "mediator": mediators_of(reader, filters.structures),
        "tag": _tags(filters, reader, figures),
        "epci": _by_name((commune.epci_id, commune.epci.name) for commune in communes if commune.epci),
        "departement": _by_name((commune.departement_id, commune.departement.name) for commune in communes),
    }
    in_use = {code: filters.words[code] for code in filters.words if code != "place"}
    return {code: {**in_use.get(code, {}), **found.get(code, {})} for code in found.keys() | in_use.keys()}


def _tags(filters: Filters, reader: Reader, figures: Mapping[str, Figure]) -> dict[str, str]:
    """Filtered by tag, the page says only those that go along: one may want another."""
    if "attendances_by_tag" in figures and "tag" not in filters.values:
        return {row.code: row.label for row in figures["attendances_by_tag"].stated}
    return choices("tag", [organisation.pk for organisation in filters.structures], reader)


def _by_name(pairs: Iterable[tuple[str | None, str]]) -> dict[str, str]:
    return {str(code): name for code, name in sorted(set(pairs), key=lambda pair: pair[1])}


def _structures(filters: Filters) -> Field:
    chosen = {organisation.pk for organisation in filters.structures}
    options = [Option(str(one.pk), one.name, one.pk in chosen) for one in filters.organisations]
    return _cut("structure", "Structures", options if len(options) > 1 else [])


def _fields(axis: Axis, filters: Filters, known: Mapping[str, Mapping[str, str]]) -> list[Field]:
    words = dict(axis.choices) or known.get(axis.code, {})
    ticked = filters.values.get(axis.code, ())
    options = [Option(code, word, code in ticked) for code, word in words.items()]
    if axis.code == "topic":
        return [_cut(axis.name, family.label, _of_family(options, family)) for family in TopicFamily]
    if axis.code in TYPED:
        return [Field(axis.name, axis.word, [one for one in options if one.ticked], typed=TYPED[axis.code])]
    if axis.code in LISTED and len(options) > CHIPS_IN_SIGHT:
        chosen, others = [one for one in options if one.ticked], [one for one in options if not one.ticked]
        return [Field(axis.name, axis.word, chosen, listed=others)]
    return [_cut(axis.name, axis.word, options)]


def _of_family(options: list[Option], family: TopicFamily) -> list[Option]:
    return [option for option in options if Topic(option.code).family == family]


def _cut(name: str, word: str, options: list[Option]) -> Field:
    cut = len(options) if len(options) <= MOST_CHIPS else CHIPS_IN_SIGHT
    return Field(name, word, options[:cut], options[cut:])
