"""The form of what a structure chooses about personal data."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from trame.people.models import PrivacySettings, privacy_of
from trame.people.models.privacy import FEWEST_MONTHS, MOST_MONTHS
from trame.ui.typography import joined, plural

from .retention import Rule, rules

MONTHS_RANGE = f"De {FEWEST_MONTHS} à {MOST_MONTHS} mois."
OUT_OF_RANGE = f"La durée va de {FEWEST_MONTHS} à {MOST_MONTHS} mois : choisissez un nombre entre les deux."


def _months(label: str, help_text: str) -> forms.IntegerField:
    said = dict.fromkeys(("min_value", "max_value", "invalid", "required"), OUT_OF_RANGE)
    return forms.IntegerField(
        label=label, help_text=help_text, min_value=FEWEST_MONTHS, max_value=MOST_MONTHS, error_messages=said
    )


class PrivacyForm(forms.ModelForm[PrivacySettings]):
    """A shorter duration that would erase something at the next round asks for an explicit agreement."""

    people_months = _months(
        "Personnes suivies, en mois", f"Après leur dernière venue, leur fiche est effacée. {MONTHS_RANGE}"
    )
    notes_months = _months("Notes, en mois", f"Après la date de l’activité, le texte est effacé. {MONTHS_RANGE}")
    agreed = forms.BooleanField(label="Oui, effacer ces données au prochain passage, pour toujours", required=False)

    class Meta:
        model = PrivacySettings
        fields = ("contact", "dpo", "people_months", "notes_months")
        help_texts = {
            "contact": "Facultatif. Une adresse, un courriel, un téléphone : écrit sur la fiche d’information.",
            "dpo": "Facultatif. Le nom et le courriel de qui s’en occupe, si la structure en a désigné un.",
        }

    def __init__(self, data: Mapping[str, Any] | None = None, *, settings: PrivacySettings) -> None:
        self.known = privacy_of(settings.organisation)
        super().__init__(data, instance=settings)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not said["agreed"] and (leaving := self._leaving(said, timezone.localdate())):
            self.add_error(
                "agreed",
                f"Avec ces durées, {joined(leaving)} seront effacées : cochez la case, ou gardez plus longtemps.",
            )
        return said

    def _leaving(self, said: dict[str, Any], today: dt.date) -> list[str]:
        """What each shortened duration would erase: « 34 personnes suivies »."""
        asked = PrivacySettings(
            organisation=self.known.organisation, people_months=said["people_months"], notes_months=said["notes_months"]
        )
        shortened = [rule for rule in rules() if rule.setting and _is_shorter(rule, asked, self.known)]
        numbers = [(rule, rule.due_under(asked, today)) for rule in shortened]
        return [plural(number, *rule.thing) for rule, number in numbers if number]


def _is_shorter(rule: Rule, asked: PrivacySettings, known: PrivacySettings) -> bool:
    return bool(getattr(asked, rule.setting) < getattr(known, rule.setting))
