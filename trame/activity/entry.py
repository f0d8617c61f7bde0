"""ActivityEntry: what one record says, before it is written; the same for a form, an import and the demo."""

import dataclasses
import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from trame.reference.nomenclatures import PROCEDURE_TOPICS, Channel, Kind, Topic

from .models import ANONYMOUS_COUNTERS


@dataclass(frozen=True)
class FollowedParticipant:
    """A followed person present: her id, and the age band declared that day (a slug, or empty)."""

    beneficiary_id: int
    age_band: str = ""


@dataclass(frozen=True)
class NewPerson:
    """Somebody to start following with this record: a name only if it was typed by choice, slugs or empty strings.

    `residence_id` is the Insee code of the commune she lives in, or None.
    """

    name: str = ""
    gender: str = ""
    age_band: str = ""
    status: str = ""
    residence_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class ActivityEntry:
    """One activity as said by its author. Codes are nomenclature slugs; `anonymous` maps counter fields to numbers.

    `source` non-empty marks an import: it may then lack what a form requires (topics, commune, kind of redirection).
    """

    kind: str
    date: dt.date
    minutes: int
    channel: str
    client_uuid: uuid.UUID = field(default_factory=uuid.uuid4)
    place_id: int | None = None
    commune_code: str | None = None
    topics: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    title: str = ""
    procedure_name: str = ""
    autonomy: str = ""
    level: str = ""
    redirected: bool | None = None
    redirection: str = ""
    tags: tuple[str, ...] = ()
    notes: str = ""
    followed: tuple[FollowedParticipant, ...] = ()
    to_follow: NewPerson | None = None
    anonymous_total: int = 0
    anonymous: Mapping[str, int] = field(default_factory=dict)
    # Insee code → anonymous participants who live there; None says nothing, and a correction then keeps what is known.
    anonymous_residences: Mapping[str, int] | None = None
    source: str = ""
    source_id: str = ""
    batch: uuid.UUID | None = None
    unmapped_labels: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def participants(self) -> int:
        return len(self.followed) + bool(self.to_follow) + self.anonymous_total

    @property
    def imported(self) -> bool:
        return bool(self.source)

    def counter(self, name: str) -> int:
        return self.anonymous.get(name, 0)

    def normalised(self) -> "ActivityEntry":
        """The entry without what its own choices make meaningless, topics and materials in nomenclature order."""
        topics = set(self.topics)
        if not self.imported and topics & set(PROCEDURE_TOPICS):
            topics.add(Topic.AIDE_AUX_DEMARCHES)
        at_place = self.channel == Channel.LIEU_ACTIVITE
        individual = self.kind == Kind.INDIVIDUEL
        return dataclasses.replace(
            self,
            topics=tuple(t.value for t in Topic if t in topics) + tuple(sorted(topics - set(Topic.values))),
            materials=tuple(dict.fromkeys(self.materials)),
            place_id=self.place_id if at_place else None,
            commune_code=None if at_place and self.place_id else self.commune_code,
            title="" if individual else self.title.strip(),
            procedure_name=self.procedure_name.strip() if Topic.AIDE_AUX_DEMARCHES in topics else "",
            autonomy=self.autonomy if individual else "",
            level="" if individual else self.level,
            redirection=self.redirection if self.redirected else "",
            tags=tuple(dict.fromkeys(tag for raw in self.tags if (tag := " ".join(raw.split())))),
            notes=self.notes.strip(),
            anonymous={c.field: self.counter(c.field) for c in ANONYMOUS_COUNTERS},
        )

    def digest(self, membership_id: int) -> str:
        """SHA-256 of everything said and of the membership chosen: the same replay gives the same digest."""
        content = dataclasses.asdict(self) | {"membership": membership_id}
        return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()
