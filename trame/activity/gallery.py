"""The gallery of moments: a page of those a structure keeps, and how many by year; as many queries however many."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.urls import reverse

from trame.people.current import current_organisation
from trame.people.models import User
from trame.ui.typography import typeset

from . import access, openings
from .models import Activity, Moment, MomentKind
from .models.moment import MomentQuerySet

PAGE_LENGTH = 24
WORDS = {MomentKind.SENTENCE: "Phrases", MomentKind.PHOTO: "Photos", MomentKind.VOICE: "Notes vocales"}


def lasting(seconds: int) -> str:
    """« 48 s », « 1 min 12 s »."""
    minutes, rest = divmod(seconds, 60)
    said = [f"{minutes}\u00a0min"] if minutes else []
    return " ".join([*said, f"{rest}\u00a0s"] if rest or not minutes else said)


def quoted(sentence: str) -> str:
    """In quotation marks, once: those that were typed around the whole of it are replaced.

    >>> quoted('"Un mot"')
    '«\\u202fUn mot\\u202f»'
    """
    bare = sentence.strip()
    for opening, closing in (("«", "»"), ("“", "”"), ('"', '"')):
        inside = bare[1:-1]
        if len(bare) > 1 and bare[0] == opening and bare[-1] == closing and not {opening, closing} & set(inside):
            bare = inside.strip()
    return typeset(f"« {bare} »")


@dataclass(frozen=True)
class Choice:
    """A link that narrows the gallery: its word, how many it shows, its address."""

    word: str
    number: int
    address: str
    chosen: bool


@dataclass(frozen=True)
class Gallery:
    """`years` and `kinds` are the ways to narrow it; `page` holds the moments shown."""

    years: list[Choice]
    kinds: list[Choice]
    page: Page[Moment]
    newer: str
    older: str


def gallery_of(moments: MomentQuerySet, params: Mapping[str, str]) -> Gallery:
    """What the address asks for: `annee`, `nature`, `page`; whatever it does not understand narrows nothing."""
    said = params.get("annee", "")
    year = int(said) if said.isascii() and said.isdigit() and len(said) == 4 else None
    kind = params.get("nature", "") if params.get("nature", "") in MomentKind.values else ""
    by_year, by_kind = _numbers(moments)
    found = moments.filter(activity__date__year=year) if year in by_year else moments
    year = year if year in by_year else None
    found = found.filter(kind=kind) if kind else found
    page = Paginator(found.with_what_they_show(), PAGE_LENGTH).get_page(params.get("page", "1"))
    return Gallery(
        years=[
            Choice("Toutes les années", sum(by_year.values()), _address(None, kind), chosen=year is None),
            *(Choice(str(one), by_year[one], _address(one, kind), chosen=year == one) for one in by_year),
        ],
        kinds=[
            Choice("Tout", sum(by_kind[year].values()), _address(year, ""), chosen=not kind),
            *(
                Choice(word, number, _address(year, one.value), chosen=kind == one)
                for one, word in WORDS.items()
                if (number := by_kind[year].get(one.value, 0)) or kind == one
            ),
        ],
        page=page,
        newer=_address(year, kind, page.previous_page_number()) if page.has_previous() else "",
        older=_address(year, kind, page.next_page_number()) if page.has_next() else "",
    )


def _numbers(moments: MomentQuerySet) -> tuple[dict[int, int], dict[int | None, dict[str, int]]]:
    """How many by year, the last first; and by kind, for each year and for all (None)."""
    counted = moments.order_by().values("kind", year=ExtractYear("activity__date")).annotate(n=Count("pk"))
    by_year: dict[int, int] = {}
    by_kind: dict[int | None, dict[str, int]] = {None: {}}
    for row in sorted(counted, key=lambda row: -row["year"]):
        by_year[row["year"]] = by_year.get(row["year"], 0) + row["n"]
        for year in (None, row["year"]):
            kinds = by_kind.setdefault(year, {})
            kinds[row["kind"]] = kinds.get(row["kind"], 0) + row["n"]
    return by_year, by_kind


def _address(year: int | None, kind: str, page: int = 1) -> str:
    query = QueryDict(mutable=True)
    query.update(
        {
            **({"annee": str(year)} if year else {}),
            **({"nature": kind} if kind else {}),
            **({"page": str(page)} if page > 1 else {}),
        }
    )
    return reverse("activity:moments") + (f"?{query.urlencode()}" if query else "")


def on_its_activity(request: HttpRequest, activity: Activity) -> str:
    """What the page of an activity shows of its moments: themselves, or how many there are."""
    moments = Moment.objects.visible_to(request.user).filter(activity=activity)
    sees_names = access.may_see_names(request.user, activity.organisation_id)
    shown = list(moments.with_what_they_show().order_by("created_at", "pk")) if sees_names else []
    if shown and isinstance(request.user, User):
        openings.moments_opened(request.user, activity)
    number = len(shown) if sees_names else moments.count()
    context = {"moments": shown, "number": number, "sees_names": sees_names, "activity": activity}
    return render_to_string("activity/moments/of_activity.html", context, request)


def entrance(request: HttpRequest, filters: object) -> str:
    """The way to the gallery, from the list of activities."""
    if not isinstance(request.user, User) or current_organisation(request.user) is None:
        return ""
    return render_to_string("activity/moments/entrance.html", {}, request)
