"""Recordings made by hand, good and hostile: silence in each of the formats that Trame keeps."""

import io
import math
import struct
import wave

from mutagen.ogg import OggPage

SECRET = b"Jeanne Le Bihan, 48.0682 N"


def wav(seconds: float = 1.0, *, rate: int = 8000, after: bytes = b"") -> bytes:
    """A tone of 440 Hz; `after` follows the samples as a chunk LIST."""
    samples = b"".join(
        struct.pack("<h", int(8000 * math.sin(2 * math.pi * 440 * n / rate))) for n in range(int(seconds * rate))
    )
    out = io.BytesIO()
    with wave.open(out, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(rate)
        written.writeframes(samples)
    chunk = b"LIST" + struct.pack("<I", len(after)) + after if after else b""
    content = out.getvalue() + chunk
    return content[:4] + struct.pack("<I", len(content) - 8) + content[8:]


# MPEG 1, layer III, 32 kbit/s, 32 kHz, mono: 144 bytes of 36 ms.
MP3_FRAME = b"\xff\xfb\x18\xc4" + bytes(140)


def mp3(frames: int = 30, *, before: bytes = b"", after: bytes = b"") -> bytes:
    return before + MP3_FRAME * frames + after


def id3(text: bytes = SECRET) -> bytes:
    """An ID3v2 tag that holds a title."""
    frame = b"TIT2" + struct.pack(">I", len(text) + 1) + b"\x00\x00\x03" + text
    size = len(frame)
    return b"ID3\x03\x00\x00" + bytes([size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, size & 127]) + frame


def opus(packets: int = 50, *, comment: bytes = SECRET, serial: int = 7, announced: int | None = None) -> bytes:
    """Packets of 20 ms of silence; `announced`: the position (48 kHz) that the last page claims."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, 48000, 0, 0)
    said = b"TITLE=" + comment
    tags = b"OpusTags" + struct.pack("<I", 4) + b"test" + struct.pack("<II", 1, len(said)) + said
    first = _page([head], serial)
    first.first = True
    silence = [b"\xf8\xff\xfe"] * packets
    sound = [_page(silence[n : n + 250], serial, min(n + 250, packets) * 960) for n in range(0, packets, 250)]
    sound[-1].last = True
    if announced is not None:
        sound[-1].position = announced
    pages = [first, _page([tags], serial), *sound]
    for sequence, page in enumerate(pages):
        page.sequence = sequence
    return b"".join(page.write() for page in pages)


def _page(packets: list[bytes], serial: int, position: int = 0) -> OggPage:
    page = OggPage()
    page.packets, page.serial, page.position = packets, serial, position
    return page


def box(name: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack(">I", len(content) + 8) + name + content


# AAC-LC, 44 100 Hz, one channel.
AAC = bytes.fromhex("031900010004114015000000000000000000000005021208060102")
DATES = struct.pack(">II", 3_800_000_000, 3_800_000_000)


def m4a(
    samples: int = 44, *, handler: bytes = b"soun", codec: bytes = b"mp4a", after: bytes = b"", where: bytes = SECRET
) -> bytes:
    """`samples` of AAC of 1024 × 1/44 100 s, a track, a place written by the recorder, and `after` at the end."""
    entry = box(codec, struct.pack(">6xH8xHHHHI", 1, 1, 16, 0, 0, 44100 << 16), box(b"esds", bytes(4), AAC))
    tables = box(b"stsd", bytes(4), struct.pack(">I", 1), entry)
    tables += box(b"stts", bytes(4), struct.pack(">III", 1, samples, 1024))
    tables += box(b"stsc", bytes(4), struct.pack(">IIII", 1, 1, samples, 1))
    tables += box(b"stsz", bytes(4), struct.pack(">II", 6, samples))
    tables += box(b"stco", bytes(4), struct.pack(">II", 1, 40))
    media = box(b"mdhd", bytes(4), DATES, struct.pack(">IIHH", 44100, samples * 1024, 0, 0))
    media += box(b"hdlr", bytes(8), handler, bytes(12), SECRET + b"\x00")
    media += box(b"minf", box(b"smhd", bytes(8)), box(b"dinf", bytes(8)), box(b"stbl", tables))
    track = box(b"trak", box(b"tkhd", bytes(4), DATES, bytes(72)), box(b"mdia", media), box(b"udta", where))
    movie = box(b"mvhd", bytes(4), DATES, bytes(88))
    moov = box(b"moov", movie, track, box(b"udta", box(b"\xa9xyz", where)), box(b"meta", bytes(4), where))
    sound = box(b"mdat", b"\x21\x10\x04\x60\x8c\x1c" * samples)
    return box(b"ftyp", b"M4A \x00\x00\x02\x00isom") + sound + moov + box(b"uuid", where) + after
