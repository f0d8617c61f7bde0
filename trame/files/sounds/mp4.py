"""M4A: a tree of boxes. Those that are not needed to hear the sound become empty space, where they are.

Nothing moves: the tables that say where each sample lies stay right.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from .sound import DAMAGED, Sound

VIDEO = "Ce fichier est une vidéo : gardez le son seul."
ENCODING = "Le son de ce fichier n’est pas de l’AAC : Trame ne le garde pas."
FRAGMENTED = "Cet enregistrement est en fragments : exportez-le en M4A, puis recommencez."
# Boxes that are kept, by the one that holds them; « top » is the file.
KEPT = {
    "top": {"ftyp", "moov", "mdat"},
    "moov": {"mvhd", "trak"},
    "trak": {"tkhd", "edts", "mdia"},
    "mdia": {"mdhd", "hdlr", "minf"},
    "minf": {"smhd", "dinf", "stbl"},
    "stbl": {"stsd", "stts", "stsc", "stsz", "stco", "co64", "sgpd", "sbgp"},
}
DATED = {"mvhd", "tkhd", "mdhd"}
MAX_BOXES = 500


@dataclass(frozen=True)
class Box:
    """`start` to `end` with its header; `body` is where what it says begins."""

    name: str
    start: int
    body: int
    end: int


def made_anew(content: bytes) -> tuple[Sound, list[str]]:
    made = bytearray(content)
    if any(box.name == "moof" for box in _boxes(content, 0, len(content))):
        return Sound(b"", "audio/mp4", "m4a", 0), [FRAGMENTED]
    kept = list(_kept(made, "top", 0, len(made)))
    found = {name: [box for box in kept if box.name == name] for name in ("hdlr", "mdhd", "stts", "stsd", "mdat")}
    kinds = {bytes(made[box.body + 8 : box.body + 12]) for box in found["hdlr"]}
    if kinds != {b"soun"} or len(found["hdlr"]) != 1:
        return Sound(b"", "audio/mp4", "m4a", 0), [VIDEO]
    for box in found["hdlr"]:
        _blank(made, box.body + 24, box.end)  # a name that the recorder chose
    (times,), (samples,), (description,) = found["mdhd"], found["stts"], found["stsd"]
    if not found["mdat"]:
        raise ValueError(DAMAGED)
    encoded = bytes(made[description.body + 12 : description.body + 16]) == b"mp4a"
    sound = Sound(bytes(made), "audio/mp4", "m4a", _seconds(made, times, samples))
    return sound, [] if encoded else [ENCODING]


def _boxes(content: bytes | bytearray, start: int, end: int) -> Iterator[Box]:
    """Raises ValueError when they do not fill exactly the space there is."""
    number = 0
    while start < end:
        if end - start < 8 or (number := number + 1) > MAX_BOXES:
            raise ValueError(DAMAGED)
        size, name = struct.unpack_from(">I4s", content, start)
        body = start + 8
        if size == 1:
            (size,), body = struct.unpack_from(">Q", content, body), body + 8
        size = size or end - start
        if start + size > end or start + size < body:
            raise ValueError(DAMAGED)
        yield Box(name.decode("latin-1"), start, body, start + size)
        start += size


def _kept(made: bytearray, holder: str, start: int, end: int) -> Iterator[Box]:
    """The boxes needed to hear the sound, at every depth; the others are emptied, dates are set to nothing."""
    for box in list(_boxes(made, start, end)):
        if box.name not in KEPT[holder]:
            made[box.start + 4 : box.start + 8] = b"free"
            _blank(made, box.body, box.end)
            continue
        if box.name in DATED:
            dates = 16 if made[box.body] == 1 else 8
            _blank(made, box.body + 4, min(box.body + 4 + dates, box.end))
        yield box
        if box.name in KEPT:
            yield from _kept(made, box.name, box.body, box.end)


def _blank(made: bytearray, start: int, end: int) -> None:
    made[start:end] = bytes(end - start)


def _seconds(made: bytearray, times: Box, samples: Box) -> float:
    """Counted sample by sample: what the file announces may be anything."""
    (scale,) = struct.unpack_from(">I", made, times.body + (20 if made[times.body] == 1 else 12))
    (number,) = struct.unpack_from(">I", made, samples.body + 4)
    if samples.body + 8 + 8 * number > samples.end:
        raise ValueError(DAMAGED)
    pairs = struct.iter_unpack(">II", made[samples.body + 8 : samples.body + 8 + 8 * number])
    total: int = sum(count * each for count, each in pairs)
    if total == 0:
        raise ValueError(DAMAGED)
    return float(total / scale)
