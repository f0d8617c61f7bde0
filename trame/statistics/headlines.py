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


def _headline(figure: Figure, filters: Filters, **own: str) -> Headline:
    words = {"label": figure.label, "value": number(figure.n)}
    return Headline(code=figure.code, **(origin_of(figure, filters) | words | own))


def origin_of(figure: Figure, filters: Filters) -> dict[str, str]:
    """Where a figure comes from: definition, numerator, denominator, what is not stated, period and source."""
    stated = f"{plural_unit(figure)} où la réponse est connue" if figure.indicator.dimension else plural_unit(figure)
    return {
        "definition": figure.indicator.definition,
        "numerator": stated,
        "denominator": f"{number(figure.d)} : {figure.base[:1].lower()}{figure.base[1:]}",
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
