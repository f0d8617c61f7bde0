"""A world written in the database by the services that users reach, and what its words are called there."""

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import Any

from tests.cast import Cast, follow, membership, person, place
from trame.activity.entry import ActivityEntry, FollowedParticipant
from trame.activity.models import Tag
from trame.activity.services import delete_activity, record_activity
from trame.people.models import Membership, Role
from trame.reference.search import search_key
from trame.statistics.scopes import Scope

from .worlds import NAVETTE, PEOPLE, PLACES, PORT, TAGS, Record, World


@dataclass(frozen=True)
class Ids:
    """Word of the worlds → id. A tag has one by structure."""

    structures: dict[str, int]
    mediators: dict[str, int]
    places: dict[str, int]
    tags: dict[tuple[str, str], int]
    people: tuple[int, ...]


class Town:
    """The cast with Gwen, a second place and the people of the worlds; Bruno manages both structures."""

    def __init__(self, cast: Cast) -> None:
        gwen = membership(person("gwen@navette.test", "Gwen", "Le Bras"), cast.navette, Role.MEDIATOR)
        membership(cast.bruno, cast.port, Role.MANAGER)
        self.reader = cast.bruno
        self.by: dict[str, Membership] = {"awa": cast.awa_at_navette, "gwen": gwen, "chloe": cast.chloe_at_port}
        structures = {NAVETTE: cast.navette, PORT: cast.port}
        hall = place(cast.navette, "Mairie de Quimper", PLACES["hall"][1])
        self.ids = Ids(
            structures={name: found.pk for name, found in structures.items()},
            mediators={name: found.user_id for name, found in self.by.items()},
            places={"library": cast.library.pk, "hall": hall.pk, "quay": cast.quay.pk},
            tags={
                (name, word): Tag.objects.create(organisation=found, name=word, search_key=search_key(word)).pk
                for name, found in structures.items()
                for word in TAGS
            },
            people=tuple(
                follow(
                    structures[p.structure], gender=p.gender, birth_year=p.birth_year, age_band=p.age_band,
                    status=p.status, residence_id=p.residence or None,
                ).pk
                for p in PEOPLE
            ),
        )  # fmt: skip

    def write(self, world: World) -> None:
        for record in world:
            by = self.by[record.by]
            made = record_activity(by=by.user, membership=by, entry=self.entry(record)).activity
            if record.deleted:
                delete_activity(by=by.user, activity=made)

    def entry(self, record: Record) -> ActivityEntry:
        return dataclasses.replace(
            record.entry,
            place_id=self.ids.places.get(record.place),
            followed=tuple(FollowedParticipant(self.ids.people[index], band) for index, band in record.seen),
        )

    def scope(
        self, structures: tuple[str, ...], start: dt.date, end: dt.date, asked: dict[str, Any] | None = None
    ) -> Scope:
        """The scope that filters in the words of the worlds ask."""
        asked = dict(asked or {})
        if "mediator_ids" in asked:
            asked["mediator_ids"] = tuple(self.ids.mediators[name] for name in asked["mediator_ids"])
        if "place_ids" in asked:
            asked["place_ids"] = tuple(self.ids.places[name] for name in asked["place_ids"])
        if "tag_ids" in asked:
            asked["tag_ids"] = tuple(pk for (_, word), pk in self.ids.tags.items() if word in asked["tag_ids"])
        organisations = frozenset(self.ids.structures[name] for name in structures)
        return Scope(organisation_ids=organisations, start=start, end=end, **asked)
