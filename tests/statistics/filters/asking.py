"""Asking for figures by an address, as a reader does."""

import datetime as dt
import re
from html import unescape

from django.http import QueryDict
from django.test import Client
from django.utils.html import strip_tags

from trame.people.models import User
from trame.statistics.engine import compute
from trame.statistics.figures import Figure
from trame.statistics.filters import Filters, filters_from

TODAY = dt.date(2025, 11, 24)
YEAR = "du=2025-01-01&au=2025-12-31"


def asked(reader: User, query: str) -> Filters:
    found = filters_from(QueryDict(query), reader, TODAY)
    assert found is not None
    return found


def figures(reader: User, query: str, *codes: str) -> dict[str, Figure]:
    """Of 2025, with these filters."""
    scope = asked(reader, f"{YEAR}&{query}").scope(reader)
    return compute(scope, codes or None, reader=reader)


def activities(reader: User, query: str) -> int:
    return figures(reader, query, "activities")["activities"].n


def answer(reader: User, query: str, path: str = "/statistiques/") -> tuple[int, str]:
    """The status, and the source of the page."""
    client = Client()
    client.force_login(reader)
    response = client.get(f"{path}?{query}")
    return response.status_code, response.content.decode()


def words(html: str) -> str:
    """What is read, spaces made plain."""
    return re.sub(r"\s+", " ", unescape(strip_tags(html)))


def page(reader: User, query: str) -> str:
    status, html = answer(reader, query)
    assert status == 200
    return words(html)
