"""Verbs of imports: stage a file, confirm, abandon, undo, expire. Each is atomic."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from trame.activity.access import may_see_names
from trame.activity.models import Activity
from trame.activity.services import NotAllowed, delete_batch, forget_unused
from trame.directory.models import Place, Presence
from trame.people import journal
from trame.people.models import Membership, Organisation, Role, User

from .models import BatchState, ImportBatch
from .registry import PARTNERS
from .review import Review, figures, review
from .writing import write

FILE_KEPT_FOR = dt.timedelta(days=7)


class ImportBlocked(Exception):
    """The file has errors, or the batch is no longer in the state this asks for; nothing was written."""


@transaction.atomic
def stage_file(*, by: User, membership: Membership, partner: str, content: bytes) -> ImportBatch:
    """Keep a file until its owner confirms it; her earlier staged file is dropped.

    Raises SheetRefused when the file cannot be read, NotAllowed without one's own mediator membership of today.
    """
    _check_membership(by, membership)
    PARTNERS[partner].recognise(content)
    ImportBatch.objects.filter(owner=by, state=BatchState.STAGED).delete()
    return ImportBatch.objects.create(
        owner=by,
        membership=membership,
        organisation=membership.organisation,
        partner=partner,
        content=content,
    )


@transaction.atomic
def import_at_once(*, membership: Membership, partner: str, content: bytes, keep_names: bool = False) -> ImportBatch:
    """Stage and confirm in one go, for a command, which is nobody in the journal. Raises as the two it calls."""
    batch = stage_file(by=membership.user, membership=membership, partner=partner, content=content)
    return _confirm(membership.user, batch, keep_names, in_the_name_of=None)


def review_staged(batch: ImportBatch) -> Review:
    """The dry run of a staged file, against what its organisation has now."""
    if batch.content is None:
        raise ImportBlocked("the file is no longer kept")
    return review(PARTNERS[batch.partner].read(bytes(batch.content)), batch.organisation)


@transaction.atomic
def confirm_import(*, by: User, batch: ImportBatch, keep_names: bool = False) -> ImportBatch:
    """Write everything the staged file has that is new, and forget the file.

    Raises NotAllowed when the batch is somebody else's, ImportBlocked when a row is refused or the batch was handled.
    """
    return _confirm(by, batch, keep_names, in_the_name_of=by)


def _confirm(by: User, batch: ImportBatch, keep_names: bool, *, in_the_name_of: User | None) -> ImportBatch:
    batch = _locked(batch, BatchState.STAGED)
    if batch.owner_id != by.pk:
        raise NotAllowed("only the owner confirms an import")
    _check_membership(by, batch.membership)
    # One import at a time in an organisation: two of the same file would both find nothing already there.
    Organisation.objects.select_for_update(no_key=True).get(pk=batch.organisation_id)
    seen = review_staged(batch)
    if seen.plan.errors:
        raise ImportBlocked("rows are refused")
    created = write(seen, membership=batch.membership, batch=batch.pk, keep_names=keep_names)
    written = figures(seen.fresh)
    batch.content = None
    batch.state = BatchState.IMPORTED
    batch.names_kept = keep_names
    batch.rows = seen.plan.rows
    batch.already = len(seen.known)
    for name in ("activities", "attendances", "minutes", "first_day", "last_day"):
        setattr(batch, name, getattr(written, name))
    batch.created_places, batch.created_people, batch.created_tags = created.places, created.people, created.tags
    batch.imported_at = timezone.now()
    batch.save()
    journal.record("import.confirmed", by=in_the_name_of, organisation=batch.organisation_id, about=batch)
    return batch


@transaction.atomic
def abandon_import(*, by: User, batch: ImportBatch) -> None:
    """Drop a staged file. Raises NotAllowed, ImportBlocked."""
    batch = _locked(batch, BatchState.STAGED)
    if batch.owner_id != by.pk:
        raise NotAllowed("only the owner abandons an import")
    batch.delete()


@transaction.atomic
def undo_import(*, by: User, batch: ImportBatch) -> int:
    """Take an import back: its activities leave, then what it created and nothing uses. Returns how many leave.

    Raises NotAllowed unless `by` mediates in the organisation, ImportBlocked when it is not imported (any more).
    """
    batch = _locked(batch, BatchState.IMPORTED)
    if not may_see_names(by, batch.organisation_id) or batch.imported_at is None:
        raise NotAllowed("only a mediator of the organisation undoes an import")
    organisation = batch.organisation
    gone = delete_batch(organisation=organisation, batch=batch.pk, written_at=batch.imported_at)
    forget_unused(organisation=organisation, people=batch.created_people, tags=batch.created_tags)
    _remove_unused_places(batch)
    batch.state = BatchState.UNDONE
    batch.undone_at = timezone.now()
    batch.created_places, batch.created_people, batch.created_tags = [], [], []
    batch.save()
    journal.record("import.undone", by=by, organisation=batch.organisation_id, about=batch)
    return gone


def expire_staged(now: dt.datetime | None = None) -> int:
    """Drop the files staged more than seven days ago; returns how many. For the daily round."""
    limit = (now or timezone.now()) - FILE_KEPT_FOR
    _, by_model = ImportBatch.objects.filter(state=BatchState.STAGED, staged_at__lt=limit).delete()
    return by_model.get("interchange.ImportBatch", 0)


def _check_membership(by: User, membership: Membership) -> None:
    own = membership.user_id == by.pk and membership.role == Role.MEDIATOR
    if not own or not membership.covers(timezone.localdate()):
        raise NotAllowed("an import needs one's own mediator membership of today")


def _locked(batch: ImportBatch, state: BatchState) -> ImportBatch:
    """The batch as it is now, held until the end: of a double click, the second finds it handled."""
    with_its_own = ImportBatch.objects.select_related("organisation", "membership__organisation", "membership__user")
    now = with_its_own.select_for_update(of=("self",)).filter(pk=batch.pk, state=state).first()
    if now is None:
        raise ImportBlocked(f"the batch is no longer {state}")
    return now


def _remove_unused_places(batch: ImportBatch) -> None:
    places = Place.objects.filter(organisation=batch.organisation_id, pk__in=batch.created_places)
    used = Activity.objects.filter(place__in=places).values("place_id")
    worked_at = Presence.objects.filter(place__in=places).values("place_id")
    places.exclude(pk__in=used).exclude(pk__in=worked_at).delete()
