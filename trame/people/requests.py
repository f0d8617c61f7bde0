"""A request whose reader is known to be an account: the login middleware has seen to it."""

from django.http import HttpRequest

from .models import User


class AccountRequest(HttpRequest):
    user: User
