"""Pictures made anew: only the pixels of what was sent are kept.

Position, date, device, comments, profiles, thumbnails, what follows the end of the picture: nothing of it is copied.
"""

import io
import struct
from dataclasses import dataclass

from PIL import Image, ImageOps

from .refusal import FileRefused

MAX_PIXELS = 40_000_000
LARGEST_SIDE = 2000
QUALITY = 85

# Everything Pillow is known to raise on a hostile or broken picture.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    IndexError,
    KeyError,
    EOFError,
    OverflowError,
    ZeroDivisionError,
    struct.error,
)
DAMAGED = "Cette image est abîmée ou incomplète : ouvrez-la, enregistrez-la de nouveau, puis recommencez."
TOO_LARGE = "Cette image a plus de 40 millions de points : réduisez-la, puis recommencez."
ANIMATED = "Cette image est animée : choisissez une image fixe."
EXPECTED = "Choisissez une image PNG, JPEG ou WebP."
SIGNATURES = ((b"\x89PNG\r\n\x1a\n", "PNG"), (b"\xff\xd8\xff", "JPEG"))
OTHERS = (
    (b"GIF8", "Ce fichier est une image GIF, que Trame ne garde pas."),
    (b"%PDF", "Ce fichier est un PDF, pas une image."),
    (b"BM", "Ce fichier est une image BMP, que Trame ne garde pas."),
    (b"II*\x00", "Ce fichier est une image TIFF, que Trame ne garde pas."),
    (b"MM\x00*", "Ce fichier est une image TIFF, que Trame ne garde pas."),
    (b"PK\x03\x04", "Ce fichier est une archive ou un document, pas une image."),
)


@dataclass(frozen=True)
class Picture:
    """A picture that Trame wrote itself."""

    content: bytes
    content_type: str
    extension: str
    width: int
    height: int


def make_anew(content: bytes, *, largest_side: int = LARGEST_SIDE) -> Picture:
    """The same picture, upright, its largest side at most `largest_side` px: JPEG, or PNG when it was one or is
    transparent.

    Raises FileRefused with every problem found.
    """
    kind = recognised(content)
    try:
        _check(content, kind)
        with Image.open(io.BytesIO(content), formats=(kind,)) as sent:
            sent.draft("RGB", (largest_side, largest_side))  # a JPEG is decoded at the size it will have
            # transpose and thumbnail keep what the file said beside its pixels; `paste` copies the pixels alone.
            upright = ImageOps.exif_transpose(sent)
            pixels = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise FileRefused(TOO_LARGE) from error
    except BROKEN as error:
        raise FileRefused(DAMAGED) from error
    pixels.thumbnail((largest_side, largest_side), Image.Resampling.LANCZOS)
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    return _written(bare, as_png=kind == "PNG" or pixels.mode == "RGBA")


def recognised(content: bytes) -> str:
    """PNG, JPEG or WEBP, by the first bytes: neither the name nor the announced type is believed."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    for signature, kind in SIGNATURES:
        if content.startswith(signature):
            return kind
    raise FileRefused(_what_it_is(content), EXPECTED)


def _check(content: bytes, kind: str) -> None:
    """Measures the header before a single pixel is decompressed, then the integrity of the file."""
    with Image.open(io.BytesIO(content), formats=(kind,)) as header:
        width, height = header.size
        problems = [TOO_LARGE] if width * height > MAX_PIXELS else []
        # A JPEG of several views is what some phones write: its first view is the photo.
        if kind != "JPEG" and getattr(header, "is_animated", False):
            problems.append(ANIMATED)
        if problems:
            raise FileRefused(*problems)
        header.verify()


def _written(picture: Image.Image, *, as_png: bool) -> Picture:
    out = io.BytesIO()
    if as_png:
        picture.save(out, "PNG", optimize=True)
        return Picture(out.getvalue(), "image/png", "png", *picture.size)
    picture.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Picture(out.getvalue(), "image/jpeg", "jpg", *picture.size)


def _what_it_is(content: bytes) -> str:
    for signature, sentence in OTHERS:
        if content.startswith(signature):
            return sentence
    if content[4:8] == b"ftyp":
        return "Ce fichier est une photo HEIC ou une vidéo, que Trame ne garde pas."
    start = content[:1024].lstrip(b"\xef\xbb\xbf\x00 \t\r\n").lower()
    if b"<svg" in start:
        return "Ce fichier est un dessin SVG, qui peut contenir un programme : Trame ne le garde pas."
    if start.startswith(b"<"):
        return "Ce fichier est une page web renommée, pas une image."
    return "Ce fichier n’est pas une image." if content else "Ce fichier est vide."
