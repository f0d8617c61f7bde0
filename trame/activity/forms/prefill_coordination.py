"""What a form of coordination shows before anything is typed; `prefill` has what every record shares."""

import dataclasses
from typing import Any

from ..entry import CoordinationSaid
from ..models import Activity
from .partnership import initial_of

Initial = dict[str, Any]
# Counted that day: « Refaire » asks for them again, as an atelier asks who came.
OF_THAT_DAY = ("mediators", "structures", "others", "participants")


def said_by(activity: Activity) -> Initial:
    """Everything that coordination says, by control."""
    names = {field.name for field in dataclasses.fields(CoordinationSaid)} - {"partners"}
    said = {name: getattr(activity.coordination, name) for name in names}
    return said | initial_of(list(activity.partners.all()))


def said_again(activity: Activity) -> Initial:
    return {name: value for name, value in said_by(activity).items() if name not in OF_THAT_DAY}
