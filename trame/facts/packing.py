"""How the kept facts pack what activities and people say into one number, so that one grouping counts many dimensions.

Each field holds the rank of its code, from 1, in its nomenclature; 0 is what is not stated. A set of codes (topics,
materials) is a number whose bit of rank r, from 0, is on. The ranks are those of the code: reordering a nomenclature
changes the definition of the kept facts, which the next `migrate` then rebuilds (kept.py).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from trame.reference.nomenclatures import (
    ACCOMPANIMENT_KINDS,
    AccessMode,
    AgeBand,
    Autonomy,
    Channel,
    Connection,
    DurationBand,
    Equipment,
    Gender,
    HalfDay,
    Level,
    Material,
    Origin,
    Payment,
    PublicKind,
    Redirection,
    Setting,
    Skill,
    Status,
    Topic,
    stated,
)


@dataclass(frozen=True)
class Field:
    """`column` of a fact, its codes in order, and the lowest bit of its rank in the packed number."""

    column: str
    codes: tuple[str, ...]
    shift: int

    @cached_property
    def mask(self) -> int:
        return (1 << len(self.codes).bit_length()) - 1

    def rank(self, packed: int) -> int:
        return (packed >> self.shift) & self.mask

    def code(self, packed: int) -> str | None:
        """None: not stated."""
        rank = self.rank(packed)
        return self.codes[rank - 1] if rank else None

    def ranks(self, codes: Iterable[str]) -> list[int]:
        """Ranks of the codes it knows; the others can be in no row."""
        return [self.codes.index(code) + 1 for code in codes if code in self.codes]

    def sql(self, packed: str) -> str:
        """The rank, in SQL, from a packed number (« t.profile »)."""
        return f"(({packed} >> {self.shift}) & {self.mask})"


def _fields(columns: dict[str, Sequence[str]]) -> dict[str, Field]:
    widths = [len(codes).bit_length() for codes in columns.values()]
    shifts = accumulate(widths, initial=0)
    return {
        column: Field(column, tuple(codes), shift)
        for (column, codes), shift in zip(columns.items(), shifts, strict=False)
    }


YES, NO = "true", "false"

# What fact_activity says of an activity, besides its tags.
ACTIVITY = _fields(
    {
        "kind": [kind.value for kind in ACCOMPANIMENT_KINDS],
        "channel": Channel.values,
        "duration_band": DurationBand.values,
        "redirected": [YES, NO],
        "autonomy": Autonomy.values,
        "level": Level.values,
        "redirection": Redirection.values,
        "setting": Setting.values,
        "access_mode": AccessMode.values,
        "payment": Payment.values,
        "origin": Origin.values,
        "public_kind": PublicKind.values,
        "connection_at_start": Connection.values,
        "skill_at_start": Skill.values,
        "skill_after": Skill.values,
    }
)
# What fact_attendance says of a followed person at an activity.
PERSON = _fields(
    {
        "gender": [code.value for code in stated(Gender)],
        "age_band": [code.value for code in stated(AgeBand)],
        "status": [code.value for code in stated(Status)],
        "first_time": [YES, NO],
    }
)
SETS: dict[str, tuple[str, ...]] = {
    "topics": tuple(Topic.values),
    "secondary_topics": tuple(Topic.values),
    "materials": tuple(Material.values),
    "equipment_at_start": tuple(Equipment.values),
    "half_days": tuple(HalfDay.values),
}
# What is counted of anonymous participants: column of the activity → (dimension, code), as fact_anonymous says them.
COUNTERS: dict[str, tuple[str, str]] = {
    "anonymous_new": ("venue", "new"),
    "anonymous_known": ("venue", "known"),
    **{f"anonymous_gender_{code}": ("gender", code) for code in PERSON["gender"].codes},
    **{f"anonymous_age_{code}": ("age", code) for code in PERSON["age_band"].codes},
    **{f"anonymous_status_{code}": ("status", code) for code in PERSON["status"].codes},
}
# Why an activity has rows in other facts, so that they are sought for those activities only.
TAGGED, WITH_PROCEDURES, WITH_RESIDENCES = 1, 2, 4


def packed_sql(fields: dict[str, Field], alias: str) -> str:
    """The packed number of a row of `alias`, whose columns hold codes (booleans for yes and no)."""
    return " | ".join(f"(COALESCE({_rank_sql(field, alias)}, 0)::bigint << {field.shift})" for field in fields.values())


def _rank_sql(field: Field, alias: str) -> str:
    if field.codes == (YES, NO):
        return f"CASE WHEN {alias}.{field.column} THEN 1 WHEN NOT {alias}.{field.column} THEN 2 END"
    listed = ", ".join(f"'{code}'" for code in field.codes)
    return f"ARRAY_POSITION(ARRAY[{listed}], {alias}.{field.column}::text)"


def set_sql(column: str, alias: str) -> str:
    """The number whose bits say which codes are in the array `column` of `alias`."""
    return " | ".join(
        f"CASE WHEN '{code}' = ANY({alias}.{column}) THEN {1 << rank}::bigint ELSE 0 END"
        for rank, code in enumerate(SETS[column])
    )


@lru_cache(maxsize=10_000)
def codes_of(column: str, bits: int) -> tuple[str, ...]:
    return tuple(code for rank, code in enumerate(SETS[column]) if bits >> rank & 1)


def bits_of(column: str, codes: Iterable[str]) -> int:
    """Of the codes it knows."""
    known = SETS[column]
    return sum(1 << known.index(code) for code in set(codes) if code in known)
