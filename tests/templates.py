"""A named template of records."""

from trame.activity.models import Activity, RecordTemplate
from trame.activity.services import keep_template


def keep_as(name: str, recorded: Activity) -> RecordTemplate:
    """The template that the author of an activity makes of it."""
    return keep_template(by=recorded.mediator, activity=recorded, name=name)
