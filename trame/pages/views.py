"""Home and the pages of the instance itself."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from trame.people import profiles
from trame.people.requests import AccountRequest

from .home import home_context


@login_not_required  # asked by load balancers; says nothing of the content
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """{"status": "ok"} when the database answers; else the error page's 500."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@require_safe
def home(request: AccountRequest) -> HttpResponse:
    if profiles.is_due(request.user) and "HX-Request" not in request.headers:
        return redirect("welcome")
    context = home_context(request.user) | {"today": timezone.localdate()}
    return render(request, "pages/home.html", context)
