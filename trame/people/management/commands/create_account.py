"""`manage.py create_account`: the first account of an instance, or one more, with its organisation."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

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
        parser.add_argument("--organisation", required=True, help="nom de sa structure")
        parser.add_argument("--siret", default="", help="SIRET de la structure, 14 chiffres")
        parser.add_argument("--commune", required=True, help="code Insee de la commune de la structure, comme 29046")
        parser.add_argument("--role", required=True, choices=Role.values, help="mediator : saisit ; manager : dirige")

    @transaction.atomic
    def handle(self, *args: Any, email: str, organisation: str, role: str, **options: Any) -> None:
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
        membership = join_organisation(user=user, organisation=where, role=Role(role))
        self.stdout.write(
            f"{user.email} : {membership.get_role_display()} à « {where.name} » (structure n° {where.pk}, "
            f"{commune.name}). La connexion se fait par un code envoyé à cette adresse."
        )
