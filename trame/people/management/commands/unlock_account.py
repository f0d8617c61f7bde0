"""`manage.py unlock_account address`: forget the wrong passwords of an account, and its second factor if asked."""

from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from trame.people import journal, sign_in_limits
from trame.people.models import User


class Command(BaseCommand):
    help = "Rouvre un compte fermé après trop de mots de passe faux ; retire le double facteur sur demande."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="adresse du compte")
        parser.add_argument(
            "--second-factor",
            action="store_true",
            help="retire aussi application, clés d’accès et codes de secours (téléphone perdu : vérifiez qui demande)",
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email=options["email"].strip().lower()).first()
        if user is None:
            raise CommandError("Aucun compte n’a cette adresse.")
        sign_in_limits.unlock(user.email)
        journal.record("account.unlocked", by=None, about=user)
        self.stdout.write("Le compte est rouvert.")
        if options["second_factor"]:
            Authenticator.objects.filter(user=user).delete()
            journal.record("account.factors_removed", by=None, about=user)
            self.stdout.write("Le double facteur est retiré : conseillez d’en activer un autre.")
