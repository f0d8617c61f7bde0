"""Expected: what a figure should be."""

from dataclasses import dataclass, field

UNKNOWN = ""


@dataclass(frozen=True)
class Expected:
    """A total has `n`; a breakdown has `rows`, where UNKNOWN is what is not stated, and n is what is stated."""

    n: int | None = None
    unknown: int = 0
    rows: dict[str, int] = field(default_factory=dict)
