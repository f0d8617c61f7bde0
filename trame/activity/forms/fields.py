"""Fields that every record form has: which page it is, and which day."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from trame.ui.forms import ChipRadio

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


class LateChoices:
    """Mixed in a field whose choices are read when the page is drawn, and no sooner: saving needs none of them.

    `sound` says whether a code may be one of them; that it is really, the rules ask, as they ask it of every record.
    """

    def __init__(self, *, sound: Callable[[str], bool], **options: Any) -> None:
        self.sound = sound
        super().__init__(**options)

    def valid_value(self, value: Any) -> bool:
        return self.sound(str(value))


class LateChoiceField(LateChoices, forms.ChoiceField):
    """One code."""


class LateMultipleChoiceField(LateChoices, forms.MultipleChoiceField):
    """Several codes."""


class PlaceChips(ChipRadio):
    """Places, of which `in_sight` tells, once they are drawn, how many are not folded."""

    def __init__(self, in_sight: Callable[[], int]) -> None:
        self.in_sight = in_sight
        super().__init__(more_label="Voir tous les lieux")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        self.visible = self.in_sight()
        return super().get_context(name, value, attrs)


class IdentityField(forms.UUIDField):
    """The page's own UUID; what is not one is a page that cannot replay, so it gets a new identity."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value) or uuid.uuid4()
        except ValidationError:
            return uuid.uuid4()
