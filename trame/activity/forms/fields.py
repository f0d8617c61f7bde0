"""Fields that every record form has: which page it is, and which day."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from .choices import OTHER

DAY_FORMATS = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y"]
NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}


class DayField(forms.ChoiceField):
    """An ISO date, or « other »: a page kept open past midnight still says the day its author read."""

    def valid_value(self, value: Any) -> bool:
        if value == OTHER:
            return True
        try:
            dt.date.fromisoformat(str(value))
        except ValueError:
            return False
        return True


class IdentityField(forms.UUIDField):
    """The page's own UUID; what is not one is a page that cannot replay, so it gets a new identity."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value) or uuid.uuid4()
        except ValidationError:
            return uuid.uuid4()
