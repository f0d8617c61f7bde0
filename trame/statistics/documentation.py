"""docs/indicators.md: every declaration in words, generated so that it cannot drift."""

from collections.abc import Iterable

from trame.reference.labels import NOMENCLATURE_DIMENSIONS
from trame.ui.typography import typeset

from .declared import Indicator, Reading
from .formulas import Condition, Distinct, Formula, SideBySide, Tally, tallies_of
from .indicators import INDICATORS
from .plain_sql import plain_sql
from .source_lines import SOURCE_LINES

PREAMBLE = """# Indicateurs

Fichier écrit par `manage.py write_indicators` d’après `trame/statistics/declarations/` : ne pas le corriger à la main.

Chaque chiffre a un numérateur `n`, un dénominateur `d` (sa base) et ce qui n’est pas renseigné (`unknown`), jamais
réparti. Une répartition a des lignes (`rows`) ; ce qui n’est pas renseigné en est la dernière. Un accompagnement compte
une fois par personne et par activité ; les minutes d’une activité comptent une fois. Les activités supprimées ne
comptent pas.
Les codes sont stables ; un changement de définition augmente la version.

Le SQL de chaque chiffre se lit sur les faits (`trame/facts/sql/`) et tourne tel quel dans PostgreSQL et dans DuckDB :
`$1` est la structure, `$2` et `$3` le premier et le dernier jour. Les pages ne l’exécutent pas ; les tests vérifient
qu’il donne leurs nombres. Celui des dénominateurs est à la fin.
"""

ANSWERS = (
    "La liste est celle de la trame de bilan d’activité coconstruite en Bretagne à l’hiver 2022-2023 (partie 3, les "
    "deux colonnes)."
)
# What codes that no nomenclature lists look like.
FREE_CODES = {
    "month": "mois, comme `2025-03` ; tous ceux de la période jusqu’à 24 mois, même à 0",
    "day": "jour, comme `2025-03-03` ; tous ceux de la période jusqu’à 62 jours, sinon les 30 derniers, même à 0",
    "mediator": "numéro de la personne dans Trame ; `collegues` pour celles dont on ne lit pas le nom",
    "organisation": "numéro de la structure dans Trame",
    "place": "numéro du lieu dans Trame",
    "commune": "code Insee de la commune",
    "tag": "numéro du tag dans Trame",
}


def document() -> str:
    """The whole file."""
    sections = (_section(indicator) for indicator in INDICATORS.values())
    return "\n".join([PREAMBLE, _answers(), *sections, _bases()])


def _answers() -> str:
    """Each line of the list that professionals made, and the codes that answer it."""
    lines = ["## Ce que les professionnels demandent, et les chiffres qui y répondent", "", ANSWERS, ""]
    lines += ["| colonne | ligne | indicateurs | ce qu’ils ne disent pas |", "|---|---|---|---|"]
    for line in SOURCE_LINES:
        codes = ", ".join(f"`{code}`" for code in line.codes) or "aucun"
        lines.append(f"| {line.column} | {typeset(line.text)} | {codes} | {typeset(line.elsewhere)} |")
    return "\n".join(lines) + "\n"


def _section(indicator: Indicator) -> str:
    lines = [f"## `{indicator.code}` · {indicator.label}", "", typeset(indicator.definition), ""]
    lines += [f"- **{term}** : {text}" for term, text in _terms(indicator)]
    if counted := indicator.rows or indicator.numerator:
        lines += ["", *_in_sql(counted)]
    return "\n".join(lines) + "\n"


def _bases() -> str:
    """The SQL of every denominator, once."""
    lines = ["## Les dénominateurs"]
    for base in {indicator.base.code: indicator.base for indicator in INDICATORS.values()}.values():
        lines += ["", f"`{base.code}` : {typeset(base.sentence)}", "", *_in_sql(base.count)]
    return "\n".join(lines) + "\n"


def _in_sql(formula: Formula) -> list[str]:
    return ["```sql", plain_sql(formula), "```"]


def _terms(indicator: Indicator) -> Iterable[tuple[str, str]]:
    reading = "" if indicator.reading is Reading.NUMBER else f" ; se lit {indicator.reading.value}"
    yield "Unité", f"{indicator.unit}{reading}"
    yield "Numérateur", _numerator(indicator)
    yield "Dénominateur", f"{indicator.base.sentence} (`{indicator.base.code}`)"
    yield "Non renseigné", typeset(indicator.unknown_rule)
    if indicator.dimension:
        yield "Lignes", f"{_codes(indicator)} ; {indicator.order.value} ; en dernier « {indicator.unknown_label} »"
    if indicator.multiple:
        yield "Parts", "« % des accompagnements » (n ÷ d) et « % des mentions » (n ÷ somme des lignes)"
    if indicator.inside:
        yield "Où", "dans la structure seulement : ni dans un bilan, ni dans ce qui est partagé au dehors"
    yield "Source", indicator.source
    yield "Version", str(indicator.version)


def _numerator(indicator: Indicator) -> str:
    if indicator.numerator:
        return in_words(indicator.numerator)
    return "la base moins ce qui n’est pas renseigné"


def in_words(formula: Formula) -> str:
    """« `attendances` (`kind` = `collectif`) »: the measure, its relation when not the activity, the conditions."""
    if isinstance(formula, SideBySide):
        return " ; ".join(f"`{code}` : {in_words(tally)}" for code, tally, _ in formula.rows)
    if isinstance(formula, Tally):
        return _tally_in_words(formula)
    if isinstance(formula, Distinct):
        columns = " ou ".join(f"`{tally.by}`" for tally in tallies_of(formula) if tally.relation != "marginal")
        return f"nombre de codes différents de {columns}"
    signs = {1: " + ", -1: " − "}
    words = "".join(signs[sign] + _tally_in_words(tally) for sign, tally in formula.terms)
    return words.removeprefix(" + ")


def _tally_in_words(tally: Tally) -> str:
    measure = tally.measure if tally.relation == "activity" else f"{tally.relation}.{tally.measure}"
    return f"`{measure}`" + (f" ({', '.join(map(_condition_in_words, tally.where))})" if tally.where else "")


def _condition_in_words(condition: Condition) -> str:
    if condition.codes:
        return f"`{condition.column}` = {' ou '.join(f'`{code}`' for code in condition.codes)}"
    return f"`{condition.column}` {'renseigné' if condition.stated else 'non renseigné'}"


def _codes(indicator: Indicator) -> str:
    dimension = indicator.dimension or ""
    if dimension not in NOMENCLATURE_DIMENSIONS:
        return FREE_CODES[dimension]
    codes = dict.fromkeys([*NOMENCLATURE_DIMENSIONS[dimension].values, *indicator.own_labels])
    return ", ".join(f"`{code}`" for code in codes)
