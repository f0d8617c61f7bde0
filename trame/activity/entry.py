"""ActivityEntry: what one record says, before it is written; the same for a form, an import and the demo."""

import dataclasses
import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from trame.reference.nomenclatures import (
    COORDINATION_KINDS,
    PROCEDURE_TOPICS,
    AnimationTopic,
    Channel,
    Kind,
    Nomenclature,
    Operator,
    Organiser,
    Outcome,
    PartnershipNature,
    Topic,
)

from .models import ANONYMOUS_COUNTERS
from .models.facets import ONE_OF, SOME_OF, TIMES


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
class ProcedureSaid:
    """One démarche: slugs or empty strings, as `Procedure` says them."""

    domain: str = ""
    operator: str = ""
    operator_other: str = ""
    manner: str = ""
    mandate: str = ""
    outcome: str = ""
    blocking: str = ""
    blocking_other: str = ""

    def normalised(self) -> "ProcedureSaid":
        """Without what its own choices make meaningless."""
        blocked = self.outcome == Outcome.BLOQUEE
        return dataclasses.replace(
            self,
            operator_other=self.operator_other.strip() if self.operator == Operator.AUTRE else "",
            blocking=self.blocking if blocked else "",
            blocking_other=self.blocking_other.strip() if blocked else "",
        )

    def __bool__(self) -> bool:
        return bool(self.domain or self.operator or self.outcome)


@dataclass(frozen=True, kw_only=True)
class PartnerSaid:
    """A partner structure as it is named; `type` is an Organiser slug."""

    name: str
    type: str
    type_other: str = ""

    def normalised(self) -> "PartnerSaid":
        """Without what its own choices make meaningless."""
        other = self.type_other.strip() if self.type == Organiser.AUTRE else ""
        return dataclasses.replace(self, name=" ".join(self.name.split()), type_other=other)

    def __bool__(self) -> bool:
        return bool(self.name.strip() or self.type or self.type_other.strip())


@dataclass(frozen=True, kw_only=True)
class CoordinationSaid:
    """What an activity of coordination says, as `CoordinationDetails` and `Partner` keep it."""

    mediators: int | None = None
    structures: int | None = None
    others: int | None = None
    participants: int | None = None
    animation_type: str = ""
    animation_type_other: str = ""
    initiative: str = ""
    animation_topics: tuple[str, ...] = ()
    animation_topic_other: str = ""
    event_type: str = ""
    event_type_other: str = ""
    organisers: tuple[str, ...] = ()
    organiser_other: str = ""
    territorial_level: str = ""
    partnership_natures: tuple[str, ...] = ()
    partnership_nature_other: str = ""
    partners: tuple[PartnerSaid, ...] = ()

    def normalised(self, kind: str) -> "CoordinationSaid":
        """Only what this kind says, without what its own choices make meaningless; lists in nomenclature order."""
        if kind == Kind.ANIMATION:
            return CoordinationSaid(
                mediators=self.mediators or 0,
                structures=self.structures or 0,
                others=self.others or 0,
                animation_type=self.animation_type,
                animation_type_other=_precision(self.animation_type, self.animation_type_other),
                initiative=self.initiative,
                animation_topics=_listed(AnimationTopic, self.animation_topics),
                animation_topic_other=_precision(self.animation_topics, self.animation_topic_other),
            )
        if kind == Kind.EVENEMENT:
            return CoordinationSaid(
                participants=self.participants,
                event_type=self.event_type,
                event_type_other=_precision(self.event_type, self.event_type_other),
                organisers=_listed(Organiser, self.organisers),
                organiser_other=_precision(self.organisers, self.organiser_other),
                territorial_level=self.territorial_level,
            )
        return CoordinationSaid(
            territorial_level=self.territorial_level,
            partnership_natures=_listed(PartnershipNature, self.partnership_natures),
            partnership_nature_other=_precision(self.partnership_natures, self.partnership_nature_other),
            partners=tuple(partner.normalised() for partner in self.partners if partner),
        )


