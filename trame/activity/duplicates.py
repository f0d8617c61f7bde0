"""Files that may be one person's: compared within small blocks that share a telephone, an e-mail, or a way to be named.

Never everybody with everybody: a block larger than WINDOW is sorted by name and each file meets its neighbours only.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from .likeness import Likeness, Traits, likeness, sound, words_of
from .models import Beneficiary, DistinctPeople
from .models.beneficiary import BeneficiaryQuerySet

WINDOW = 24
MAX_SHOWN = 60
MAX_WORDS = 5
# As Traits has them.
READ = ("pk", "name", "birth_year", "gender", "phone", "email", "residence_id")

Pair = tuple[int, int]


@dataclass(frozen=True)
class Resembling:
    """Two files, the one to keep first, and why they look alike."""

    kept: Beneficiary
    other: Beneficiary
    likeness: Likeness


def find_duplicates(organisation_id: int) -> list[Resembling]:
    """The pairs of an organisation that are plausible and that nobody refused, the most alike first; a bounded list."""
    people = _traits(Beneficiary.objects.of(organisation_id))
    refused = refusals(organisation_id)
    found: list[tuple[Likeness, Pair]] = []
    for pair in candidates(people.values()):
        alike = likeness(people[pair[0]], people[pair[1]])
        if alike.plausible and pair not in refused:
            found.append((alike, pair))
    found.sort(key=lambda one: (-one[0].points, one[1]))
    shown = found[:MAX_SHOWN]
    seen = Beneficiary.objects.of(organisation_id).with_accompaniments().select_related("residence")
    by_pk = {person.pk: person for person in seen.filter(pk__in={pk for _, pair in shown for pk in pair})}
    return [Resembling(*_kept_first(by_pk[a], by_pk[b]), alike) for alike, (a, b) in shown]


def resembling(people: BeneficiaryQuerySet, wanted: Traits, limit: int = 3) -> list[tuple[Beneficiary, Likeness]]:
    """Among `people`, those who may be `wanted`, the most alike first: asked before a file is opened."""
    traits = _traits(people)
    near = {pk for pair in candidates([*traits.values(), wanted], only=wanted.pk) for pk in pair} - {wanted.pk}
    scored = [(likeness(wanted, traits[pk]), pk) for pk in near]
    best = sorted(((alike, pk) for alike, pk in scored if alike.plausible), key=lambda one: (-one[0].points, one[1]))
    by_pk = people.with_accompaniments().in_bulk([pk for _, pk in best[:limit]])
    return [(by_pk[pk], alike) for alike, pk in best[:limit] if pk in by_pk]


def candidates(people: Iterable[Traits], *, only: int | None = None) -> set[Pair]:
    """The pairs (lowest id first) worth comparing; `only`: those of this one."""
    blocks: dict[tuple[str, ...], list[Traits]] = defaultdict(list)
    for person in people:
        for key in set(_keys(person)):
            blocks[key].append(person)
    pairs: set[Pair] = set()
    for block in blocks.values():
        if len(block) > 1 and (only is None or any(person.pk == only for person in block)):
            pairs.update(_within(block))
    return {pair for pair in pairs if only in pair} if only is not None else pairs


def _keys(person: Traits) -> Iterator[tuple[str, ...]]:
    if person.phone:
        yield "phone", person.phone
    if person.email:
        yield "email", person.email.lower()
    words = words_of(person.name)
    if not words:
        return
    heard = sorted(sound(word) for word in words)
    yield "heard", *heard
    for two in combinations([word[:3] for word in heard[:MAX_WORDS]], 2):  # a third name does not part two files
        yield "starts", *two
    initials = "".join(sorted(word[:1] for word in heard))
    if person.birth_year:
        yield "born", initials, str(person.birth_year)
    if person.residence:
        yield "lives", initials, person.residence


def _within(block: list[Traits]) -> Iterator[Pair]:
    """Every pair of a small block; in a large one, each with its neighbours by name."""
    ordered = sorted(block, key=lambda person: (words_of(person.name), person.birth_year or 0, person.pk))
    for rank, person in enumerate(ordered):
        for other in ordered[rank + 1 : rank + WINDOW]:
            yield (person.pk, other.pk) if person.pk < other.pk else (other.pk, person.pk)


def refusals(organisation_id: int) -> set[Pair]:
    """The pairs said to be two people; what was said of a file holds for the one it was merged into."""
    merged = Beneficiary.objects.filter(organisation=organisation_id).exclude(merged_into=None)
    into = {pk: kept for pk, kept in merged.values_list("pk", "merged_into") if kept is not None}
    said = DistinctPeople.objects.filter(organisation=organisation_id).values_list("first", "second")
    pairs = [sorted((_followed(into, first), _followed(into, second))) for first, second in said]
    return {(first, second) for first, second in pairs}


def _followed(into: dict[int, int], pk: int) -> int:
    """The file into which this one was merged, and that one in turn."""
    while pk in into:
        pk = into[pk]
    return pk


def traits_of(person: Beneficiary) -> Traits:
    return Traits(*(getattr(person, name) for name in READ))


def _traits(people: BeneficiaryQuerySet) -> dict[int, Traits]:
    return {row[0]: Traits(*row) for row in people.values_list(*READ)}


def _kept_first(one: Beneficiary, other: Beneficiary) -> tuple[Beneficiary, Beneficiary]:
    """The one who came most often is kept, else the oldest file."""
    ordered = sorted((one, other), key=lambda person: (-getattr(person, "accompaniments", 0), person.pk))
    return ordered[0], ordered[1]
