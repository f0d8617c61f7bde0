"""What a link shows: headlines, sections of charts, and what is masked whole."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from trame.people.models import Organisation
from trame.ui.charts import Chart, Headline
from trame.ui.typography import NBSP, hours, joined, number, percent
from trame.ui.typography import period as period_words

from .. import charting
from ..comparing import Beside
from ..comparisons import NONE
from ..figures import Figure
from ..filters import Filters
from ..filters.axes import BY_CODE
from ..headlines import origin_of
from ..layout import FEWEST_ROWS, LAYOUT, OVERVIEW, Asked, Layout
from ..models import SharedFigures
from ..page import Drawn, Page, Section
from ..periods import CUSTOM, Period
from .shown import TOTALS
from .snapshot import Snapshot, thawed

# Where the page of statistics draws more than one figure by section, or draws it by its own means.
FIRST: Layout = {
    ("ensemble", "Vue d’ensemble"): (
        *OVERVIEW["ensemble", "Vue d’ensemble"],
        (Asked("attendances_by_month", "Mois par mois", "Mois", "months"),),
    ),
    ("sujets", "Thématiques"): ((Asked("attendances_by_topic", "", "Thématique"),),),
}
# Totals that are a part of another, and of what.
SHARE_OF = {
    "individual_activities": "des activités",
    "workshop_attendances": "des accompagnements",
    "anonymous_attendances": "des accompagnements",
    "first_times": "des accompagnements",
}


@dataclass(frozen=True)
class SharedPage:
    """`page`: what the files of figures are made of; `hidden`: names of the breakdowns that are masked whole."""

    page: Page
    filters: Filters
    hidden: tuple[str, ...]
    masks: bool
    threshold: int

    @property
    def why(self) -> str:
        if not self.masks:
            return ""
        return (
            f"« Masqué » : un nombre de personnes de 1 à {self.threshold - 1}, ou un nombre qui permettrait d’en "
            "retrouver un par soustraction."
        )

    @property
    def hidden_sentence(self) -> str:
        if not self.hidden:
            return ""
        one = len(self.hidden) == 1
        return f"{'Masquée' if one else 'Masquées'} en entier : {joined(f'« {name} »' for name in self.hidden)}."


def build_shared_page(shared: SharedFigures, organisation: Organisation) -> SharedPage:
    """Everything that the frozen figures say, from them alone."""
    snapshot: Snapshot = shared.snapshot
    figures = thawed(snapshot["figures"])
    filters = _filters(shared, organisation, snapshot)
    sections = [section for section in _sections(figures, filters) if section.lines or section.code == "ensemble"]
    page = Page(
        template="",
        headlines=[_headline(figures[code], filters) for code in TOTALS if code in figures and _is_said(figures[code])],
        sections=sections,
        figures=figures,
    )
    hidden = tuple(figure.label for figure in figures.values() if figure.masked and figure.indicator.dimension)
    masks = any(_hides(figure) for figure in figures.values())
    return SharedPage(page, filters, hidden, masks, snapshot["threshold"])


def _filters(shared: SharedFigures, organisation: Organisation, snapshot: Snapshot) -> Filters:
    """The period and the territory, as charts and files say them."""
    said: dict[str, Any] = {}
    if shared.territory:
        kind, _, code = shared.territory.partition(":")
        said = {"values": {BY_CODE[kind].code: (code,)}, "words": {kind: {code: snapshot["territory"]}}}
    label = period_words(shared.start, shared.end)
    return Filters(
        structures=[organisation],
        organisations=[organisation],
        period=Period(CUSTOM, label, shared.start, shared.end),
        periods=[],
        places=[],
        compare=NONE,
        **said,
    )


def _sections(figures: Mapping[str, Figure], filters: Filters) -> list[Section]:
    return [
        Section(
            code,
            title,
            [
                [_drawn(asked, figures[asked.code], filters, wide=len(line) == 1) for asked in line]
                for every in lines
                if (line := [asked for asked in every if _is_worth_drawing(figures.get(asked.code))])
            ],
        )
        for (code, title), lines in (FIRST | LAYOUT).items()
    ]


def _is_worth_drawing(figure: Figure | None) -> bool:
    """A figure masked whole has no base."""
    return figure is not None and bool(figure.d) and len(figure.stated) >= FEWEST_ROWS.get(figure.code, 1)


def _drawn(asked: Asked, figure: Figure, filters: Filters, *, wide: bool) -> Drawn:
    """Parts of a bar and columns of months are only for what hides nothing."""
    kind = "bars" if _hides(figure) else asked.kind
    if kind == "months":
        chart = charting.months_of(figure, Beside(), filters.period)
        return Drawn(_titled(chart, asked), _origin(figure, filters), figure, kind)
    return Drawn(
        charting.bars_of(figure, asked.title, asked.heading, wide=wide), _origin(figure, filters), figure, kind
    )


def _titled(chart: Chart, asked: Asked) -> Chart:
    return replace(chart, title=asked.title)


def _hides(figure: Figure) -> bool:
    return figure.masked or any(row.masked for row in figure.rows)


def _is_said(figure: Figure) -> bool:
    return bool(figure.n) or figure.masked


def _headline(figure: Figure, filters: Filters) -> Headline:
    if figure.masked:
        said = {"value": charting.MASKED, "definition": figure.indicator.definition}
        return Headline(code=figure.code, label=figure.label, **said)
    words = {"value": number(figure.n)}
    if figure.unit == "minutes":
        value, _, unit = hours(figure.n).partition(NBSP)
        words = {"value": value, "unit": unit}
    elif figure.code in SHARE_OF:
        words |= {"comparison": percent(figure.n, figure.d), "detail": SHARE_OF[figure.code]}
    return Headline(code=figure.code, label=figure.label, **(_origin_words(figure, filters) | words))


def _origin_words(figure: Figure, filters: Filters) -> dict[str, str]:
    """Of a figure that hides rows, neither what is stated nor what is not means anything."""
    words = origin_of(figure, filters)
    if _hides(figure):
        return {name: text for name, text in words.items() if name not in ("numerator", "unknown")}
    return words


def _origin(figure: Figure, filters: Filters) -> list[tuple[str, str]]:
    return Headline(code=figure.code, label=figure.label, value="", **_origin_words(figure, filters)).origin
