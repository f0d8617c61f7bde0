"""A correction that comes second: both versions are shown side by side, and either is kept in one gesture.

For another form: `meanwhile.side_by_side(form, current, found, other=address)` gives the `meanwhile` of its template,
which includes `activity/changed_meanwhile.html` above a form whose id is « saisie »; the answer is a 409.
"""

from dataclasses import dataclass

from django import forms
from django.http import Http404
from django.urls import reverse

from .. import facets, services
from ..erasure import WRITTEN_IN
from ..forms import DatedForm
from ..forms.version import show_again
from ..models import Activity
from ..versions import Difference, differences, entry_of


@dataclass(frozen=True)
class Meanwhile:
    """`other`: the address of what is recorded. `deleted`, `erased`: what happened to it besides being corrected."""

    differences: list[Difference]
    other: str
    deleted: bool = False
    erased: bool = False


def side_by_side(form: forms.Form, current: object, found: list[Difference], *, other: str) -> Meanwhile:
    """What the page shows; its form will be accepted when it is sent again."""
    show_again(form, version=services.version_of(current))
    return Meanwhile(found, other)


def of_record(form: DatedForm, current: object) -> Meanwhile:
    """The same for the correction of an activity. Raises Http404 when it was erased for good."""
    if not isinstance(current, Activity):
        raise Http404
    saved = entry_of(current)
    found = differences(saved, facets.keep(form.entry().normalised(), current, form.kept))
    # Without its digest, it holds a text that somebody's right to be forgotten, or time, has erased: what was typed
    # before stays on the page to be copied, but would not come back by a mere tap.
    texts = {"tags": ", ".join(saved.tags)} | {name: getattr(saved, name) for name in WRITTEN_IN}
    erased = not current.content_digest
    show_again(form, version=services.version_of(current), **(texts if erased else {}))
    address = reverse("activity:list") if current.deleted_at else reverse("activity:detail", args=[current.client_uuid])
    return Meanwhile(found, address, deleted=current.deleted_at is not None, erased=erased)
