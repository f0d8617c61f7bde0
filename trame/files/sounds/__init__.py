"""Notes vocales: sounds made anew, of which only what is heard is kept.

Titles, names, places, dates, covers, chapters, what precedes or follows the sound: nothing of it is copied. The
duration is counted on the sound itself, never on what the file announces.
"""

import struct
import wave

from mutagen import MutagenError

from ..refusal import FileRefused
from . import mp3, mp4, ogg, wav
from .sound import DAMAGED, MAX_SECONDS, TOO_LONG, Maker, Sound

EXPECTED = "Choisissez un enregistrement MP3, M4A, OGG ou WAV."
BROKEN = (
    MutagenError,
    wave.Error,
    struct.error,
    EOFError,
    OSError,
    IndexError,
    KeyError,
    ValueError,
    TypeError,
    OverflowError,
    ZeroDivisionError,
)
# By the first bytes: neither the name nor the announced type is believed.
OTHERS = (
    (b"#!AMR", "Ce fichier est un son AMR, que les navigateurs ne lisent pas."),
    (b"fLaC", "Ce fichier est un son FLAC, que Trame ne garde pas."),
    (b"caff", "Ce fichier est un son CAF, que Trame ne garde pas."),
    (b"FORM", "Ce fichier est un son AIFF, que Trame ne garde pas."),
    (b"\x1aE\xdf\xa3", "Ce fichier est un WebM, que Trame ne sait pas vérifier."),
    (b"0&\xb2u", "Ce fichier est un son ou une vidéo WMA, que Trame ne garde pas."),
    (b"%PDF", "Ce fichier est un PDF, pas un enregistrement."),
    (b"PK\x03\x04", "Ce fichier est une archive ou un document, pas un enregistrement."),
    (b"\x89PNG", "Ce fichier est une image, pas un enregistrement."),
    (b"\xff\xd8\xff", "Ce fichier est une image, pas un enregistrement."),
    (b"GIF8", "Ce fichier est une image, pas un enregistrement."),
    (b"MZ", "Ce fichier est un programme, pas un enregistrement."),
    (b"\x7fELF", "Ce fichier est un programme, pas un enregistrement."),
)


def make_anew(content: bytes) -> Sound:
    """The same sound, without anything else. Raises FileRefused with every problem found."""
    made = _maker(content)
    try:
        sound, problems = made(content)
    except BROKEN as error:
        raise FileRefused(DAMAGED) from error
    if sound.seconds > MAX_SECONDS:
        problems = [*problems, TOO_LONG]
    if problems:
        raise FileRefused(*problems)
    return sound


def _maker(content: bytes) -> Maker:
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return wav.made_anew
    if content.startswith(b"OggS"):
        return ogg.made_anew
    if content[4:8] == b"ftyp":
        return mp4.made_anew
    if content.startswith(b"ID3") or mp3.begins_with_a_frame(content):
        return mp3.made_anew
    raise FileRefused(_what_it_is(content), EXPECTED)


def _what_it_is(content: bytes) -> str:
    for signature, sentence in OTHERS:
        if content.startswith(signature):
            return sentence
    if content[:1024].lstrip(b"\xef\xbb\xbf\x00 \t\r\n").startswith(b"<"):
        return "Ce fichier est une page web ou un dessin, pas un enregistrement."
    return "Ce fichier n’est pas un enregistrement." if content else "Ce fichier est vide."
