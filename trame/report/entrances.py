"""Where lower pages lead to the bilans: what is due, on the home page."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from .models import Report

DUE_SHOWN = 3


def due_reports(request: HttpRequest, _: Any) -> str:
    """The bilans of this year and the last that were never frozen, with what is ready in them; <li> elements."""
    drafts = Report.objects.visible_to(request.user).filter(publications=None, year__gte=timezone.localdate().year - 1)
    reports = list(drafts.prefetch_related("sections")[:DUE_SHOWN])
    return render_to_string("report/due.html", {"reports": reports}, request) if reports else ""
