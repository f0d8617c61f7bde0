"""Tags and filters of every template (declared as builtins in the settings)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from trame.ui import charts, forms, maps, slots, typography, weave
from trame.ui.icons import icon as draw_icon

register = template.Library()

register.filter("number", typography.number)
register.filter("decimal", typography.decimal)
register.filter("percent", typography.percent)
register.filter("signed", typography.signed)
register.filter("signed_percent", typography.signed_percent)
register.filter("masked", typography.masked)
register.filter("hours", typography.hours)
register.filter("clock", typography.clock)
register.filter("month_label", typography.month_label)
register.filter("month_short", typography.month_short)
register.filter("joined", typography.joined)
register.filter("error_links", forms.error_links)
register.simple_tag(typography.period_html, name="period")
register.simple_tag(draw_icon, name="icon")


@register.filter
def typeset(text: object) -> str:
    """Plain text only; what is already HTML is left as it is."""
    return text if isinstance(text, SafeString) else typography.typeset(str(text))


@register.filter
def date_long(value: date, year: str = "year") -> SafeString:
    """`{{ day|date_long }}`, or `{{ day|date_long:"" }}` without the year."""
    return typography.date_html(value, bool(year))


@register.filter
def date_plain(value: date, year: str = "year") -> str:
    """For an attribute or a title, where « er » cannot be raised."""
    return typography.date_long(value, bool(year))


@register.filter
def date_weekday(value: date, year: str = "year") -> str:
    return typography.date_weekday(value, bool(year))


def _words(forms_of_word: str) -> list[str]:
    return forms_of_word.split(",")


@register.filter
def plural(n: int, forms_of_word: str) -> str:
    """`{{ n|plural:"atelier" }}`, `{{ n|plural:"lieu,lieux" }}`: number and word."""
    return typography.plural(n, *_words(forms_of_word))


@register.filter
def plural_word(n: int, forms_of_word: str) -> str:
    """The word alone, when the number is marked up apart."""
    return typography.plural_word(n, *_words(forms_of_word))


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str, obj: Any = None) -> SafeString:
    """What higher apps show here (see `slots`)."""
    return slots.render(name, context["request"], obj)


@register.inclusion_tag("ui/charts/bars.html")
def bars(chart: charts.Chart) -> dict[str, Any]:
    """Horizontal bars; `chart.wide` puts the label at the left on a large screen."""
    return {"chart": chart, "bars": charts.bar_shapes(chart)}


@register.inclusion_tag("ui/charts/multiples.html")
def multiples(panels: Sequence[charts.Chart]) -> dict[str, Any]:
    """Small charts of bars side by side, on one scale; the page gives their table."""
    return {"panels": charts.panel_shapes(panels)}


@register.inclusion_tag("ui/charts/months.html")
def months(chart: charts.Chart) -> dict[str, Any]:
    """Columns by month, with last year's thread when `chart.before_label` is given."""
    finding = chart.finding or charts.months_finding(chart)
    columns, marks = charts.month_shapes(chart), charts.mark_lines(chart)
    return {"chart": chart, "columns": columns, "marks": marks, "finding": finding}


@register.inclusion_tag("ui/charts/days.html")
def days(chart: charts.Chart) -> dict[str, Any]:
    """Columns by day."""
    return {"chart": chart, "days": charts.day_shapes(chart), "finding": charts.months_finding(chart)}


@register.inclusion_tag("ui/charts/parts.html")
def parts(chart: charts.Chart) -> dict[str, Any]:
    """One bar of at most three parts, and « non renseigné »."""
    finding = chart.finding or charts.parts_finding(chart)
    return {"chart": chart, "parts": charts.part_shapes(chart), "finding": finding}


@register.inclusion_tag("ui/charts/choropleth.html")
def choropleth(drawn: maps.Choropleth) -> dict[str, Any]:
    """A map coloured by classes, with its key and its table."""
    finding = drawn.chart.finding or maps.finding_of(drawn)
    return {"map": drawn, "chart": drawn.chart, "drawing": maps.draw(drawn), "finding": finding}


@register.inclusion_tag("ui/charts/headline.html")
def headline(figure: charts.Headline) -> dict[str, Any]:
    """One large figure; to be placed in `<dl class="figs">`."""
    return {"figure": figure}


@register.inclusion_tag("ui/forms/count_group.html")
def count_group(legend: str, total: Any, *fields: Any) -> dict[str, Any]:
    """Counters that share a total (bound fields), and « Non renseigné », computed."""
    left = forms.remainder(total.value(), [field.value() for field in fields])
    return {
        "legend": legend,
        "total": total,
        "fields": fields,
        "left": left,
        "bar": _share_of_known(total.value(), left),
    }


def _share_of_known(total: object, left: int | None) -> str:
    if not left:
        return "100" if str(total or 0) != "0" else "0"
    return f"{100 * (1 - left / int(str(total))):.2f}"


@register.inclusion_tag("ui/loom.html")
def loom(written: int, total: int, label: str) -> dict[str, Any]:
    """Completeness: one warp thread per section, woven once it is written. `label`: « 5 parties écrites sur 8 »."""
    context = {"threads": weave.warp(written, total), "wefts": weave.weft(written)}
    return {**context, "width": total * weave.PITCH, "label": label}
