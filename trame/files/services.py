"""Verbs of files: keep a picture, a sound or a document, take it away, erase its bytes, choose a logo."""

import datetime as dt
import hashlib
import logging
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from trame.people import access, journal
from trame.people.models import Membership, Organisation, User
from trame.ui.uploads import MAX_BYTES, TOO_HEAVY

from . import documents, pictures, sounds
from .models import FOLDER, FileKind, OrganisationLogo, StoredFile
from .names import clean_name
from .refusal import FileRefused

logger = logging.getLogger(__name__)

DELETED_KEPT_FOR = dt.timedelta(days=30)
# A file is on the disk a moment before its row is committed: its bytes are not orphans yet.
ORPHAN_AFTER = dt.timedelta(days=1)
LOGO_SIDE = 600


@transaction.atomic
def store_picture(
    *,
    by: User,
    organisation: Organisation,
    upload: "UploadedFile[bytes]",
    largest_side: int = pictures.LARGEST_SIDE,
    reserved: bool = False,
) -> StoredFile:
    """Keep a PNG, JPEG or WebP made anew (pictures.py); `reserved`: see StoredFile.

    Raises PermissionDenied unless `by` works in the organisation today, FileRefused with every problem found.
    """
    _require_member(by, organisation)
    picture = pictures.make_anew(_content(upload), largest_side=largest_side)
    stored = StoredFile(
        kind=FileKind.PICTURE,
        name=clean_name(upload.name, picture.extension),
        content_type=picture.content_type,
        width=picture.width,
        height=picture.height,
        reserved=reserved,
    )
    return _keep(stored, picture.content, by, organisation)


@transaction.atomic
def store_sound(
    *, by: User, organisation: Organisation, upload: "UploadedFile[bytes]", reserved: bool = False
) -> StoredFile:
    """Keep an MP3, M4A, OGG or WAV made anew (sounds/), five minutes at most. Raises as `store_picture`."""
    _require_member(by, organisation)
    sound = sounds.make_anew(_content(upload))
    stored = StoredFile(
        kind=FileKind.SOUND,
        name=clean_name(upload.name, sound.extension),
        content_type=sound.content_type,
        seconds=max(1, round(sound.seconds)),
        reserved=reserved,
    )
    return _keep(stored, sound.content, by, organisation)


@transaction.atomic
def store_document(*, by: User, organisation: Organisation, upload: "UploadedFile[bytes]") -> StoredFile:
    """Keep a PDF, ODT, DOCX, ODS, XLSX or CSV as it is (documents.py). Raises as `store_picture`."""
    _require_member(by, organisation)
    content = _content(upload)
    found = documents.recognised(content)
    stored = StoredFile(
        kind=FileKind.DOCUMENT, name=clean_name(upload.name, found.extension), content_type=found.content_type
    )
    return _keep(stored, content, by, organisation)


@transaction.atomic
def delete_file(*, by: User, file: StoredFile) -> None:
    """Nobody sees the file any more; its bytes are erased 30 days later. Raises PermissionDenied."""
    _require_member(by, file.organisation)
    if StoredFile.objects.filter(pk=file.pk, deleted_at=None).update(deleted_at=timezone.now()):
        journal.record("file.deleted", by=by, organisation=file.organisation_id, about=file)


@transaction.atomic
def erase_files(files: Iterable[StoredFile]) -> int:
    """Erase rows and bytes for good, whoever asks: for the daily round and for rights of erasure. Returns how many."""
    doomed = list(files)
    StoredFile.objects.filter(pk__in=[file.pk for file in doomed]).delete()
    for file in doomed:
        # After the commit: a transaction that fails must not leave rows without their bytes.
        transaction.on_commit(partial(_erase_bytes, file.content.name))
    return len(doomed)


def erase_deleted_files() -> int:
    """For the daily round: what was deleted 30 days ago."""
    return erase_files(StoredFile.objects.filter(deleted_at__lt=timezone.now() - DELETED_KEPT_FOR))


def erase_orphan_bytes() -> int:
    """For the daily round: bytes that no row names, as after the erasure of a whole structure."""
    folder, limit = Path(settings.MEDIA_ROOT) / FOLDER, (timezone.now() - ORPHAN_AFTER).timestamp()
    old = [path for path in folder.glob("*/*") if path.is_file() and path.stat().st_mtime < limit]
    names = {path: path.relative_to(settings.MEDIA_ROOT).as_posix() for path in old}
    known = set(StoredFile.objects.filter(content__in=names.values()).values_list("content", flat=True))
    orphans = [path for path, name in names.items() if name not in known]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


@transaction.atomic
def set_logo(*, by: User, organisation: Organisation, upload: "UploadedFile[bytes]") -> OrganisationLogo:
    """Replace the logo of a structure. Raises PermissionDenied unless `by` manages it today, FileRefused."""
    _require_manager(by, organisation)
    file = store_picture(by=by, organisation=organisation, upload=upload, largest_side=LOGO_SIDE)
    _forget_logo(by, organisation)
    return OrganisationLogo.objects.create(organisation=organisation, file=file)


@transaction.atomic
def remove_logo(*, by: User, organisation: Organisation) -> None:
    """Take the logo away, when there is one. Raises PermissionDenied unless `by` manages the structure today."""
    _require_manager(by, organisation)
    _forget_logo(by, organisation)


def logo_of(organisation: Organisation | int) -> StoredFile | None:
    """The picture that stands for a structure, for a page about it that its reader may see."""
    found = OrganisationLogo.objects.select_related("file").filter(organisation=organisation, file__deleted_at=None)
    logo = found.first()
    return logo.file if logo else None


def _forget_logo(by: User, organisation: Organisation) -> None:
    # One change at a time: two managers at once would each see the other's picture as the only one.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    for logo in OrganisationLogo.objects.select_related("file").filter(organisation=organisation):
        logo.delete()
        delete_file(by=by, file=logo.file)


def _content(upload: "UploadedFile[bytes]") -> bytes:
    """The bytes, once their number is known to be acceptable."""
    if (upload.size or 0) > MAX_BYTES:
        raise FileRefused(TOO_HEAVY)
    upload.seek(0)
    content: bytes = upload.read()
    return content


def _keep(stored: StoredFile, content: bytes, by: User, organisation: Organisation) -> StoredFile:
    stored.organisation, stored.created_by = organisation, by
    stored.size, stored.sha256 = len(content), hashlib.sha256(content).hexdigest()
    stored.content.save("", ContentFile(content), save=False)
    try:
        with transaction.atomic():
            stored.save(force_insert=True)
            journal.record("file.stored", by=by, organisation=organisation, about=stored)
    except BaseException:
        _erase_bytes(stored.content.name)
        raise
    return stored


def _erase_bytes(name: str | None) -> None:
    try:
        default_storage.delete(name or "")
    except (OSError, ValueError):
        logger.exception("bytes of a stored file could not be erased: the daily round will try again")


def _require_member(by: User, organisation: Organisation) -> None:
    if not Membership.objects.of_user(by.pk).on(timezone.localdate()).filter(organisation=organisation).exists():
        raise PermissionDenied("only the organisation's members keep files for it")


def _require_manager(by: User, organisation: Organisation) -> None:
    if not access.may_edit_organisation(by, organisation):
        raise PermissionDenied("only its managers change an organisation")
