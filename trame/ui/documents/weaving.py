"""The woven chart: one weft per row, as long as its number, passing over and under a fixed warp.

Worked out once, in units, for HTML (SVG) and Typst alike. Rows are `PITCH` high; the longest weft is `LENGTH` long.
"""

from __future__ import annotations

from dataclasses import dataclass, field

LENGTH = 489.0
PITCH = 34.0
_WEFT_TOP, _WEFT_HEIGHT = 16.0, 19.0
_WARP_START, _WARP_STEP, _WARP_WIDTH, _WARPS = 8.0, 26.0, 11.0, 19
_GAP = 2.0  # paper left on each side of the thread that passes over


@dataclass(frozen=True)
class Thread:
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Weave:
    """`wefts` has one list of pieces per row, in the order given."""

    height: float
    warp: list[Thread] = field(default_factory=list)
    wefts: list[list[Thread]] = field(default_factory=list)


def woven(lengths: list[float]) -> Weave:
    """The threads for numbers >= 0; the largest is drawn `LENGTH` long."""
    longest = max(lengths, default=0.0) or 1.0
    ends = [round(LENGTH * length / longest, 2) for length in lengths]
    height = PITCH * len(ends) + _GAP * 8
    warp = [thread for position in range(_WARPS) for thread in _warp(position, ends, height)]
    return Weave(height, warp, [_weft(row, end) for row, end in enumerate(ends)])


def _crosses(position: int, end: float) -> bool:
    return end > _WARP_START + _WARP_STEP * position - _GAP


def _over(row: int, position: int, end: float) -> bool:
    """Whether a weft hides a warp thread: every other time, and wherever it ends, so that its end is seen."""
    after = _WARP_START + _WARP_STEP * position + _WARP_WIDTH + _GAP
    return (row + position) % 2 == 0 or end <= after


def _warp(position: int, ends: list[float], height: float) -> list[Thread]:
    x = _WARP_START + _WARP_STEP * position
    pieces, top = [], 0.0
    for row, end in enumerate(ends):
        if _crosses(position, end) and _over(row, position, end):
            weft = PITCH * row + _WEFT_TOP
            pieces.append(Thread(x, top, _WARP_WIDTH, weft - _GAP - top))
            top = weft + _WEFT_HEIGHT + _GAP
    pieces.append(Thread(x, top, _WARP_WIDTH, height - top))
    return pieces


def _weft(row: int, end: float) -> list[Thread]:
    y = PITCH * row + _WEFT_TOP
    pieces, start = [], 0.0
    for position in range(_WARPS):
        if _crosses(position, end) and not _over(row, position, end):
            under = _WARP_START + _WARP_STEP * position - _GAP
            pieces.append((start, under))
            start = under + _WARP_WIDTH + 2 * _GAP
    pieces.append((start, end))
    return [Thread(left, y, round(right - left, 2), _WEFT_HEIGHT) for left, right in pieces if right > left]
