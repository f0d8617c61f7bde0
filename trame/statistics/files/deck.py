"""Figures → Deck: the large figures, then one message per slide, at most twelve slides."""

from __future__ import annotations

from trame.ui.slides import Bar, ChartSlide, Deck, Number, NumbersSlide, Slide, TermsSlide
from trame.ui.typography import NBSP, date_long

from .definitions import Definition, each_once
from .findings import alternative, base_of, finding, overall, share_of
from .gathered import Block, Gathered, Line, Total

MOST_CHARTS = 8
PER_SECTION = 2  # charts of a section, as long as others wait
MOST_BARS = 8  # of a slide, what is not stated excepted: more cannot be read from the back of a room
PER_TERMS = 7  # definitions of a slide


def deck_of(gathered: Gathered) -> Deck:
    """Title, large figures, charts, definitions."""
    blocks = chosen(gathered)
    slides: list[Slide] = [_numbers(gathered)] if gathered.headlines else []
    slides += [_chart(block, gathered) for block in blocks]
    figures = [total.figure for total in gathered.headlines] + [block.figure for block in blocks]
    return Deck(
        title="Statistiques de médiation numérique",
        organisation=gathered.organisation,
        subtitle=gathered.subtitle.removeprefix(f"{gathered.organisation}, "),
        date_line=f"Chiffres arrêtés au {date_long(gathered.made_on)}",
        slides=(*slides, *_terms(each_once(figures))),
    )


def chosen(gathered: Gathered) -> list[Block]:
    """In the order of the page: two charts of each section, then the others, until there are enough.

    A chart whose every number is masked has no message.
    """
    told = [[block for block in part.blocks if any(line.n for line in block.lines)] for part in gathered.parts]
    first = [block for blocks in told for block in blocks[:PER_SECTION]]
    rest = [block for blocks in told for block in blocks[PER_SECTION:]]
    kept = {block.code for block in [*first, *rest][:MOST_CHARTS]}
    return [block for block in gathered.blocks if block.code in kept]


def _numbers(gathered: Gathered) -> NumbersSlide:
    notes = "\n\n".join(f"{total.label}{NBSP}: {total.figure.indicator.definition}" for total in gathered.headlines)
    numbers = tuple(_number(total) for total in gathered.headlines)
    return NumbersSlide(title=overall(gathered), numbers=numbers, source=gathered.source, notes=notes)


def _number(total: Total) -> Number:
    return Number(total.value or total.said, total.label, total.detail if total.n is not None else "")


def _chart(block: Block, gathered: Gathered) -> ChartSlide:
    chart, is_months = block.chart, block.is_calendar
    names = (chart.now_label or ("Heures" if block.in_minutes else chart.n_heading), chart.before_label)
    return ChartSlide(
        title=finding(block),
        about=block.full_name,
        bars=tuple(_bar(line, block) for line in _shown(block)),
        names=names if chart.has_before else names[:1],
        base=f"{base_of(block)} {chart.note}".strip(),
        source=gathered.source,
        alt=alternative(block),
        notes=_notes(block),
        kind="columns" if is_months else "bars",
        decimals=block.in_minutes,
    )


def _shown(block: Block) -> list[Line]:
    if block.is_calendar:
        return list(block.told)
    return [line for line in block.told if not line.unknown][:MOST_BARS] + [line for line in block.told if line.unknown]


def _bar(line: Line, block: Block) -> Bar:
    short = {row.code: row.short_label for row in block.chart.rows}.get(line.code, "")
    if block.is_calendar:
        label, before = short or line.label, line.before
    else:
        label, before = " · ".join(part for part in (line.label, share_of(line, block.figure)) if part), None
    n = line.n / 60 if block.in_minutes and line.n is not None else line.n
    return Bar(f"{label} (masqué)" if line.masked else label, n, unknown=line.unknown, before=before)


def _notes(block: Block) -> str:
    """What is said to who speaks: the definition, and what the slide leaves out."""
    said = [block.figure.indicator.definition, f"Base{NBSP}: {block.figure.base}"]
    if block.figure.unknown:
        said.append(f"Non renseigné{NBSP}: {block.figure.indicator.unknown_rule}")
    left = len(block.lines) - len(_shown(block))
    if left:
        said.append(f"La diapositive montre les {MOST_BARS} premières lignes ; {left} autres sont dans le classeur.")
    return "\n\n".join(said)


def _terms(found: tuple[Definition, ...]) -> list[TermsSlide]:
    """On two slides at most."""
    terms = [(definition.label, definition.definition) for definition in found]
    pages = [terms[rank : rank + PER_TERMS] for rank in range(0, len(terms), PER_TERMS)][:2]
    return [
        TermsSlide(
            title="Ce que comptent ces chiffres" if rank == 0 else "Ce que comptent ces chiffres, suite",
            terms=tuple(page),
            source="« Non renseigné » est une ligne à part, jamais répartie. Les parts sont arrondies une à une.",
        )
        for rank, page in enumerate(pages)
    ]
