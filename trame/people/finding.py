"""Finding a structure to ask: by words of its name, by its commune or by its SIRET; only verified structures."""

from collections.abc import Sequence
from dataclasses import dataclass

from trame.reference.search import search_key

from .identifiers import clean_siret
from .models import Network, NetworkMembership, Organisation

SHORTEST, LONGEST, MOST_FOUND = 3, 100, 20
SIRET_DIGITS = 14


@dataclass(frozen=True)
class Found:
    """A structure as anybody may know it: its name and its commune, nothing of its people. `known`: asked already."""

    pk: int
    name: str
    commune: str
    known: bool


def find_structures(text: str, network: Network) -> tuple[Sequence[Found], bool]:
    """At most 20 structures, by name, and whether there are more.

    A structure is found when each word typed begins a word of its name or of its commune. The names are read and
    compared here, without accents: they are hundreds, not hundreds of thousands.
    """
    verified = Organisation.objects.verified().order_by("name", "pk")
    siret = clean_siret(text)
    if len(siret) == SIRET_DIGITS and siret.isdigit():
        verified = verified.filter(siret=siret)
        typed: list[str] = []
    else:
        typed = search_key(text).split()
    rows = verified.values_list("pk", "name", "commune__name", "commune__search_key")
    matching = [(pk, name, commune) for pk, name, commune, key in rows if _matches(typed, f"{search_key(name)} {key}")]
    shown = matching[:MOST_FOUND]
    known = set(
        NetworkMembership.objects.filter(
            network=network, organisation__in=[pk for pk, _, _ in shown], ends_on=None, refused_at=None
        ).values_list("organisation_id", flat=True)
    )
    return [Found(pk, name, commune, pk in known) for pk, name, commune in shown], len(matching) > MOST_FOUND


def _matches(typed: list[str], key: str) -> bool:
    words = key.split()
    return all(any(word.startswith(begun) for word in words) for begun in typed)
