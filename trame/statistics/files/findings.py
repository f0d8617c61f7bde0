"""The finding of a chart, in one sentence worked out from its numbers: exact, or not said.

What is masked may be the largest: a chart with a masked row never says which one comes first.
"""

from __future__ import annotations

from trame.ui.typography import NBSP, hours, joined, number, percent, plural, typeset

from ..charting import COUNTED
from ..figures import Figure
from .gathered import Block, Gathered, Line, Total

MOST_NAMED = 3  # first rows named when they are equal


def finding(block: Block) -> str:
    """« « E-mail » vient en tête, avec 38,7 % des accompagnements », without full stop.

    A chart of some rows of a figure names itself: its first row is not the first of all.
    """
    said = _finding(block)
    is_partial = len(block.told) < len(block.figure.rows)
    return f"{block.name}{NBSP}: {said}" if is_partial and not said.startswith(block.name) else said


def _finding(block: Block) -> str:
    told = [line for line in block.told if line.n]
    if not told:
        return f"{block.name}{NBSP}: rien ne peut être montré" if _hides(block) else f"{block.name}{NBSP}: rien"
    if block.is_calendar or block.figure.indicator.dimension == "month":
        return _of_months(block, told)
    stated = [line for line in told if not line.unknown]
    if not stated:
        return f"{_quoted(told[0].label)}{NBSP}: {_part(told[0], block)}"
    top = max(line.n or 0 for line in stated)
    first = [line for line in stated if line.n == top]
    if _hides(block):
        return f"{_quoted(first[0].label)}{NBSP}: {_part(first[0], block)}"
    sentence = _of_first(first, len(stated), block)
    (unknown, *_) = [*(line for line in told if line.unknown), None]
    if unknown and (unknown.n or 0) > top:
        sentence += f" ; {_quoted(unknown.label)}{NBSP}: {_share(unknown, block)}"
    return typeset(sentence)


def titled(block: Block) -> str:
    """The finding after the name of its chart, for a chart that stands alone."""
    said = finding(block)
    return said if said.startswith(block.name) else f"{block.name}{NBSP}: {said}"


def alternative(block: Block) -> str:
    """What is read in place of the drawing: the finding, then every number drawn."""
    limit = block.chart.limit or len(block.told)
    drawn = [line for line in block.told if not line.unknown][:limit]
    drawn += [line for line in block.told if line.unknown]
    rest = len(block.lines) - len(drawn)
    more = f" ; {plural(rest, 'autre ligne', 'autres lignes')} dans le tableau" if rest else ""
    said = ", ".join(f"{line.label} : {value_of(line, block)}" for line in drawn)
    return typeset(f"{titled(block)}. {said}{more}.")


def overall(gathered: Gathered) -> str:
    """The sentence of the large figures."""
    totals = {total.figure.code: total for total in gathered.totals}
    found = [totals[code] for code in ("attendances", "activities") if code in totals and totals[code].n is not None]
    if len(found) < 2:
        return "Les chiffres de la période"
    attendances, activities = (counted(total) for total in found)
    return f"{attendances} lors de {activities}"


def counted(total: Total) -> str:
    """« 1 284 accompagnements », « 1 activité »: units are declared in the plural."""
    return plural(total.n or 0, total.figure.unit.removesuffix("s"), total.figure.unit)


def value_of(line: Line, block: Block) -> str:
    """The number of a row as it is written: « 1 284 », « 746 h 30 », « masqué »."""
    if line.n is None:
        return "masqué"
    return hours(line.n) if block.in_minutes else number(line.n)


def share_of(line: Line, figure: Figure) -> str:
    return percent(line.n, figure.d) if line.share is not None else ""


def of_base(figure: Figure) -> str:
    """What the shares are shares of: « des accompagnements », « du temps noté »."""
    if figure.unit == "minutes":
        return "du temps noté" if figure.indicator.base.code == "time_noted" else "du temps d’activité"
    known = COUNTED.get(figure.indicator.base.code)
    return f"des {known[1] if known else figure.unit}"


def base_of(block: Block) -> str:
    """What the shares are shares of, and the rows that the drawing leaves to the table."""
    figure, limit = block.figure, block.chart.limit
    if block.is_calendar:
        return typeset(f"{counted_unit(figure.d, figure)} : {figure.base[:1].lower()}{figure.base[1:]}")
    known = sum(not line.unknown for line in block.told)
    first = f" Les {limit} premières lignes sur {known}." if 0 < limit < known else ""
    return typeset(f"{block.chart.sentence}{first}")


def _hides(block: Block) -> bool:
    return block.figure.masked or any(row.masked for row in block.figure.rows)


def _of_first(first: list[Line], count: int, block: Block) -> str:
    part = _part(first[0], block)
    if count == 1:
        return f"Une seule réponse notée, {_quoted(first[0].label)}{NBSP}: {part}"
    if len(first) == 1:
        return f"{_quoted(first[0].label)} vient en tête, avec {part}"
    if len(first) > MOST_NAMED:
        return f"{number(len(first))} réponses viennent en tête à égalité, chaque fois avec {part}"
    names = joined(_quoted(line.label) for line in first)
    return f"{names} viennent en tête à égalité, chaque fois avec {part}"


def _of_months(block: Block, told: list[Line]) -> str:
    one, several = ("jour", "jours") if block.kind == "days" else ("mois", "mois")
    top = max(line.n or 0 for line in told)
    first = [line for line in told if line.n == top]
    said = counted_unit(top, block.figure)
    share = f", {_share(first[0], block)} du total" if first[0].share is not None else ""
    if _hides(block):
        return f"{first[0].label.capitalize()}{NBSP}: {said}"
    if len(first) == 1:
        return f"{first[0].label.capitalize()} est le {one} le plus chargé, avec {said}{share}"
    if len(first) > MOST_NAMED:
        return f"{number(len(first))} {several} sont à égalité les plus chargés, avec {said} chacun"
    names = joined(line.label for line in first)
    return f"{names.capitalize()} sont les {several} les plus chargés, avec {said} chacun"


def counted_unit(n: int, figure: Figure) -> str:
    """« 746 h 30 », « 12 accompagnements »."""
    return hours(n) if figure.unit == "minutes" else plural(n, figure.unit.removesuffix("s"), figure.unit)


def _part(line: Line, block: Block) -> str:
    """« 38,7 % des accompagnements », or the number where a share has no sense."""
    if line.share is None:
        return counted_unit(line.n or 0, block.figure)
    return f"{_share(line, block)} {of_base(block.figure)}"


def _share(line: Line, block: Block) -> str:
    return percent(line.n, block.figure.d)


def _quoted(label: str) -> str:
    return typeset(f"« {label} »")
