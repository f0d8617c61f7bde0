"""« La permanence »: a half-day at one place, one line per visit."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from trame.people.requests import AccountRequest
from trame.reference.nomenclatures import Kind

from .. import services
from ..forms.permanence import Permanence
from ..habits import habits_of
from . import after
from .record import for_mediators


@require_http_methods(["GET", "HEAD", "POST"])
@for_mediators
def permanence(request: AccountRequest) -> HttpResponse:
    """All the lines are saved, or none; what was typed is shown again whatever happens."""
    habits = habits_of(request.user, Kind.INDIVIDUEL)
    if request.method != "POST":
        return _show(request, Permanence(habits))
    if "more" in request.POST:
        return _show(request, Permanence.longer(habits, request.POST), longer=True)
    grid = Permanence(habits, request.POST)
    if not grid.is_valid():
        return _show(request, grid, HTTPStatus.UNPROCESSABLE_ENTITY)
    said: dict[str, Any] = {"membership": grid.head.membership, "entries": grid.entries}
    try:
        visits = services.record_visits(by=request.user, **said)
    except services.EntryRefused as refused:
        grid.head.add_problems(refused.problems)
        return _show(request, grid, HTTPStatus.UNPROCESSABLE_ENTITY)
    except services.VisitsConflict as conflict:
        grid.renew(conflict.lines)
        return _show(request, grid, HTTPStatus.CONFLICT, conflicts=len(conflict.lines))
    after.remember_visits(request, visits.activities)
    return redirect("activity:list")


def _show(request: AccountRequest, grid: Permanence, status: int = HTTPStatus.OK, **more: Any) -> HttpResponse:
    return render(request, "activity/permanence/page.html", {"grid": grid, **more}, status=status)
