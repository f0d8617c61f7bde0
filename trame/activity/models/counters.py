"""Counters, not phantom people: what is known of the anonymous participants of one activity, one axis at a time.

Each axis (venue, gender, age, status) has a counter per stated code; « non renseigné » is the remainder, never stored.
"""

from dataclasses import dataclass

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import Combinable

from trame.reference.nomenclatures import AgeBand, Gender, Status, stated

MAX_PARTICIPANTS = 10_000


@dataclass(frozen=True)
class Counter:
    """One counter: `field` of the activity, its `dimension` and the `code` it counts."""

    field: str
    dimension: str
    code: str


# « venue »: first time or already known, as declared for people who are not followed.
ANONYMOUS_COUNTERS: tuple[Counter, ...] = (
    Counter("anonymous_new", "venue", "new"),
    Counter("anonymous_known", "venue", "known"),
    *(Counter(f"anonymous_gender_{g.value}", "gender", g.value) for g in stated(Gender)),
    *(Counter(f"anonymous_age_{a.value}", "age", a.value) for a in stated(AgeBand)),
    *(Counter(f"anonymous_status_{s.value}", "status", s.value) for s in stated(Status)),
)
DIMENSIONS: tuple[str, ...] = ("venue", "gender", "age", "status")


def counters_of(dimension: str) -> list[Counter]:
    return [counter for counter in ANONYMOUS_COUNTERS if counter.dimension == dimension]


def counter_field() -> "models.PositiveSmallIntegerField[int, int]":
    return models.PositiveSmallIntegerField(default=0)


def _sum(dimension: str) -> Combinable:
    first, *rest = counters_of(dimension)
    total: Combinable = F(first.field)
    for counter in rest:
        total = total + F(counter.field)
    return total


def counter_constraints() -> list[models.CheckConstraint]:
    """Each counter ≥ 0 (by its column type) and each axis ≤ the anonymous total, itself ≤ 10,000."""
    return [
        models.CheckConstraint(
            condition=Q(anonymous_total__gte=0, anonymous_total__lte=MAX_PARTICIPANTS), name="anonymous_total_bounded"
        ),
        *(
            models.CheckConstraint(
                condition=Q(anonymous_total__gte=_sum(dimension)), name=f"anonymous_{dimension}_fits"
            )
            for dimension in DIMENSIONS
        ),
    ]


class AnonymousCounters(models.Model):
    """The counters as columns of the activity."""

    anonymous_total = models.PositiveSmallIntegerField("participants anonymes", default=0)

    class Meta:
        abstract = True


for _counter in ANONYMOUS_COUNTERS:
    AnonymousCounters.add_to_class(_counter.field, counter_field())
