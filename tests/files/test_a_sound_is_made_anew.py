"""A voice note is made anew: what is heard is kept, what is written around it is not; the rest is refused in words."""

import contextlib
import io
import struct
import wave

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus

from tests.cast import Cast
from tests.files.conftest import picture, png_announcing, upload
from tests.files.sounds import MP3_FRAME, SECRET, box, id3, m4a, mp3, opus, wav
from trame.files import sounds
from trame.files.models import FileKind, StoredFile
from trame.files.refusal import FileRefused
from trame.files.services import store_picture, store_sound

DAMAGED = "Cet enregistrement est abîmé ou incomplet : faites-en une autre copie, puis recommencez."
TOO_LONG = "Cet enregistrement dure plus de 5 minutes : gardez-en un extrait."
EXPECTED = "Choisissez un enregistrement MP3, M4A, OGG ou WAV."


def refused(content: bytes) -> list[str]:
    with pytest.raises(FileRefused) as refusal:
        sounds.make_anew(content)
    return refusal.value.problems


def test_a_wav_keeps_its_samples_alone() -> None:
    made = sounds.make_anew(wav(1.5, after=b"INFOINAM" + SECRET))
    assert (made.content_type, made.extension, made.seconds) == ("audio/wav", "wav", 1.5)
    assert SECRET not in made.content
    with wave.open(io.BytesIO(made.content)) as kept, wave.open(io.BytesIO(wav(1.5))) as sent:
        assert kept.readframes(99_999) == sent.readframes(99_999)


def test_an_mp3_keeps_its_frames_alone() -> None:
    made = sounds.make_anew(mp3(30, before=id3() + id3(b"second"), after=b"TAG" + SECRET + bytes(99)))
    assert made.content == MP3_FRAME * 30
    assert (made.content_type, made.extension) == ("audio/mpeg", "mp3")
    assert round(made.seconds, 3) == 1.08  # 30 frames of 1152 samples at 32 kHz
    assert MP3(io.BytesIO(made.content)).tags is None


def test_what_slips_between_two_frames_is_left_out() -> None:
    made = sounds.make_anew(MP3_FRAME * 20 + b"<script>alert(1)</script>" + MP3_FRAME * 20)
    assert b"script" not in made.content
    assert MP3_FRAME * 39 in made.content + MP3_FRAME  # the frame cut by the intruder may go with it


def test_an_opus_keeps_its_sound_and_loses_its_comments() -> None:
    made = sounds.make_anew(opus(50))
    read = OggOpus(io.BytesIO(made.content))
    assert (made.content_type, made.extension, made.seconds) == ("audio/ogg", "ogg", 1.0)
    assert SECRET not in made.content
    assert (dict(read.tags), read.info.length) == ({}, 1.0)
    assert b"\xf8\xff\xfe" * 50 in made.content


def test_an_m4a_loses_places_dates_and_names_and_nothing_moves() -> None:
    sent = m4a(44, after=box(b"free", SECRET))
    made = sounds.make_anew(sent)
    assert (made.content_type, made.extension, round(made.seconds, 2)) == ("audio/mp4", "m4a", 1.02)
    assert SECRET not in made.content
    assert b"xyz" not in made.content
    assert struct.pack(">I", 3_800_000_000) not in made.content
    assert len(made.content) == len(sent)
    assert made.content.index(b"\x21\x10\x04\x60\x8c\x1c") == sent.index(b"\x21\x10\x04\x60\x8c\x1c")
    assert MP4(io.BytesIO(made.content)).info.length == pytest.approx(1.02, abs=0.01)


@pytest.mark.parametrize(
    "long", [wav(301, rate=2000), mp3(8400), opus(50 * 301), m4a(12_964)], ids=["wav", "mp3", "opus", "m4a"]
)
def test_more_than_five_minutes_is_refused(long: bytes) -> None:
    assert refused(long) == [TOO_LONG]


@pytest.mark.parametrize("exactly", [wav(300, rate=2000), mp3(8333), opus(50 * 300)], ids=["wav", "mp3", "opus"])
def test_five_minutes_are_kept(exactly: bytes) -> None:
    assert sounds.make_anew(exactly).seconds <= 300


