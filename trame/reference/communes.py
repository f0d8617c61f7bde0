"""Finding a commune from what somebody types: a name without accents, a postal code, an Insee code, a former name.

Nothing here needs an extension of PostgreSQL: names carry a `search_key` sorted COLLATE "C", whose index serves the
beginning of the name; the beginning of another word is looked for by reading the 35,000 keys (a few milliseconds).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.expressions import OrderBy

from .models import Commune, FormerCommune, PostalCode
from .search import search_key

MAX_OPTIONS = 12
SHORTEST_QUERY = 2
LONGEST_QUERY = 100

INSEE_CODE = re.compile(r"(?:\d{2}|2[AB])\d{3}")
BEGUN_CODE = re.compile(r"(?:\d{2}|2[AB])\d{0,3}")
TYPED_POSTAL_CODE = re.compile(r"\b\d{3,5}\b")

HomeDepartement = Callable[[Any], str | None]
_home_departement: list[HomeDepartement] = []


@dataclass(frozen=True)
class CommuneOption:
    """One proposal of the combobox: `value` is the Insee code, `label` what is chosen, `detail` what tells it apart."""

    value: str
    label: str
    detail: str


def register_home_departement(home: HomeDepartement) -> None:
    """`home(reader)` gives the Insee code of the département shown first, or None; the last one registered wins."""
    _home_departement[:] = [home]


def home_departement(reader: Any) -> str | None:
    return _home_departement[0](reader) if _home_departement else None


def find_communes(text: str, *, home: str | None = None) -> list[CommuneOption]:
    """At most 12 communes for `text`, in at most four queries.

    A number: the communes of this postal code, then of this Insee code. A name: the exact name, then those of
    département `home`, then the beginning of the name before the beginning of a word, then the most populated; former
    names come last. « saint denis 974 » narrows a name by the beginning of a postal code.
    """
    text = text.strip()[:LONGEST_QUERY]
    if BEGUN_CODE.fullmatch(text.upper()):
        return _numbered(text.upper(), home)
    number = TYPED_POSTAL_CODE.search(text)
    key = search_key(TYPED_POSTAL_CODE.sub(" ", text))
    if len(key) < SHORTEST_QUERY:
        return []
    named = _named(key)
    if number:
        return _options(named.filter(pk__in=_with_postal_code(number.group())), home, key)
    found = _options(named, home, key)
    return found + _former(key, home, MAX_OPTIONS - len(found))


def commune_of_code(code: str) -> Commune | None:
    """The commune of an Insee code, or the one that took over a former code."""
    if not INSEE_CODE.fullmatch(code):
        return None
    former = FormerCommune.objects.filter(pk=code).values("commune")
    return Commune.objects.filter(pk=code).first() or Commune.objects.filter(pk__in=former).first()


def resolve_commune(text: str) -> Commune | None:
    """The one commune that a typed `text` can only mean; None when unknown or ambiguous.

    An Insee code (former ones too), a postal code with one commune, « Nom (code postal) », or a name, present or
    former, that one commune bears. Half of the postal codes are also the Insee code of some other place (29100 is
    Douarnenez or Lanarvily), so such a number alone is ambiguous. A code chosen in the list is not typed text: ask
    `commune_of_code`.
    """
    return found[0] if len(found := possible_communes(text)) == 1 else None


def possible_communes(text: str) -> list[Commune]:
    """Every commune that a typed `text` can mean exactly, in code order; at most 12."""
    text = text.strip()[:LONGEST_QUERY]
    number = TYPED_POSTAL_CODE.search(text)
    name = search_key(TYPED_POSTAL_CODE.sub(" ", text))
    communes = Commune.objects.prefetch_related("postal_codes").order_by("pk")
    if INSEE_CODE.fullmatch(text.upper()):
        code = text.upper()
        former = FormerCommune.objects.filter(pk=code).values("commune")
        wanted = Q(pk=code) | Q(pk__in=former) | Q(pk__in=_with_postal_code(code))
        return list(communes.filter(wanted)[:MAX_OPTIONS])
    if number:
        return list(communes.filter(search_key=name, pk__in=_with_postal_code(number.group()))[:MAX_OPTIONS])
    former = FormerCommune.objects.filter(search_key=name).exclude(search_key="").values("commune")
    return list(communes.filter(search_key=name)[:MAX_OPTIONS]) or list(communes.filter(pk__in=former)[:MAX_OPTIONS])


def commune_label(code: str) -> str:
    """« Quimper (29000) » for an Insee code; "" when no commune has it (what was typed is then shown as it is)."""
    if not INSEE_CODE.fullmatch(code):
        return ""
    commune = Commune.objects.prefetch_related("postal_codes").filter(pk=code).first()
    return label_of(commune) if commune else ""


def label_of(commune: Commune) -> str:
    """« Quimper (29000) »: the name and the lowest postal code, or the Insee code where there is none."""
    postal_codes = sorted(postal.code for postal in commune.postal_codes.all())
    return f"{commune.name} ({postal_codes[0] if postal_codes else commune.code})"


def _with_postal_code(beginning: str) -> QuerySet[PostalCode, str]:
    return PostalCode.objects.filter(code__startswith=beginning).values_list("commune_id", flat=True)


def _named(key: str) -> QuerySet[Commune]:
    return Commune.objects.filter(Q(search_key__startswith=key) | Q(search_key__contains=f" {key}"))


def _numbered(number: str, home: str | None) -> list[CommuneOption]:
    """A number read as a postal code first, since that is what people know, then as an Insee code."""
    found = _options(Commune.objects.filter(pk__in=_with_postal_code(number)), home, "")
    shown = {option.value for option in found}
    by_code = _options(Commune.objects.filter(pk__startswith=number), home, "")
    return (found + [option for option in by_code if option.value not in shown])[:MAX_OPTIONS]


def _options(communes: QuerySet[Commune], home: str | None, key: str) -> list[CommuneOption]:
    ordered = communes.order_by(
        _first(Q(search_key=key)),
        _first(Q(departement=home)),
        _first(Q(search_key__startswith=key)),
        F("population").desc(nulls_last=True),
        "pk",
    )
    found = ordered.select_related("departement").prefetch_related("postal_codes")[:MAX_OPTIONS]
    return [CommuneOption(c.pk, label_of(c), _whereabouts(c)) for c in found]


def _former(key: str, home: str | None, room: int) -> list[CommuneOption]:
    if not room:
        return []
    found = (
        FormerCommune.objects.filter(Q(search_key__startswith=key) | Q(search_key__contains=f" {key}"))
        .order_by(_first(Q(search_key=key)), _first(Q(commune__departement=home)), "search_key", "pk")
        .select_related("commune__departement")
        .prefetch_related("commune__postal_codes")[:room]
    )
    return [
        CommuneOption(f.commune_id, f"{f.name}, aujourd’hui {label_of(f.commune)}", _whereabouts(f.commune))
        for f in found
    ]


def _whereabouts(commune: Commune) -> str:
    return f"{commune.departement.name} · Insee {commune.pk}"


def _first(condition: Q) -> OrderBy:
    """Rows that satisfy `condition` come first."""
    return ExpressionWrapper(condition, output_field=BooleanField()).desc()
