"""The address of a page of this site, as an e-mail writes it."""

from django.conf import settings
from django.http import HttpRequest


def absolute(request: HttpRequest, path: str) -> str:
    """`path` after SITE_URL; without that setting, after the host of the request, which must be in ALLOWED_HOSTS."""
    base: str = settings.SITE_URL or request.build_absolute_uri("/")
    return base.rstrip("/") + path
