"""Addresses that hold a secret: whoever knows one may open it, so nobody else is told of it.

A middleware writes on each of their answers that it is neither kept, nor indexed, nor told to the next site; the logs
(logs.py) write them without their secret.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

# What follows is the secret, up to the next slash.
PREFIXES = ("/partage/", "/invitation/", "/compte/mot-de-passe/nouveau/", "/compte/adresse/")
# Never offered to search engines. A password key is not in the list: robots.txt would be the one to speak of it.
UNINDEXED = ("/partage/", "/invitation/")

# In a path, in a parameter of another address (« next=%2Fpartage%2F… »), and in a route that failed, without slash.
_NAMES = "|".join(re.escape(prefix.strip("/")).replace("/", "(?:/|%2F)") for prefix in PREFIXES)
_SECRET = re.compile(rf"((?:\b|(?<=%2F))(?:{_NAMES})(?:/|%2F))(?:(?!%2F)[^/\s?#&\"'<>])+", re.IGNORECASE)


def cut(text: str) -> str:
    """The text with « (retiré) » in place of every secret.

    >>> cut("Not Found: /partage/2sXq-_k/")
    'Not Found: /partage/(retiré)/'
    """
    return _SECRET.sub(r"\1(retiré)", text)


def is_secret(path: str) -> bool:
    return path.startswith(PREFIXES)


class KeepSecret:
    """First of the middlewares, so that it sees every answer: refusals, failures and redirections too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if is_secret(request.path_info):
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
            response.headers["Cache-Control"] = "private, no-store"
        return response