def test_a_long_sound_that_announces_itself_short_is_still_long() -> None:
    assert refused(opus(50 * 301, announced=48_000)) == [TOO_LONG]
    lying = m4a(12_964).replace(struct.pack(">I", 12_964 * 1024), struct.pack(">I", 1024))
    assert refused(lying) == [TOO_LONG]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Ce fichier est vide."),
        (picture("PNG"), "Ce fichier est une image, pas un enregistrement."),
        (picture("JPEG"), "Ce fichier est une image, pas un enregistrement."),
        (png_announcing(90_000, 90_000), "Ce fichier est une image, pas un enregistrement."),
        (b"%PDF-1.7 " * 40, "Ce fichier est un PDF, pas un enregistrement."),
        (b"PK\x03\x04" + bytes(60), "Ce fichier est une archive ou un document, pas un enregistrement."),
        (b"MZ" + bytes(60), "Ce fichier est un programme, pas un enregistrement."),
        (b"#!AMR\n" + bytes(60), "Ce fichier est un son AMR, que les navigateurs ne lisent pas."),
        (b"\x1aE\xdf\xa3" + bytes(60), "Ce fichier est un WebM, que Trame ne sait pas vérifier."),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            "Ce fichier est une page web ou un dessin, pas un enregistrement.",
        ),
        (b"\xef\xbb\xbf  <!DOCTYPE html>", "Ce fichier est une page web ou un dessin, pas un enregistrement."),
        (b"bonjour", "Ce fichier n\u2019est pas un enregistrement."),
    ],
)
def test_what_is_no_sound_is_named_for_what_it_is(content: bytes, said: str) -> None:
    assert refused(content) == [said, EXPECTED]


@pytest.mark.parametrize(
    "content",
    [
        wav()[:30],
        mp3(3),
        b"ID3\x03\x00\x00\x7f\x7f\x7f\x7f" + bytes(40),
        id3() + b"<html>" * 400,
        MP3_FRAME * 12 + b"%PDF-1.7 " * 4000,
        opus()[:60],
        opus() + b"<script>alert(1)</script>",
        m4a()[:-9],
        box(b"ftyp", b"M4A "),
        b"\x00\x00\x00\x10ftypM4A " + struct.pack(">I4s", 0xFFFFFFF0, b"moov"),
    ],
    ids=["cut wav", "too few frames", "endless tag", "page after a tag", "mostly a pdf", "cut opus", "opus then a page",
         "cut m4a", "empty m4a", "box beyond the end"],
)  # fmt: skip
def test_what_is_broken_or_double_faced_is_refused(content: bytes) -> None:
    assert refused(content) in ([DAMAGED], ["Ce fichier est une vidéo : gardez le son seul."])


def test_a_video_is_refused() -> None:
    assert refused(m4a(handler=b"vide")) == ["Ce fichier est une vidéo : gardez le son seul."]
    assert refused(opus(serial=1) + opus(serial=2)) == [
        "Ce fichier contient plusieurs pistes, ou une vidéo : gardez le son seul."
    ]


def test_every_problem_is_said_at_once() -> None:
    encoded = "Le son de ce fichier n\u2019est pas de l\u2019AAC : Trame ne le garde pas."
    assert refused(m4a(12_964, codec=b"samr")) == [encoded, TOO_LONG]


@given(st.sampled_from([wav(0.2), mp3(12), opus(9), m4a(9)]), st.data())
def test_bytes_changed_anywhere_are_kept_or_refused_never_a_failure(sent: bytes, data: st.DataObject) -> None:
    changed = bytearray(sent)
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(sent) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(FileRefused):
        made = sounds.make_anew(bytes(changed[: data.draw(st.integers(0, len(sent)))]))
        assert 0 < made.seconds <= 300


@pytest.mark.django_db
def test_what_is_stored_is_the_sound_made_anew(cast: Cast) -> None:
    sent = upload(mp3(30, before=id3()), "Jeanne.exe", "text/html")
    stored = store_sound(by=cast.awa, organisation=cast.navette, upload=sent)
    assert (stored.kind, stored.content_type, stored.name) == (FileKind.SOUND, "audio/mpeg", "Jeanne.mp3")
    assert (stored.seconds, stored.width, stored.size) == (1, None, 30 * 144)
    with stored.content.open("rb") as kept:
        assert kept.read() == MP3_FRAME * 30


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["chloe", "denis", "erwan", "fatou"])
def test_nobody_puts_a_sound_in_a_structure_that_is_not_hers(who: str, cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        store_sound(by=getattr(cast, who), organisation=cast.navette, upload=upload(wav(), "note.wav"))


@pytest.mark.django_db
def test_more_than_ten_megabytes_are_not_even_read(cast: Cast) -> None:
    heavy = SimpleUploadedFile("note.wav", b"", "audio/wav")
    heavy.size = 10 * 1024 * 1024 + 1
    with pytest.raises(FileRefused, match="dépasse 10 Mo"):
        store_sound(by=cast.awa, organisation=cast.navette, upload=heavy)


@pytest.mark.django_db
def test_a_picture_without_sides_cannot_be_written(cast: Cast) -> None:
    stored = store_picture(by=cast.awa, organisation=cast.navette, upload=upload(picture()))
    with pytest.raises(IntegrityError, match="file_has_sides_if_picture"), transaction.atomic():
        StoredFile.objects.filter(pk=stored.pk).update(width=None)


@pytest.mark.django_db
def test_a_sound_without_duration_cannot_be_written(cast: Cast) -> None:
    stored = store_sound(by=cast.awa, organisation=cast.navette, upload=upload(wav(), "note.wav"))
    for seconds in (None, 0):
        with pytest.raises(IntegrityError, match="file_lasts_if_sound"), transaction.atomic():
            StoredFile.objects.filter(pk=stored.pk).update(seconds=seconds)
