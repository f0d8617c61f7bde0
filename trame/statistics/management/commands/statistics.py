"""Print every figure of some structures over a period, with the filters of the page, under the names of its address."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import Http404, QueryDict
from django.utils import timezone

from trame.people import journal
from trame.people.models import Organisation
from trame.people.readers import command_reader
from trame.statistics.engine import compute
from trame.statistics.figures import Figure
from trame.statistics.filters import AXES, Axis, Filters, filters_from
from trame.statistics.filters.axes import PERSON_AXES, number_of
from trame.statistics.filters.reading import MAX_VALUES
from trame.statistics.masking.commanded import NotTold, as_dict, as_text, told_page
from trame.statistics.periods import day_of, presets
from trame.ui.typography import joined, number

BAD_USAGE = 2


def refused(sentence: str) -> CommandError:
    return CommandError(sentence, returncode=BAD_USAGE)


class Command(BaseCommand):
    help = "Affiche tous les chiffres d’une ou de plusieurs structures sur une période (dates comprises)."

    def add_arguments(self, parser: CommandParser) -> None:
        # Texts, checked below: argparse would refuse in English.
        numbers = "numéro d’une structure (plusieurs fois : leur somme)"
        parser.add_argument("--structure", "--organisation", metavar="ID", action="append", default=[], help=numbers)
        parser.add_argument("--instance", action="store_true", help="toutes les structures de l’instance")
        parser.add_argument("--du", "--from", metavar="AAAA-MM-JJ", dest="start", default="", help="premier jour")
        parser.add_argument("--au", "--to", metavar="AAAA-MM-JJ", dest="end", default="", help="dernier jour")
        periods = ", ".join(period.key for period in presets(timezone.localdate()))
        parser.add_argument("--periode", metavar="PÉRIODE", default="", help=f"au lieu des deux dates : {periods}")
        for axis in AXES:
            help_ = f"{axis.word} : {', '.join(code for code, _ in axis.choices) or 'code ou numéro'}".replace(
                "%", "%%"
            )
            parser.add_argument(
                f"--{axis.name}", metavar="CODE", dest=f"axis_{axis.code}", action="append", default=[], help=help_
            )
        parser.add_argument("--reseau", metavar="ID", default="", help="chiffres masqués d’un réseau (avec --par…)")
        parser.add_argument("--masque", action="store_true", help="chiffres masqués de l’instance, comme en public")
        parser.add_argument("--par", metavar="RÉPARTITION", default="", help="masqués : genre, age, sujet…")
        parser.add_argument("--territoire", metavar="CODE", default="", help="masqués : EPCI, département ou région")
        parser.add_argument("--json", action="store_true", help="{code: {label, n, d, unknown, unit, base, rows}}")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["reseau"] or options["masque"]:
            self._masked(options)
        else:
            self._of_structures(options)

    def _masked(self, options: Mapping[str, Any]) -> None:
        """Outside a structure: one table of the lattice (docs/adr/0019)."""
        others = [axis.name for axis in AXES if options[f"axis_{axis.code}"]]
        if options["structure"] or options["start"] or options["end"] or others:
            raise refused("Hors d’une structure, on demande seulement --periode, --territoire et --par.")
        number_asked = number_of(options["reseau"]) if options["reseau"] else None
        if options["reseau"] and (number_asked is None or options["masque"]):
            raise refused("--reseau attend le numéro d’un réseau, sans --masque.")
        try:
            page = told_page(number_asked, options, timezone.localdate())
        except NotTold as error:
            raise refused(str(error)) from error
        text = json.dumps(as_dict(page), ensure_ascii=False, indent=1) if options["json"] else as_text(page)
        self.stdout.write(text)

    def _of_structures(self, options: Mapping[str, Any]) -> None:
        organisations = _organisations([str(text) for text in options["structure"]], everywhere=options["instance"])
        reader = command_reader([organisation.pk for organisation in organisations], "statistics")
        query = QueryDict(mutable=True)
        query.setlist("structure", [str(organisation.pk) for organisation in organisations])
        query.update(_period(options))
        for axis in AXES:
            query.setlist(axis.name, [str(text) for text in options[f"axis_{axis.code}"]])
        filters = _strict(query, reader)
        figures = compute(filters.scope(reader), reader=reader)
        for organisation in organisations:
            journal.record("figures.exported", by=None, organisation=organisation)
        if options["json"]:
            found = {code: figure.as_dict() for code, figure in figures.items()}
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
        else:
            self.stdout.write(_table(figures))


def _strict(query: QueryDict, reader: Any) -> Filters:
    """The filters, or what is wrong with the first one that the page would leave aside."""
    for axis in AXES:
        _check(axis, query.getlist(axis.name))
    if len(people := [f"--{axis.name}" for axis in PERSON_AXES if query.getlist(axis.name)]) > 1:
        raise refused(f"Un seul filtre sur les personnes à la fois : {joined(people, 'ou')}.")
    try:
        filters = filters_from(query, reader, timezone.localdate())
    except Http404:
        raise refused("Une médiatrice, un médiateur ou un tag demandé n’est pas de ces structures.") from None
    if filters is None:
        raise refused("Il n’y a aucune structure.")
    for axis in AXES:
        if axis.code in filters.left:
            asked = joined(query.getlist(axis.name), "ou")
            raise refused(f"--{axis.name} {asked} ne désigne rien dans ces structures, en tout ou en partie.")
    return filters


def _check(axis: Axis, asked: list[str]) -> None:
    if len(asked) > MAX_VALUES:
        raise refused(f"--{axis.name} : au plus {MAX_VALUES} valeurs.")
    for text in asked:
        if axis.read(text) is None:
            known = f" : {joined((code for code, _ in axis.choices), 'ou')}" if axis.choices else ""
            raise refused(f"« {text} » n’est pas une valeur de --{axis.name}{known}.")


def _organisations(asked: list[str], *, everywhere: bool) -> list[Organisation]:
    if everywhere:
        if asked:
            raise refused("--instance veut dire toutes les structures : retirez --structure.")
        return list(Organisation.objects.all())
    if not asked:
        raise refused("Indiquez la structure : --structure suivi de son numéro, ou --instance pour toutes.")
    found = {}
    for text in asked:
        if number_of(text) is None:
            raise refused(f"« {text} » n’est pas un numéro de structure : --structure attend un nombre entier.")
        organisation = Organisation.objects.filter(pk=int(text)).first()
        if organisation is None:
            raise refused(f"Aucune structure n’a le numéro {text}.")
        found[organisation.pk] = organisation
    return list(found.values())


def _period(options: Mapping[str, Any]) -> dict[str, str]:
    key, start, end = (str(options[name]) for name in ("periode", "start", "end"))
    if key:
        if start or end:
            raise refused("--periode remplace les deux dates : retirez --du et --au.")
        known = [period.key for period in presets(timezone.localdate())]
        if key not in known:
            raise refused(f"« {key} » n’est pas une période : {joined(known, 'ou')}.")
        return {"periode": key}
    first, last = _day("--from ou --du", start), _day("--to ou --au", end)
    if last < first:
        raise refused(f"La période finit ({last}) avant de commencer ({first}) : échangez les deux dates.")
    return {"du": start, "au": end}


def _day(option: str, text: str) -> dt.date:
    if (day := day_of(text)) is None:
        raise refused(f"« {text} » n’est pas une date : {option} attend AAAA-MM-JJ, par exemple 2025-01-31.")
    return day


def _table(figures: Mapping[str, Figure]) -> str:
    lines: list[str] = []
    for figure in figures.values():
        if figure.impossible:
            lines.append(f"{figure.label} : {figure.impossible}")
            continue
        lines.append(f"{figure.label} : {number(figure.n)} {figure.unit} (base {number(figure.d)})")
        lines += [f"    {row.label} : {number(row.n)}" for row in figure.rows]
    return "\n".join(lines)
