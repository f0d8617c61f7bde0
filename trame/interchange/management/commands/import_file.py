"""import_file FILE --partner coop: bring a file in, or with --dry-run only say what it contains."""

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from trame.interchange.imports import services
from trame.interchange.imports.plan import Plan, Problem
from trame.interchange.imports.registry import PARTNERS
from trame.interchange.imports.review import Review, figures, review
from trame.people.models import Membership, Organisation
from trame.people.readers import command_reader
from trame.reference.models import Commune
from trame.ui.sheets import SheetRefused


class Command(BaseCommand):
    help = "Importe le fichier d’un autre logiciel : tout, ou rien si une ligne est refusée (code de sortie 1)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--partner", choices=sorted(PARTNERS), default="coop")
        parser.add_argument("--organisation", type=int, help="identifiant de la structure")
        parser.add_argument("--user", help="adresse de la personne dont ce sont les activités")
        parser.add_argument("--dry-run", action="store_true", help="n’écrit rien, et se passe de structure")
        parser.add_argument("--keep-names", action="store_true", help="garde les noms des personnes suivies")
        parser.add_argument("--json", action="store_true", help="écrit le résultat en JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            seen = self._run(options)
        except (SheetRefused, CommandError) as refusal:
            seen = Review(Plan(partner=options["partner"], errors=[Problem(None, "", "", str(refusal))]), figures([]))
        self.stdout.write(_as_json(seen) if options["json"] else _as_text(seen))
        if seen.plan.errors:
            raise SystemExit(1)

    def _run(self, options: dict[str, Any]) -> Review:
        """What the file contains; written too, unless it is a dry run or a row is refused."""
        content = _content(options["file"])
        if not Commune.objects.exists():
            raise CommandError("Chargez d’abord les communes : manage.py migrate, puis manage.py load_reference.")
        plan = PARTNERS[options["partner"]].read(content)
        if options["dry_run"] and options["organisation"] is None:
            return review(plan)
        membership = _membership(options["organisation"], options["user"])
        seen = review(plan, membership.organisation)
        if not options["dry_run"] and not plan.errors:
            services.import_at_once(
                membership=membership, partner=plan.partner, content=content, keep_names=options["keep_names"]
            )
        return seen


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"Le fichier {path} ne peut pas être lu : {error.strerror}.") from error


def _membership(organisation_id: int | None, email: str | None) -> Membership:
    """The membership under which to write: this person's, or the first mediator's of the organisation."""
    if organisation_id is None:
        raise CommandError("Donnez --organisation, l’identifiant de la structure, ou --dry-run.")
    reader = command_reader([organisation_id], "import_file")
    if not Organisation.objects.visible_to(reader).exists():
        raise CommandError(f"Aucune structure n’a l’identifiant {organisation_id}.")
    found = Membership.objects.visible_to(reader).on(timezone.localdate()).mediators().order_by("pk")
    if email:
        found = found.filter(user__email=email.lower())
    membership = found.select_related("organisation", "user").first()
    if membership is None:
        who = email or "Personne"
        raise CommandError(f"{who} n’est pas médiateur·rice dans cette structure aujourd’hui.")
    return membership


def _as_json(seen: Review) -> str:
    return json.dumps(seen.as_json(), ensure_ascii=False, indent=2)


def _as_text(seen: Review) -> str:
    found = seen.as_json()
    lines = [
        f"{found['rows']} lignes : {found['imported']} importées, {found['already']} déjà importées, "
        f"{found['refused']} refusées.",
        f"{found['activities']} activités, {found['attendances']} accompagnements, {found['minutes']} minutes.",
    ]
    for word, problems in (("À corriger", seen.plan.errors), ("À savoir", seen.plan.warnings)):
        lines += [f"{word}, ligne {p.row or '—'}, {p.column or '—'}, « {p.value} » : {p.message}" for p in problems]
    return "\n".join(lines)
