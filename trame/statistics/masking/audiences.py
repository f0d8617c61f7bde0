"""Audiences: who coordinates a network, who administers the instance, everybody; and which structures each hears of."""

import datetime as dt
import time
from functools import lru_cache

from django.conf import settings

from trame.people import access
from trame.people.models import Membership, Network, Organisation
from trame.people.readers import Reader

from ..contributions import members_of
from .dimensions import Dimension
from .disclosure import Disclosure, Facts, disclose
from .guard import Guard
from .tables import Audience, brought_to


def network_audience(reader: Reader, *, network_id: int, year: int) -> Audience:
    """No structure, hence nothing told, for who does not coordinate the network today."""
    coordinated = Network.objects.coordinated_by(reader).filter(pk=network_id).exists()
    members = members_of(network_id, dt.date(year, 1, 1), dt.date(year, 12, 31)) if coordinated else frozenset()
    return Audience(organisation_ids=members, network_id=network_id, known=_own(reader))


def instance_audience(reader: Reader) -> Audience:
    """Every verified structure, for who administers the instance: she reads no structure's own figures."""
    verified = _verified() if access.may_administer(reader) else frozenset()
    return Audience(organisation_ids=verified, known=_own(reader))


def public_audience() -> Audience:
    """Every verified structure, when the instance has opened its figures."""
    return Audience(organisation_ids=_verified() if settings.PUBLIC_FIGURES else frozenset(), anybody=True)


def guard_of(audience: Audience) -> Guard:
    return Guard(settings.MASKING_THRESHOLD, settings.NETWORK_MIN_STRUCTURES, audience.known)


def told_of(audience: Audience, dimension: Dimension, *, year: int, today: dt.date) -> Disclosure:
    """Everything that the audience is told of a year by this dimension: a few statements, whatever is asked of it.

    What anybody may ask, as often as she likes, is decided once an hour by each process: it reads a whole year.
    """
    guard = guard_of(audience)
    if audience.anybody:
        return _of_this_hour(audience, guard, dimension, year, today, int(time.time() // SECONDS_KEPT))
    return _decided(audience, guard, dimension, year, today)


SECONDS_KEPT, MOST_KEPT = 3600, 32


def _decided(audience: Audience, guard: Guard, dimension: Dimension, year: int, today: dt.date) -> Disclosure:
    totals, cells = brought_to(audience, dimension, year)
    return disclose(Facts(totals, cells, dimension.multiple), guard, year, today)


@lru_cache(maxsize=MOST_KEPT)
def _of_this_hour(
    audience: Audience, guard: Guard, dimension: Dimension, year: int, today: dt.date, hour: int
) -> Disclosure:
    return _decided(audience, guard, dimension, year, today)


def _own(reader: Reader) -> frozenset[int]:
    """Past memberships too: leaving a structure does not forget its figures."""
    own = Membership.objects.of_user(getattr(reader, "pk", None) or 0)
    return frozenset(own.values_list("organisation_id", flat=True))


def _verified() -> frozenset[int]:
    return frozenset(Organisation.objects.verified().values_list("pk", flat=True))
