"""Projections: from longitude and latitude (degrees, WGS 84) to a flat plane where contours are drawn.

Metropolitan France is one plane, Lambert-93 (EPSG:2154). Each overseas département is a plane of its own, named by its
code: equirectangular, true to scale along the middle latitude of the département, which is small enough for it.
Coordinates are whole numbers of UNIT metres, x to the east and y to the SOUTH, as SVG has them.
"""

import math
from collections.abc import Callable

METROPOLE = "metropole"
UNIT = 50  # metres: a point moves by 35 m at most, less than one pixel of a département; the source is simpler still

Point = tuple[int, int]
Projection = Callable[[float, float], tuple[float, float]]

# Lambert-93: the parameters of its definition (GRS 80; parallels 44° and 49°; origin 46.5° N, 3° E).
_ECCENTRICITY = math.sqrt(2 / 298.257222101 - 1 / 298.257222101**2)
_SEMI_MAJOR = 6_378_137.0
_PARALLELS = (math.radians(44), math.radians(49))
_ORIGIN = (math.radians(3), math.radians(46.5))
_FALSE_ORIGIN = (700_000.0, 6_600_000.0)
_METRES_OF_A_DEGREE = math.radians(6_371_008.8)


def plane_of(departement: str) -> str:
    """Overseas codes have three characters: « 974 »; Corsica's « 2A » is with the mainland."""
    return departement if len(departement) > 2 else METROPOLE


def lambert_93(longitude: float, latitude: float) -> tuple[float, float]:
    """Metres to the east and to the north, as any map of IGN gives them."""
    radius = _SCALE * _conformal(math.radians(latitude)) ** _CONE
    angle = _CONE * (math.radians(longitude) - _ORIGIN[0])
    top = _FALSE_ORIGIN[1] + _SCALE * _conformal(_ORIGIN[1]) ** _CONE
    return _FALSE_ORIGIN[0] + radius * math.sin(angle), top - radius * math.cos(angle)


def around(latitude: float) -> Projection:
    """Metres from the equator and the meridian of Greenwich, true to scale along `latitude`."""
    shrunk = _METRES_OF_A_DEGREE * math.cos(math.radians(latitude))
    return lambda x, y: (x * shrunk, y * _METRES_OF_A_DEGREE)


def snapped(projection: Projection, longitude: float, latitude: float) -> Point:
    """The same point always gives the same whole numbers, whatever the commune it bounds: neighbours stay joined."""
    east, north = projection(longitude, latitude)
    return round(east / UNIT), -round(north / UNIT)


def _conformal(latitude: float) -> float:
    """exp(−isometric latitude) on the ellipsoid."""
    sine = _ECCENTRICITY * math.sin(latitude)
    return math.tan(math.pi / 4 - latitude / 2) * math.pow((1 + sine) / (1 - sine), _ECCENTRICITY / 2)


def _parallel(latitude: float) -> float:
    """Radius of the parallel, over the semi-major axis."""
    return math.cos(latitude) / math.sqrt(1 - (_ECCENTRICITY * math.sin(latitude)) ** 2)


_SOUTH, _NORTH = _PARALLELS
_CONE = math.log(_parallel(_SOUTH) / _parallel(_NORTH)) / math.log(_conformal(_SOUTH) / _conformal(_NORTH))
_SCALE = _SEMI_MAJOR * _parallel(_SOUTH) / (_CONE * _conformal(_SOUTH) ** _CONE)
