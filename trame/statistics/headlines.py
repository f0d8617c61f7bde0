"""The six large figures, each with where it comes from."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from trame.ui.charts import Headline
from trame.ui.typography import (
    NBSP,
    NONE,
    decimal,
    hours,
    number,
    percent,
    plural,
    plural_word,
    points,
    signed_percent,
)
from trame.ui.typography import period as period_words

from .charting import COUNTED
from .comparing import Beside, change_of
from .declared import Reading
from .figures import Figure
from .filters import Filters

Figures = Mapping[str, Figure]


def headlines(figures: Figures, beside: Beside, filters: Filters) -> list[Headline]:
    """`beside`: some of the same figures in another period, or nothing to compare with."""
    individual, taking_part = figures["individual_activities"].n, figures["workshop_attendances"].n
    workshops, followed, first = figures["workshops"].n, figures["followed_people"], figures["first_times"]
    to_workshops = f"{plural(taking_part, 'participation')} à {plural(workshops, 'atelier')}"
    by_kind = f"{plural(individual, 'individuel')} + {plural(workshops, 'atelier')}"
    time_spent = f"{hours(figures['minutes'].n)} pour {plural(figures['activities'].n, 'activité')}"
    of_followed = (
        f"{plural(followed.d, 'accompagnement')}, plus {plural(figures['anonymous_attendances'].n, 'anonyme')}"
    )
    own: dict[str, dict[str, str]] = {
        "attendances": {"numerator": f"{plural(individual, 'individuel')} + {to_workshops}"},
        "activities": {"numerator": by_kind},
        "minutes": {"label": "Heures", "numerator": time_spent, **_hours(figures["minutes"].n)},
        "first_times": {"comparison": percent(first.n, first.d), "detail": "des accompagnements"},
        "workshops": {"label": "Ateliers", "detail": plural(taking_part, "participation"), "numerator": to_workshops},
        "followed_people": {"detail": of_followed},
    }
    return [
        _headline(figures[code], filters, **(words | _compared(figures[code], beside, words)))
        for code, words in own.items()
    ]


OF_COORDINATION = (
    "coordination_activities", "coordination_minutes", "coordination_mediators", "coordination_structures",
    "coordination_others", "coordination_participants", "coordination_partners",
)  # fmt: skip


def of_coordination(figures: Figures, filters: Filters) -> list[Headline]:
    """Those of coordination; nothing of what was never counted."""
    minutes = figures["coordination_minutes"].n
    own = {"coordination_minutes": {"label": "Heures d’animation", "numerator": hours(minutes), **_hours(minutes)}}
    return [_headline(figures[code], filters, **own.get(code, {})) for code in OF_COORDINATION if figures[code].n]


def above_charts(figures: Figures, codes: tuple[str, ...], filters: Filters) -> list[Headline]:
    """Totals above the charts of a section; nothing of what nobody has noted."""
    worth = [figures[code] for code in codes if code in figures and _is_worth_saying(figures[code])]
    return [_headline(figure, filters, **_detail(figure)) for figure in worth]


# Means of what everybody does: where there is nothing to divide, they say so.
ALWAYS_SAID = frozenset({"minutes_per_individual_activity", "minutes_per_workshop", "attendances_per_workshop"})


def _is_worth_saying(figure: Figure) -> bool:
    if figure.impossible:
        return figure.code in ALWAYS_SAID
    return bool(figure.n or (figure.d and figure.indicator.is_part))


def _detail(figure: Figure) -> dict[str, str]:
    if figure.is_ratio:
        words = ratio_in_words(figure)
        # A long unit would not hold on the line of its number: the label says it.
        return {**words, "unit": words.get("unit", "") if figure.indicator.n_unit == "minutes" else ""}
    if figure.code == "skill_progress":
        noted = f"{'des' if figure.d > 1 else 'de'} {plural(figure.d, 'accompagnement')}"
        return {"comparison": percent(figure.n, figure.d), "detail": f"{noted} où elle est notée avant et après"}
    if figure.code == "half_days":
        return {"detail": f"d’après {plural(figure.d - figure.unknown, 'activité')} sur {number(figure.d)}"}
    return {}


def _headline(figure: Figure, filters: Filters, **own: str) -> Headline:
    words = {"label": figure.label, "value": number(figure.n)}
    words["note"] = change_of(figure, filters.period, filters.comparison)
    return Headline(code=figure.code, **(origin_of(figure, filters) | words | own))


def origin_of(figure: Figure, filters: Filters) -> dict[str, str]:
    """Where a figure comes from: definition, numerator, denominator, what is not stated, period and source."""
    stated = f"{plural_unit(figure)} où la réponse est connue" if figure.indicator.dimension else plural_unit(figure)
    base = number(figure.d)
    if figure.impossible:
        return {"definition": figure.indicator.definition}
    if figure.unit == "minutes" and figure.indicator.dimension:
        stated, base = hours(figure.n), hours(figure.d)
    return {
        "definition": figure.indicator.definition,
        "numerator": stated,
        "denominator": f"{base} : {figure.base[:1].lower()}{figure.base[1:]}",
        "unknown": f"{number(figure.unknown)}. {figure.indicator.unknown_rule}" if figure.unknown else "Aucun.",
        "period": period_words(filters.period.start, filters.period.end),
        "source": f"Trame, saisies de {filters.whose}",
    }


def origin_lines(figure: Figure, filters: Filters) -> list[tuple[str, str]]:
    """The same, as the (term, text) lines of « D’où vient ce chiffre ? »."""
    return Headline(code=figure.code, label=figure.label, value="", **origin_of(figure, filters)).origin


def plural_unit(figure: Figure) -> str:
    """« 388 accompagnements », « 1 personne »: units are declared in the plural."""
    if figure.indicator.n_unit == "minutes":
        return hours(figure.n)
    return plural_of(figure.n, figure.indicator.n_unit or figure.unit)


IRREGULAR = {"lieux": "lieu"}


def plural_of(n: int, unit: str) -> str:
    return plural(n, IRREGULAR.get(unit, unit.removesuffix("s")), unit)


def ratio_in_words(figure: Figure) -> dict[str, str]:
    """« 1,7 » « séance par personne », « 42 min », « 66,7 % »; and what is divided by what."""
    if figure.impossible:
        return {"value": NONE, "detail": figure.impossible}
    if figure.indicator.reading is Reading.RATE:
        return {"value": percent(figure.n, figure.d), "detail": f"{plural_unit(figure)} sur {number(figure.d)}"}
    of = f"pour {plural(figure.d, *COUNTED[figure.indicator.base.code])}"
    mean, unit = Decimal(figure.n) / figure.d, figure.unit
    if figure.indicator.n_unit == "minutes":
        return {**_hours(int(mean.quantize(Decimal(1), ROUND_HALF_UP))), "detail": f"{hours(figure.n)} {of}"}
    first, rest = unit.split(" ", 1)
    return {
        "value": decimal(mean),
        "unit": f"{plural_word(mean, first.removesuffix('s'), first)} {rest}",
        "detail": f"{plural_unit(figure)} {of}",
    }


def _hours(minutes: int) -> dict[str, str]:
    """« 746 » and « h 30 », so that the number alone is large."""
    value, _, unit = hours(minutes).partition(NBSP)
    return {"value": value, "unit": unit}


def _compared(figure: Figure, beside: Beside, words: dict[str, str]) -> dict[str, str]:
    """« +11,7 % contre 1 149 en 2024 »; after what it says already, where it says something."""
    earlier = beside.of(figure)
    if earlier is None or beside.comparison is None:
        return {}
    when = beside.comparison.when
    if words.get("comparison"):
        change, then = points(figure.n, figure.d, earlier.n, earlier.d), percent(earlier.n, earlier.d)
    else:
        then = hours(earlier.n) if figure.unit == "minutes" else number(earlier.n)
        change = signed_percent(figure.n, earlier.n)
    if "detail" not in words:
        return {"comparison": change, "detail": f"contre {then} {when}"}
    return {"detail": f"{words['detail']} · {change} contre {then} {when}"}
