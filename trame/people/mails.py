"""The e-mails of people: plain text, in French. What somebody typed is never read as HTML, nor as a header."""

from typing import Any

from django.core.mail import send_mail
from django.template.loader import render_to_string

from .models import Invitation


class MailNotSent(Exception):
    """The mail server refused or did not answer; what was written stands."""


def send_invitation(invitation: Invitation, address: str) -> None:
    """The link to answer, to the address invited. Raises MailNotSent."""
    said = {"invitation": invitation, "address": address, "by": str(invitation.invited_by or "")}
    send("people/mail/invitation.txt", invitation.email, f"Rejoindre {invitation.organisation} sur Trame", said)


def send_sign_up_code(email: str, code: str) -> None:
    """The code that proves the address of who opens an account. Raises MailNotSent."""
    send("people/mail/sign_up_code.txt", email, "Votre code pour ouvrir un compte Trame", {"code": code})


def send_already_an_account(email: str, address: str) -> None:
    """To who opens an account with an address that has one: how to sign in. Raises MailNotSent."""
    send("people/mail/already_an_account.txt", email, "Vous avez déjà un compte Trame", {"address": address})


def send(template: str, recipient: str, subject: str, said: dict[str, Any]) -> None:
    try:
        send_mail(" ".join(subject.split()), render_to_string(template, said), None, [recipient])
    except OSError as error:  # SMTP errors are too
        raise MailNotSent from error
