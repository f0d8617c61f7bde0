"""The theme switch, what robots may read, and what Trame says when it fails."""

import logging
import secrets

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template import loader
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from .navigation import THEME_COOKIE, THEMES
from .secret_addresses import UNINDEXED

logger = logging.getLogger(__name__)
YEAR = 365 * 24 * 3600
# Read aloud on the phone: neither 0/O, 1/I/L, nor 5/S.
CODE_LETTERS = "234679ACDEFGHJKMNPQRTUVWXYZ"


@login_not_required
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep light, dark, or (anything else) the system's choice in a cookie, and go back to the page."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie(
            THEME_COOKIE,
            chosen,
            max_age=YEAR,
            httponly=True,
            samesite="Lax",
            secure=bool(settings.SESSION_COOKIE_SECURE),
        )
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    return response


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """No search engine follows an address that only who received it should know."""
    refused = "".join(f"Disallow: {prefix}\n" for prefix in UNINDEXED)
    return HttpResponse(f"User-agent: *\n{refused}", content_type="text/plain; charset=utf-8")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long or the cookie is blocked: say how to get the typed text back."""
    logger.warning("CSRF refused: %s", reason)
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 with a short code, also in the log. No context processor: the database may be what failed."""
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(4))
    logger.error("server error shown to the reader with code %s", code)
    return HttpResponse(loader.render_to_string("500.html", {"code": code}), status=500)
