"""What every figure of coordination should be, counted one by one as `counting.py` does."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from typing import Any

from trame.activity.entry import CoordinationSaid

from .expected import UNKNOWN, Expected
from .worlds import Record


def _of_kind(apart: list[Record], kind: str) -> list[CoordinationSaid]:
    return [record.entry.coordination for record in apart if record.entry.kind == kind and record.entry.coordination]


def bases_of_coordination(apart: list[Record]) -> dict[str, int]:
    return {
        "coordination_activities": len(apart),
        "animations": len(_of_kind(apart, "animation")),
        "events": len(_of_kind(apart, "evenement")),
        "partnerships": len(_of_kind(apart, "partenariat")),
        "partners": sum(len(said.partners) for said in _of_kind(apart, "partenariat")),
    }


def figures_of_coordination(apart: list[Record]) -> dict[str, Expected]:
    animations, events, partnerships = (_of_kind(apart, kind) for kind in ("animation", "evenement", "partenariat"))

    def by(among: Iterable[Any], codes: Callable[[Any], Collection[str]]) -> Expected:
        found = Counter(code for each in among for code in codes(each) or (UNKNOWN,))
        return Expected(rows=dict(found), unknown=found[UNKNOWN])

    def word(name: str) -> Callable[[CoordinationSaid], Collection[str]]:
        return lambda said: {getattr(said, name)}

    partners = [partner for said in partnerships for partner in said.partners]
    return {
        "coordination_activities": Expected(len(apart)),
        "coordination_minutes": Expected(sum(record.entry.minutes or 0 for record in apart)),
        "coordination_mediators": Expected(sum(said.mediators or 0 for said in animations)),
        "coordination_structures": Expected(sum(said.structures or 0 for said in animations)),
        "coordination_others": Expected(sum(said.others or 0 for said in animations)),
        "coordination_participants": Expected(sum(said.participants or 0 for said in events)),
        "coordination_partners": Expected(len(partners)),
        "coordination_by_kind": by(apart, lambda record: {record.entry.kind}),
        "coordination_by_month": by(apart, lambda record: {record.entry.date.isoformat()[:7]}),
        "animations_by_type": by(animations, word("animation_type")),
        "animations_by_topic": by(animations, lambda said: said.animation_topics),
        "animations_by_initiative": by(animations, word("initiative")),
        "events_by_type": by(events, word("event_type")),
        "events_by_organiser": by(events, lambda said: said.organisers),
        "events_by_level": by(events, word("territorial_level")),
        "partnerships_by_nature": by(partnerships, lambda said: said.partnership_natures),
        "partnerships_by_level": by(partnerships, word("territorial_level")),
        "partners_by_type": by(partners, lambda partner: {partner.type}),
    }
