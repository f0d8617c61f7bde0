"""Two pages open on the same record or file: the second one sent is told, and neither version is lost.

To use it on anything that has `updated_at`: the form of correction has a `SeenVersion` field and `version_of(row)` as
its initial value; the verb begins with `row = lock_unchanged(row, seen)`; the view catches ChangedMeanwhile and shows
`activity/changed_meanwhile.html` (views/meanwhile.py). Whoever rewrites rows with `queryset.update()` also writes
`updated_at=timezone.now()` where a page opened before must not bring the old text back.
"""

import datetime as dt
from typing import Any, TypeVar

from django.db.models import Model

from .refusals import ChangedMeanwhile

Row = TypeVar("Row", bound=Model)
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def version_of(row: Any) -> str:
    """What tells this state of the row from any other: `updated_at`, in microseconds."""
    return str((row.updated_at - _EPOCH) // dt.timedelta(microseconds=1))


def lock_unchanged(row: Row, seen: str | None, *related: str) -> Row:
    """The row as it is now, with its `related` rows, locked until the end of the transaction.

    `seen` is the version its page showed; a page that says none has seen nothing; None: no page asks. Raises
    ChangedMeanwhile, whose `current` is the row as it is now, or None when it was erased for good.
    """
    rows = type(row)._base_manager.select_related(*related).select_for_update(of=("self",), no_key=True)
    current = rows.filter(pk=row.pk).first()
    if current is None or (seen is not None and version_of(current) != seen):
        raise ChangedMeanwhile(current)
    return current