@dataclass(frozen=True, kw_only=True)
class ActivityEntry:
    """One activity as said by its author. Codes are nomenclature slugs; `anonymous` maps counter fields to numbers.

    A kind of coordination says `coordination`, has no channel, and no minutes unless it is an animation.
    `source` non-empty marks an import: it may then lack what a form requires (topics, commune, kind of redirection).
    """

    kind: str
    date: dt.date
    minutes: int | None
    channel: str = ""
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
    # Optional facets (models.facets.OptionalFacets)
    setting: str = ""
    access_mode: str = ""
    payment: str = ""
    origin: str = ""
    public_kind: str = ""
    equipment_at_start: tuple[str, ...] = ()
    connection_at_start: str = ""
    skill_at_start: str = ""
    skill_after: str = ""
    secondary_topics: tuple[str, ...] = ()
    preparation_minutes: int | None = None
    travel_minutes: int | None = None
    coordination_minutes: int | None = None
    half_days: tuple[str, ...] = ()
    procedures: tuple[ProcedureSaid, ...] = ()
    coordination: CoordinationSaid | None = None
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

    @property
    def of_coordination(self) -> bool:
        return self.kind in COORDINATION_KINDS

    def normalised(self) -> "ActivityEntry":
        """The entry without what its own choices make meaningless, topics and materials in nomenclature order."""
        entry = dataclasses.replace(
            self,
            materials=tuple(dict.fromkeys(self.materials)),
            title=self.title.strip() if self.kind != Kind.INDIVIDUEL else "",
            redirection=self.redirection if self.redirected else "",
            tags=tuple(dict.fromkeys(tag for raw in self.tags if (tag := " ".join(raw.split())))),
            notes=self.notes.strip(),
            anonymous={c.field: self.counter(c.field) for c in ANONYMOUS_COUNTERS},
            half_days=_in_order("half_days", self.half_days),
        )
        return entry._of_coordination() if self.of_coordination else entry._of_accompaniment()

    def _of_accompaniment(self) -> "ActivityEntry":
        procedures = tuple(said.normalised() for said in self.procedures if said)
        topics = {*self.topics, *(said.domain for said in procedures if said.domain)}
        if not self.imported and (topics & set(PROCEDURE_TOPICS) or procedures):
            topics.add(Topic.AIDE_AUX_DEMARCHES)
        at_place = self.channel == Channel.LIEU_ACTIVITE
        individual = self.kind == Kind.INDIVIDUEL
        return dataclasses.replace(
            self,
            topics=tuple(t.value for t in Topic if t in topics) + tuple(sorted(topics - set(Topic.values))),
            secondary_topics=_in_order("secondary_topics", set(self.secondary_topics) - topics),
            equipment_at_start=_in_order("equipment_at_start", self.equipment_at_start),
            procedures=procedures,
            place_id=self.place_id if at_place else None,
            commune_code=None if at_place and self.place_id else self.commune_code,
            procedure_name=self.procedure_name.strip() if Topic.AIDE_AUX_DEMARCHES in topics else "",
            autonomy=self.autonomy if individual else "",
            level="" if individual else self.level,
            coordination=None,
        )

    def _of_coordination(self) -> "ActivityEntry":
        """Only what coordination says: the rest of an entry belongs to accompaniments."""
        return ActivityEntry(
            kind=self.kind,
            date=self.date,
            minutes=self.minutes if self.kind == Kind.ANIMATION else None,
            client_uuid=self.client_uuid,
            title="" if self.kind == Kind.ANIMATION else " ".join(self.title.split()),
            tags=self.tags,
            notes=self.notes,
            anonymous=self.anonymous,
            half_days=self.half_days,
            preparation_minutes=self.preparation_minutes,
            travel_minutes=self.travel_minutes,
            coordination=(self.coordination or CoordinationSaid()).normalised(self.kind),
            source=self.source,
            source_id=self.source_id,
            batch=self.batch,
        )

    def digest(self, membership_id: int) -> str:
        """SHA-256 of everything said and of the membership chosen: the same replay gives the same digest."""
        content = dataclasses.asdict(self) | {"membership": membership_id}
        return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


def _in_order(facet: str, chosen: Iterable[str]) -> tuple[str, ...]:
    return _listed(SOME_OF[facet], chosen)


def _listed(nomenclature: type[Nomenclature], chosen: Iterable[str]) -> tuple[str, ...]:
    """Without twins, in the order of the nomenclature; unknown codes stay, last, for the rules to refuse."""
    if not (found := set(chosen)):
        return ()
    known = [str(code) for code in nomenclature.values]
    return tuple(code for code in known if code in found) + tuple(sorted(found - set(known)))


def _precision(chosen: str | Collection[str], text: str) -> str:
    """What is typed beside « Autre », when it is chosen; every nomenclature of coordination has that same code."""
    codes = [chosen] if isinstance(chosen, str) else chosen
    return text.strip() if Organiser.AUTRE in codes else ""


# The optional facets by the name they have in both the entry and the activity.
FACET_FIELDS: tuple[str, ...] = (*ONE_OF, *SOME_OF, *TIMES)
