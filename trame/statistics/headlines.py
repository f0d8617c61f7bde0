"""The six large figures, each with where it comes from."""

from collections.abc import Mapping

from trame.ui.charts import Headline
from trame.ui.typography import NBSP, hours, number, percent, plural, signed_percent
from trame.ui.typography import period as period_words

from .figures import Figure
from .filters import Filters

Figures = Mapping[str, Figure]


def headlines(figures: Figures, before: Figures, filters: Filters) -> list[Headline]:
    """`before`: some of the same figures one year earlier, or nothing to compare with."""
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
        _headline(figures[code], filters, **words, **_compared(code, figures, before, filters))
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
    worth = [
        figures[code] for code in codes if figures[code].n or (figures[code].d and figures[code].indicator.is_part)
    ]
    return [_headline(figure, filters, **_detail(figure)) for figure in worth]


def _detail(figure: Figure) -> dict[str, str]:
    if figure.code == "skill_progress":
        noted = f"{'des' if figure.d > 1 else 'de'} {plural(figure.d, 'accompagnement')}"
        return {"comparison": percent(figure.n, figure.d), "detail": f"{noted} où elle est notée avant et après"}
    if figure.code == "half_days":
        return {"detail": f"d’après {plural(figure.d - figure.unknown, 'activité')} sur {number(figure.d)}"}
    return {}


def _headline(figure: Figure, filters: Filters, **own: str) -> Headline:
    words = {"label": figure.label, "value": number(figure.n)}
    return Headline(code=figure.code, **(origin_of(figure, filters) | words | own))


def origin_of(figure: Figure, filters: Filters) -> dict[str, str]:
    """Where a figure comes from: definition, numerator, denominator, what is not stated, period and source."""
    stated = f"{plural_unit(figure)} où la réponse est connue" if figure.indicator.dimension else plural_unit(figure)
    base = number(figure.d)
    if figure.unit == "minutes" and figure.indicator.dimension:
        stated, base = hours(figure.n), hours(figure.d)
    return {
        "definition": figure.indicator.definition,
        "numerator": stated,
        "denominator": f"{base} : {figure.base[:1].lower()}{figure.base[1:]}",
        "unknown": f"{number(figure.unknown)}. {figure.indicator.unknown_rule}" if figure.unknown else "Aucun.",
        "period": period_words(filters.period.start, filters.period.end),
        "source": f"Trame, saisies de {filters.organisation.name}",
    }


def origin_lines(figure: Figure, filters: Filters) -> list[tuple[str, str]]:
    """The same, as the (term, text) lines of « D’où vient ce chiffre ? »."""
    return Headline(code=figure.code, label=figure.label, value="", **origin_of(figure, filters)).origin


def plural_unit(figure: Figure) -> str:
    """« 388 accompagnements », « 1 personne »: units are declared in the plural."""
    return plural(figure.n, figure.unit.removesuffix("s"), figure.unit)


def _hours(minutes: int) -> dict[str, str]:
    """« 746 » and « h 30 », so that the number alone is large."""
    value, _, unit = hours(minutes).partition(NBSP)
    return {"value": value, "unit": unit}


def _compared(code: str, figures: Figures, before: Figures, filters: Filters) -> dict[str, str]:
    if code not in before:
        return {}
    earlier = before[code].n
    words = hours(earlier) if code == "minutes" else number(earlier)
    start, end = filters.period.before
    when = f"en {end.year}" if start.year == end.year else "un an avant"
    return {"comparison": signed_percent(figures[code].n, earlier), "detail": f"contre {words} {when}"}
