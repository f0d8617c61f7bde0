"""OGG, Opus or Vorbis: the pages of its only track, with comments that say nothing."""

import io
import struct

from mutagen.ogg import OggPage

from .sound import DAMAGED, Sound

SEVERAL = "Ce fichier contient plusieurs pistes, ou une vidéo : gardez le son seul."
UNKNOWN = "Ce fichier OGG n’est ni Opus, ni Vorbis : Trame ne le garde pas."
OPUS_RATE = 48_000
NO_COMMENT = struct.pack("<I5sI", 5, b"Trame", 0)
# How many milliseconds × 10 a frame of Opus lasts, by the configuration its first byte names (RFC 6716, table 2).
OPUS_FRAMES = (*(100, 200, 400, 600) * 3, *(100, 200) * 2, *(25, 50, 100, 200) * 4)


def made_anew(content: bytes) -> tuple[Sound, list[str]]:
    pages = _pages(content)
    first = pages[0].packets[0]
    if len({page.serial for page in pages}) > 1:
        return Sound(b"", "audio/ogg", "ogg", 0), [SEVERAL]
    if first.startswith(b"OpusHead"):
        head, comments = 1, [b"OpusTags" + NO_COMMENT]
    elif first.startswith(b"\x01vorbis"):
        head, comments = 2, [b"\x03vorbis" + NO_COMMENT + b"\x01"]
    else:
        return Sound(b"", "audio/ogg", "ogg", 0), [UNKNOWN]
    end = _end_of_headers(pages, head)
    comments += _packets(pages[1:end])[1:]
    bare = OggPage.from_packets(comments, sequence=1)  # type: ignore[no-untyped-call]
    for page in bare:
        page.serial = pages[0].serial
    sound = pages[end:]
    seconds = _opus_seconds(sound) if head == 1 else sound[-1].position / struct.unpack("<I", first[12:16])[0]
    if seconds <= 0 or len(pages[0].packets) != 1:
        raise ValueError(DAMAGED)
    written = [pages[0], *bare, *sound]
    for sequence, page in enumerate(written):
        page.sequence = sequence
    return Sound(b"".join(page.write() for page in written), "audio/ogg", "ogg", seconds), []


def _pages(content: bytes) -> list[OggPage]:
    """Every page, to the last byte: nothing may follow the sound."""
    stream, found = io.BytesIO(content), []
    while stream.tell() < len(content):
        found.append(OggPage(stream))  # type: ignore[no-untyped-call]
    return found


def _packets(pages: list[OggPage]) -> list[bytes]:
    packets: list[bytes] = OggPage.to_packets(pages)  # type: ignore[no-untyped-call]
    return packets


def _end_of_headers(pages: list[OggPage], packets: int) -> int:
    """The index of the first page of sound: the headers end with their page, so both specifications say."""
    ended = 0
    for index, page in enumerate(pages[1:], start=1):
        ended += len(page.packets) - (0 if page.complete else 1)
        if ended == packets and page.complete:
            return index + 1
        if ended > packets:
            break
    raise ValueError(DAMAGED)


def _opus_seconds(pages: list[OggPage]) -> float:
    """Counted packet by packet: the position that the last page announces may be anything."""
    total = 0
    for packet in _packets(pages):
        if packet:
            number = {0: 1, 1: 2, 2: 2}.get(packet[0] & 3) or packet[1] & 63
            total += OPUS_FRAMES[packet[0] >> 3] * number
    return total / 10_000
