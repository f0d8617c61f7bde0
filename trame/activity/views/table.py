"""The filtered list as a table: ordered by a column, changed many rows at once."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trame.people.requests import AccountRequest

from ..filters import Filters
from ..models.activity import ActivityQuerySet
from ..services.bulk import MAX_CHANGED
from ..table import COLUMNS, LENGTHS, USUAL_LENGTH, USUAL_ORDER, Column, list_table, orders
from . import bulk_after, filtered
from .filtered import Address


@require_safe
def table(request: AccountRequest) -> HttpResponse:
    """The activities in columns, in the order and the length of page that the address says."""
    context = filtered.read(request, request.GET)
    return in_columns(request, context, filtered.found(context), request.GET)


def in_columns(
    request: AccountRequest, context: dict[str, Any], found: ActivityQuerySet, params: QueryDict
) -> HttpResponse:
    """`found` as a table; `context` may have the words looked for (`text`)."""
    order, length, text = params.get("tri", ""), params.get("par", ""), context.get("text", "")
    order = order if order in orders() else USUAL_ORDER
    length = length if length in map(str, LENGTHS) else str(USUAL_LENGTH)
    address = Address("table").changing("tri", order, USUAL_ORDER).changing("par", length, str(USUAL_LENGTH))
    filters = context["filters"]
    listing = list_table(found, order, int(length), params.get("page", "1"))
    context |= filtered.shown(request, context, address) | filtered.pages(listing.page, filters, address)
    context |= {
        "listing": listing,
        "found": filtered.Found(filters, listing.totals.activities, text),
        "most_changed": MAX_CHANGED,
        "changed": bulk_after.take(request),
        "columns": [_heading(column, order, address, filters) for column in COLUMNS.values()],
        "lengths": [(one, address.changing("par", str(one)).of(filters), str(one) == length) for one in LENGTHS],
        "blocking": None if listing.totals.activities or "text" in context else filtered.blocked(context, address),
    }
    return render(request, "activity/table.html", context)


def _heading(column: Column, order: str, address: Address, filters: Filters) -> dict[str, str]:
    """A heading that orders by its column, or turns its order round."""
    falling = order.startswith("-")
    by_it = order.removeprefix("-") == column.code
    sign = ("" if falling else "-") if by_it else column.first
    return {
        "code": column.code,
        "word": column.word,
        "query": address.changing("tri", sign + column.code, USUAL_ORDER).of(filters),
        "sorted": ("descending" if falling else "ascending") if by_it else "",
    }
