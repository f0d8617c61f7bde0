"""Capture is tested on Tuesday 3 March 2026, at 14 h 05 in Paris."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from tests.cast import Cast


@pytest.fixture(autouse=True)
def tuesday_afternoon() -> Iterator[None]:
    with time_machine.travel("2026-03-03T14:05:00+01:00", tick=False):
        yield


@pytest.fixture
def awa(cast: Cast, client: Client) -> Client:
    """Awa's browser."""
    client.force_login(cast.awa)
    return client
