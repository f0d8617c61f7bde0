"""Moments à retenir: keeping one, removing one's own, erasing them with what they speak of."""

import uuid
from dataclasses import dataclass, field

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet

from trame.files.models import StoredFile
from trame.files.refusal import FileRefused
from trame.files.services import delete_file, erase_files, store_picture, store_sound
from trame.people import journal
from trame.people.models import User

from .. import access
from ..models import Activity, Moment, MomentKind
from ..models.moment import MAX_SENTENCE
from ..rules import Problems
from .refusals import EntryRefused, NotAllowed, ReplayConflict

MAX_MOMENTS = 20
# The sender's own name of a file may be somebody's: none is kept.
FILE_NAMES = {MomentKind.PHOTO: "photo", MomentKind.VOICE: "note-vocale"}

NOTHING = "Écrivez une phrase, ou choisissez une photo ou une note vocale."
ONE_FILE = "Une photo ou une note vocale à la fois : gardez l’une, puis l’autre."
TOO_LONG = "La phrase dépasse 1\u202f000 signes : gardez-en l’essentiel."
TOO_MANY = f"Cette activité a déjà {MAX_MOMENTS} moments : retirez-en un, puis recommencez."


@dataclass(frozen=True, kw_only=True)
class MomentSaid:
    """One moment as it is sent: a sentence, a file, or a file and the sentence that says what it is.

    `from_notes`: the notes of the activity are the sentence, as they are now.
    """

    sentence: str = ""
    photo: "UploadedFile[bytes] | None" = None
    voice: "UploadedFile[bytes] | None" = None
    from_notes: bool = False
    client_uuid: uuid.UUID = field(default_factory=uuid.uuid4)


@transaction.atomic
def keep_moment(*, by: User, activity: Activity, said: MomentSaid) -> Moment:
    """Keep a moment of an activity; sent twice, it is kept once.

    Raises NotAllowed unless `by` mediates in its structure today, EntryRefused (« sentence », « photo », « voice »), or
    ReplayConflict when this identity is that of another moment.
    """
    if not access.may_see_names(by, activity.organisation_id):
        raise NotAllowed("moments are kept by those who mediate in the structure")
    # One at a time, and never on an activity that an erasure or a deletion is reaching.
    activity = Activity.objects.select_for_update(no_key=True).get(pk=activity.pk)
    if activity.deleted_at:
        raise NotAllowed("nothing is kept of a deleted activity")
    if known := Moment.objects.filter(client_uuid=said.client_uuid).first():
        if (known.activity_id, known.author_id) != (activity.pk, by.pk):
            raise ReplayConflict("this identity is that of another moment")
        return known
    sentence = activity.notes if said.from_notes else said.sentence.strip()
    if problems := _problems(activity, said, sentence):
        raise EntryRefused(problems)
    kind = MomentKind.PHOTO if said.photo else MomentKind.VOICE if said.voice else MomentKind.SENTENCE
    moment = Moment.objects.create(
        client_uuid=said.client_uuid,
        organisation_id=activity.organisation_id,
        activity=activity,
        author=by,
        kind=kind,
        sentence=sentence,
        file=_stored(by, activity, kind, said),
    )
    journal.record("moment.kept", by=by, organisation=activity.organisation_id, about=moment)
    return moment


@transaction.atomic
def remove_moment(*, by: User, moment: Moment) -> None:
    """Take away one's own moment; its file is erased thirty days later. Raises NotAllowed."""
    if not access.may_remove(by, moment):
        raise NotAllowed("only who kept a moment removes it")
    journal.record("moment.removed", by=by, organisation=moment.organisation_id, about=moment)
    file = moment.file
    moment.delete()
    if file is not None:
        delete_file(by=by, file=file)


def erase_moments(moments: QuerySet[Moment]) -> int:
    """Erase for good, bytes included, whoever asks; in the caller's transaction. Returns how many."""
    keys = list(moments.order_by().values_list("pk", flat=True))
    files = list(StoredFile.objects.filter(pk__in=moments.order_by().values("file")))
    Moment.objects.filter(pk__in=keys).delete()
    erase_files(files)
    return len(keys)


def _problems(activity: Activity, said: MomentSaid, sentence: str) -> Problems:
    problems: Problems = {}
    if not (sentence or said.photo or said.voice):
        problems["sentence"] = [NOTHING]
    elif len(sentence) > MAX_SENTENCE:
        problems["sentence"] = [TOO_LONG]
    if said.photo and said.voice:
        problems["voice"] = [ONE_FILE]
    if Moment.objects.filter(activity=activity).count() >= MAX_MOMENTS:
        problems["activity"] = [TOO_MANY]
    return problems


def _stored(by: User, activity: Activity, kind: MomentKind, said: MomentSaid) -> StoredFile | None:
    upload = said.photo or said.voice
    if upload is None:
        return None
    upload.name = FILE_NAMES[kind]
    store = store_picture if kind == MomentKind.PHOTO else store_sound
    try:
        return store(by=by, organisation=activity.organisation, upload=upload, reserved=True)
    except FileRefused as refused:
        raise EntryRefused({"photo" if kind == MomentKind.PHOTO else "voice": refused.problems}) from refused
