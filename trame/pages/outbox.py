"""Courriels de la démonstration: what the site has sent, read from the files it is written to."""

import ipaddress
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SHOWN_FILES = 50
SEPARATOR = b"\n" + b"-" * 79 + b"\n"  # written by Django's file backend after each message


@dataclass(frozen=True)
class Mail:
    recipient: str
    subject: str
    date: str
    text: str


@login_not_required  # the code to sign in is read here; nobody but this machine reaches it, and only in a demonstration
@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """The last e-mails, newest first; 404 unless it is a demonstration read from the machine itself."""
    if not settings.DEMO or not comes_from_here(request):
        raise Http404
    return render(request, "pages/outbox.html", {"mails": sent_mails(Path(settings.EMAIL_FILE_PATH))})


def sent_mails(folder: Path) -> list[Mail]:
    """Messages of the last 50 files of `folder` (none when it does not exist), newest first."""
    # The name of a file begins with its date; two files of one second are told apart by their last change.
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns, reverse=True)[:SHOWN_FILES]
    return [_mail(raw) for path in files for raw in reversed(path.read_bytes().split(SEPARATOR)) if raw.strip()]


def _mail(raw: bytes) -> Mail:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 (what this policy makes)
    body = message.get_body(("plain",))
    return Mail(
        recipient=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        date=str(message["Date"] or ""),
        text=str(body.get_content()) if body else "",
    )


def comes_from_here(request: HttpRequest) -> bool:
    """A proxy on the same machine also calls from 127.0.0.1, for anybody: it says so in a header."""
    if "HTTP_X_FORWARDED_FOR" in request.META or "HTTP_FORWARDED" in request.META:
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
