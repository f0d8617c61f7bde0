"""The filters of an address as one reader may use them today: on a page, or in a file made later in the background."""

from dataclasses import dataclass

from trame.directory.models import Place
from trame.people import modules
from trame.people.current import structures_of
from trame.people.models import User

from .. import access
from ..models import Activity
from ..models.activity import ActivityQuerySet
from .known import Known, known_values, left_aside
from .reading import NAMES, Filters


@dataclass(frozen=True, kw_only=True)
class Seen:
    """`filters` keeps what the reader may use, `ignored` has a sentence for each of the others.

    `own`: her structures of today (ids). `structures`: id → name, empty when she has one only. `records`: whether she
    records there. `known`: axis → {code: words}.
    """

    reader: User
    filters: Filters
    ignored: tuple[str, ...]
    own: tuple[int, ...]
    structures: dict[int, str]
    records: bool
    places: list[Place]
    known: Known

    @property
    def visible(self) -> ActivityQuerySet:
        # Hers once more, as numbers: told which structure, PostgreSQL follows the index by date.
        return Activity.objects.visible_to(self.reader).filter(organisation__in=self.own)

    @property
    def found(self) -> ActivityQuerySet:
        """The activities that the filters keep."""
        return self.filters.apply(self.visible, self.reader.pk)

    @property
    def organisations(self) -> list[int]:
        """The structures (ids) whose activities the filters may keep."""
        return [self.filters.organisation_id] if self.filters.organisation_id else sorted(self.own)


def see(reader: User, filters: Filters) -> Seen:
    """What of these filters this reader may use today: her structures, what she sees, what her structure uses."""
    mine = structures_of(reader)
    # Of who has one structure, it needs no filter.
    structures = {one.pk: one.name for one in mine} if len(mine) > 1 else {}
    filters, unknown = _in_her_structures(filters, structures)
    where = {"organisation": filters.organisation_id} if filters.organisation_id else {}
    records = access.mediates_somewhere(reader, filters.organisation_id or None)
    places = list(Place.objects.visible_to(reader).filter(**where).order_by("name", "pk"))
    known = known_values(reader, filters, places)
    filters, unseen = left_aside(filters, known, modules.codes_on(reader))
    if not records:  # who records nothing has no records of her own to be shown first
        filters = filters.but(everybody=True)
    return Seen(
        reader=reader,
        filters=filters,
        ignored=(*unknown, *unseen),
        own=tuple(one.pk for one in mine),
        structures=structures,
        records=records,
        places=places,
        known={**known, "organisation_id": {str(pk): name for pk, name in structures.items()}},
    )


def _in_her_structures(filters: Filters, structures: dict[int, str]) -> tuple[Filters, list[str]]:
    if structures and filters.organisation_id is None:
        return filters.but(organisation_id=next(iter(structures))), []
    if filters.organisation_id and filters.organisation_id not in structures:
        said = f"Le filtre « {NAMES['organisation_id']} » ne désigne aucune de vos autres structures."
        return filters.but(organisation_id=None), [said]
    return filters, []
