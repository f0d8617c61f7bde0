"""Pages of signing in that django-allauth has not: the door closed after too many wrong passwords."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked(request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None) -> HttpResponse:
    """In place of any answer (429): the same page whether the account exists or not, the password right or wrong."""
    return render(request, "account/locked.html", {"signed_in": request.user.is_authenticated}, status=429)
