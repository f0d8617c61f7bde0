"""Where the phrases of the tests are said: Awa's places and tags at La Navette, on Tuesday 3 March 2026."""

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.cast import Cast, activity, place
from trame.activity.phrase import Understood, understand
from trame.activity.surroundings import surroundings_of
from trame.directory.models import Presence
from trame.people.models import User

TODAY = dt.date(2026, 3, 3)
Said = dict[str, Any]


def furnish(cast: Cast) -> None:
    """Awa works at the library; her structure has five other places, of which one is closed; and four tags."""
    navette, by = cast.navette, cast.awa_at_navette
    Presence.objects.create(place=cast.library, membership=by)
    place(navette, "Mairie de Noyal-Pontivy", "56151")
    place(navette, "Centre social Les Tisserands", "56178")
    place(navette, "Espace France Services de Cléguérec", "56041")
    place(navette, "Salle du Moulin", "22136")
    place(navette, "Foyer Les Goélands", "56178", closed_on=dt.date(2026, 1, 31))
    activity(by, cast.library, tags=("seniors", "prêt de matériel", "été jeunes", "bus numérique"))


def read(phrase: str, user: User | None) -> Understood:
    return understand(phrase, surroundings_of(phrase, user=user, today=TODAY))


def as_said(understood: Understood) -> Said:
    """One entry for each thing understood; a topic, a tag, a counter is a thing."""
    said: Said = {
        "kind": understood.kind,
        "date": understood.date.isoformat() if understood.date else "",
        "minutes": understood.minutes,
        "channel": understood.channel,
        "place": understood.place_name,
        "commune": understood.commune_code,
        "participants": understood.anonymous_total,
        "redirection": understood.redirection,
        "redirected": "no" if understood.redirected is False else "",
        "title": understood.title,
        "autonomy": understood.autonomy,
        "level": understood.level,
        "residence": understood.residence,
        "preparation_minutes": understood.preparation_minutes,
        "travel_minutes": understood.travel_minutes,
        **understood.facets,
        **{name: number for name, number in understood.counters.items()},
    }
    lists = {"topic": understood.topics, "material": understood.materials, "tag": understood.tags}
    for name, values in (lists | {"half_days": understood.half_days}).items():
        said |= {f"{name} {value}": True for value in values}
    for procedure in understood.procedures:
        parts = {name: getattr(procedure, name) for name in ("operator", "outcome", "manner", "mandate")}
        said |= {f"{name} {code}": True for name, code in parts.items() if code}
    return {name: str(value) for name, value in said.items() if value not in (None, "")}


def corpus(path: Path) -> Iterator[tuple[str, Said]]:
    """(phrase, what a person understands of it)."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            yield row["phrase"], _expected(row)


_PLAIN = ("kind", "date", "minutes", "channel", "place", "commune", "participants", "redirection")
_MARKS = ("operator", "outcome", "manner", "mandate", "half_days")


def _expected(row: dict[str, str]) -> Said:
    said: Said = {name: row[name] for name in _PLAIN if row[name]}
    said |= {f"topic {code}": "True" for code in row["topics"].split()}
    said |= {f"material {code}": "True" for code in row["materials"].split()}
    said |= {f"tag {tag}": "True" for tag in row["tags"].split(" | ") if tag}
    for counted in row["counters"].split():
        name, number = counted.split("=")
        said[f"anonymous_{name}"] = number
    for more in filter(None, row["more"].split(" | ")):
        name, value = more.split("=", 1)
        said |= {f"{name} {value}": "True"} if name in _MARKS else {name: value}
    return said
