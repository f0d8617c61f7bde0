"""What the walk asks of the files of figures: one format, one chart, and something to write in them."""

from typing import Any

from django.utils import timezone

from tests.cast import activity
from trame.directory.models import Place
from trame.people.models import Membership


def recorded_today(by: Membership, where: Place) -> None:
    """The figures of this year, which the page shows when no period is asked, are not empty."""
    activity(by, where, date=timezone.localdate())


def a_file(world: object) -> list[Any]:
    return ["zip"]


def a_chart(world: object) -> list[Any]:
    return ["attendances_by_channel", "svg"]


def a_crossing(world: object) -> list[Any]:
    return ["sujet", "age", "nombre"]


def a_crossed_file(world: object) -> list[Any]:
    return ["sujet", "age"]
