"""The woven chart: the length of a weft is the number."""

import pytest

from trame.ui.documents.weaving import LENGTH, woven


def test_the_longest_weft_ends_at_the_full_length_and_the_others_in_proportion() -> None:
    wefts = woven([50, 100, 25]).wefts
    assert [weft[-1].x + weft[-1].width for weft in wefts] == pytest.approx([LENGTH / 2, LENGTH, LENGTH / 4])


def test_a_zero_has_no_weft() -> None:
    assert woven([0, 3]).wefts[0] == []
    assert woven([0, 0]).wefts == [[], []]


def test_threads_never_cover_each_other() -> None:
    weave = woven([118, 109, 142, 96, 41])
    wefts = [piece for weft in weave.wefts for piece in weft]
    for warp in weave.warp:
        for weft in wefts:
            apart_x = warp.x >= weft.x + weft.width or weft.x >= warp.x + warp.width
            apart_y = warp.y >= weft.y + weft.height or weft.y >= warp.y + warp.height
            assert apart_x or apart_y, (warp, weft)


def test_a_warp_thread_passes_over_one_weft_and_under_the_next() -> None:
    weave = woven([100, 100, 100, 100])
    first = [piece for piece in weave.warp if piece.x == 8.0]
    assert [(piece.y, piece.height) for piece in first] == [(0.0, 14.0), (37.0, 45.0), (105.0, 47.0)]


def test_the_end_of_a_weft_is_never_hidden() -> None:
    lengths = [489.0, *(float(length) for length in range(1, 490, 7))]
    ends = [weft[-1].x + weft[-1].width for weft in woven(lengths).wefts]
    assert ends == pytest.approx(lengths)
