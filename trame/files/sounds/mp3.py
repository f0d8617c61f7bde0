"""MP3: a sequence of frames, each of which announces its own length; whatever is not a frame is left out."""

from dataclasses import dataclass

from .sound import DAMAGED, Sound

# By version of MPEG (3: version 1, 2: version 2, 0: version 2.5), layer III.
RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
FIRST = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
OTHER = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
LAYER_III = 1
FEWEST_FRAMES = 10  # a quarter of a second
ID3_HEADER = 10


@dataclass(frozen=True)
class Frame:
    length: int
    version: int
    rate: int

    @property
    def seconds(self) -> float:
        return (1152 if self.version == 3 else 576) / self.rate


def made_anew(content: bytes) -> tuple[Sound, list[str]]:
    """The frames alone, in their order. What is not one must be less than half of what follows the ID3 tags."""
    position = start = _after_id3(content)
    kept, seconds, number = bytearray(), 0.0, 0
    while position < len(content):
        frame = _frame_at(content, position)
        if frame is None or not _followed(content, position + frame.length, frame):
            position = _next_sync(content, position + 1)
            continue
        kept += content[position : position + frame.length]
        seconds, number = seconds + frame.seconds, number + 1
        position += frame.length
    if number < FEWEST_FRAMES or 2 * len(kept) < len(content) - start:
        raise ValueError(DAMAGED)
    return Sound(bytes(kept), "audio/mpeg", "mp3", seconds), []


def begins_with_a_frame(content: bytes) -> bool:
    frame = _frame_at(content, 0)
    return frame is not None and _frame_at(content, frame.length) is not None


def _frame_at(content: bytes, position: int) -> Frame | None:
    header = content[position : position + 4]
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE0 != 0xE0:
        return None
    version, layer = header[1] >> 3 & 3, header[1] >> 1 & 3
    bitrate, rate, padding = header[2] >> 4, header[2] >> 2 & 3, header[2] >> 1 & 1
    if version not in RATES or layer != LAYER_III or bitrate in (0, 15) or rate == 3:
        return None
    bits = (FIRST if version == 3 else OTHER)[bitrate] * 1000
    hertz = RATES[version][rate]
    length = (144 if version == 3 else 72) * bits // hertz + padding
    return Frame(length, version, hertz) if position + length <= len(content) else None


def _followed(content: bytes, position: int, frame: Frame) -> bool:
    """Whether another frame of the same sound follows, or nothing but tags: two bytes alone look like a frame."""
    following = _frame_at(content, position)
    if following is not None:
        return (following.version, following.rate) == (frame.version, frame.rate)
    tail = content[position : position + 8]
    return not tail.strip(b"\x00") or tail.startswith((b"TAG", b"APETAGEX", b"LYRICS", b"ID3", b"3DI"))


def _next_sync(content: bytes, position: int) -> int:
    found = content.find(b"\xff", position)
    return len(content) if found < 0 else found


def _after_id3(content: bytes) -> int:
    """The end of the ID3 tags that precede the sound."""
    position = 0
    while content.startswith(b"ID3", position):
        size = content[position + 6 : position + ID3_HEADER]
        footer = ID3_HEADER if content[position + 5] & 0x10 else 0
        position += ID3_HEADER + footer + sum((byte & 0x7F) << 7 * (3 - rank) for rank, byte in enumerate(size))
    return position
