"""`manage.py create_account`: the first account of an instance, or one more, with its organisation; its admin."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from trame.people.identifiers import clean_siret
from trame.people.models import Role
from trame.people.services import OrganisationDetails, join_organisation, open_account, open_organisation
from trame.reference.communes import commune_of_code


class Command(BaseCommand):
    help = "Ouvre un compte et, au besoin, sa structure ; relancée à l’identique, ne change rien."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True, help="adresse électronique de la personne")
        parser.add_argument("--first-name", default="", help="son prénom")
        parser.add_argument("--last-name", default="", help="son nom")
        parser.add_argument("--admin", action="store_true", help="administre ce site ; sans structure, rien d’autre")
        parser.add_argument("--organisation", default="", help="nom de sa structure")
        parser.add_argument("--siret", default="", help="SIRET de la structure, 14 chiffres")
        parser.add_argument("--commune", default="", help="code Insee de la commune de la structure, comme 29046")
        parser.add_argument("--role", default="", choices=Role.values, help="mediator : saisit ; manager : dirige")

    @transaction.atomic
    def handle(self, *args: Any, email: str, organisation: str, role: str, **options: Any) -> None:
        if options["admin"]:
            self._make_admin(email, options)
            if not organisation:
                return
        if not (organisation and role and options["commune"]):
            raise CommandError("Donnez la structure, sa commune et le rôle (--organisation, --commune, --role).")
        commune = commune_of_code(options["commune"])
        if commune is None:
            raise CommandError(
                f"Aucune commune n’a le code Insee {options['commune']}. Les territoires sont-ils chargés "
                "(manage.py load_reference) ?"
            )
        details = OrganisationDetails(name=organisation, commune=commune, siret=clean_siret(options["siret"]))
        try:
            where = open_organisation(details=details)
            user = open_account(email=email, first_name=options["first_name"], last_name=options["last_name"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if not where.is_verified:  # who runs this command vouches for it
            where.verified_at = timezone.now()
            where.save(update_fields=["verified_at"])
        membership = join_organisation(user=user, organisation=where, role=Role(role))
        self.stdout.write(
            f"{user.email} : {membership.get_role_display()} à « {where.name} » (structure n° {where.pk}, "
            f"{commune.name}). La connexion se fait par un code envoyé à cette adresse."
        )

    def _make_admin(self, email: str, options: dict[str, Any]) -> None:
        try:
            user = open_account(email=email, first_name=options["first_name"], last_name=options["last_name"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        user.is_admin = True
        user.save(update_fields=["is_admin"])
        self.stdout.write(f"{user.email} : administre ce site (Réglages, Structures).")
