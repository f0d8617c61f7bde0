"""The form that makes a link."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from . import services
from .scopes import Scope

PROPOSED_DAYS = 30


class LinkForm(forms.Form):
    expires_on = forms.DateField(
        label="Jusqu’au",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Choisissez le dernier jour du lien.",
            "invalid": "Cette date n’existe pas : écrivez-la comme 31/12/2026.",
        },
    )
    single_use = forms.BooleanField(
        label="Ne sert qu’une fois",
        required=False,
        help_text="La première personne qui l’ouvre lit la page ; ensuite, le lien ne sert plus à personne.",
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, scope: Scope) -> None:
        today = timezone.localdate()
        proposed = min(today + dt.timedelta(days=PROPOSED_DAYS), services.last_day(scope))
        super().__init__(data, initial={"expires_on": proposed})
        day = self.fields["expires_on"]
        day.help_text = f"{scope.max_days} jours au plus. Vous pourrez le retirer avant, à tout moment."
        day.widget.attrs |= {"min": today.isoformat(), "max": services.last_day(scope).isoformat()}
        if scope.single_use:
            del self.fields["single_use"]
