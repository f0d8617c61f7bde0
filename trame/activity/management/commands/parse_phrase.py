"""`manage.py parse_phrase "atelier tablette 6 pers 2h"`: what a quick phrase gives. Writes nothing, logs nothing."""

import datetime as dt
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from trame.activity.forms.phrase import MAX_PHRASE, TOO_LONG
from trame.activity.phrase import Understood, understand
from trame.activity.phrase.answer import as_dict
from trame.activity.phrase.telling import told
from trame.activity.surroundings import surroundings_of
from trame.people.models import User
from trame.ui.typography import typeset


class Command(BaseCommand):
    help = "Lit une phrase comme le champ « Dites-le en une phrase » et affiche ce qui en est compris."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("phrase", help="la phrase, entre guillemets")
        parser.add_argument(
            "--user", metavar="E-MAIL", default="", help="compte dont les lieux et les tags sont connus"
        )
        parser.add_argument("--json", action="store_true", help="les champs, avec les codes d’une activité")
        # A text, checked below: argparse would refuse in English.
        parser.add_argument("--today", metavar="AAAA-MM-JJ", default="", help="jour où la phrase est dite")

    def handle(self, *args: Any, **options: Any) -> None:
        phrase = " ".join(str(options["phrase"]).replace("\x00", "").split())
        if not phrase:
            raise CommandError("Donnez une phrase, par exemple « mail 30 min hier ».")
        if len(phrase) > MAX_PHRASE:
            raise CommandError(TOO_LONG)
        today = _day(str(options["today"]))
        understood = understand(phrase, surroundings_of(phrase, user=_user(str(options["user"])), today=today))
        if options["json"]:
            self.stdout.write(json.dumps(as_dict(understood), ensure_ascii=False, indent=1))
        else:
            self.stdout.write(_text(understood, today))


def _user(email: str) -> User | None:
    if not email:
        return None
    found = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if found is None:
        raise CommandError("Aucun compte ouvert n’a cette adresse.")
    return found


def _day(text: str) -> dt.date:
    if not text:
        return timezone.localdate()
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise CommandError(
            f"« {text} » n’est pas une date : --today attend AAAA-MM-JJ, par exemple 2026-03-03."
        ) from None


def _text(understood: Understood, today: dt.date) -> str:
    said = " · ".join(one.words for one in told(understood, today)) or "rien"
    lines = [f"Compris : {said}"]
    if understood.left:
        lines.append("Pas compris : " + ", ".join(f"« {words} »" for words in understood.left))
    lines += [f"- {sentence}" for sentence in understood.problems]
    return typeset("\n".join(lines))
