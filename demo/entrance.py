"""The way into the demonstration, on its sign-in pages."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from demo import logins
from trame.pages.outbox import comes_from_here


def sign_in_note(request: HttpRequest, _: Any) -> str:
    """The public accounts and where their e-mails go; nothing for a reader of another machine."""
    if not comes_from_here(request):
        return ""
    return render_to_string("demo/sign_in.html", {"logins": logins()}, request)
