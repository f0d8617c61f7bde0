"""The optional facets: each a control or two, folded, in the form only where a structure wants it (`facets.FACETS`)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from trame.reference.nomenclatures import (
    AccessMode,
    Connection,
    Equipment,
    HalfDay,
    Nomenclature,
    Origin,
    Payment,
    PublicKind,
    Setting,
    Skill,
)
from trame.ui.forms import ChipCheckbox, ChipRadio

from .. import typed
from ..entry import FACET_FIELDS
from . import choices

NOT_IN_THE_LIST = {"invalid_choice": "Ce choix n’est pas dans la liste."}


class TimeField(forms.CharField):
    """Minutes typed as people write them; blank is « non renseigné », 0 is an answer."""

    def __init__(self, label: str, help_text: str = "") -> None:
        super().__init__(
            label=label, required=False, help_text=help_text, widget=forms.TextInput({"autocomplete": "off"})
        )

    def clean(self, value: Any) -> Any:
        try:
            return typed.time_noted(super().clean(value))
        except typed.Mistyped as mistyped:
            raise ValidationError(str(mistyped)) from mistyped


def one_of(label: str, nomenclature: type[Nomenclature], help_text: str = "") -> forms.ChoiceField:
    offered = [*choices.every(nomenclature), choices.UNKNOWN]
    return forms.ChoiceField(
        label=label, required=False, choices=offered, help_text=help_text, widget=ChipRadio,
        error_messages=NOT_IN_THE_LIST,
    )  # fmt: skip


def some_of(label: str, nomenclature: type[Nomenclature]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=choices.every(nomenclature),
        widget=ChipCheckbox,
        error_messages=NOT_IN_THE_LIST,
    )


class OptionalFields(forms.Form):
    """What the facets that are on say, for ActivityEntry; a field that could not be read says nothing."""

    def facets_said(self) -> dict[str, Any]:
        read = {name: self.cleaned_data[name] for name in FACET_FIELDS if name in self.cleaned_data}
        return {name: tuple(value) if isinstance(value, list) else value for name, value in read.items()}


class TimesAround(OptionalFields):
    """The work that the duration does not show."""

    preparation_minutes = TimeField("Préparation", "Par exemple 20, 1 h 30 ou 90 min.")
    travel_minutes = TimeField("Trajet", "Aller et retour.")
    coordination_minutes = TimeField("Coordination", "Échanges avec les partenaires.")
    half_days = some_of("Demi-journée", HalfDay)


class Circumstances(TimesAround):
    """What is said of an accompaniment as of an atelier."""

    public_kind = one_of("Type de public", PublicKind)
    setting = one_of("Cadre", Setting)
    access_mode = one_of("Accès", AccessMode)
    payment = one_of("Paiement", Payment)
    secondary_topics = forms.MultipleChoiceField(
        label="En filigrane",
        required=False,
        help_text="Les sujets abordés en passant.",
        error_messages=NOT_IN_THE_LIST,
    )


class StartingPoint(OptionalFields):
    """What is said of one person: who sent her, what she has, where she is and where she gets."""

    origin = forms.ChoiceField(
        label="Orientée par",
        required=False,
        choices=[choices.UNKNOWN, *choices.every(Origin)],
        error_messages=NOT_IN_THE_LIST,
    )
    equipment_at_start = some_of("Équipement au départ", Equipment)
    connection_at_start = one_of("Connexion au départ", Connection)
    skill_at_start = one_of("Aisance au départ", Skill)
    skill_after = one_of("Aisance après", Skill)


# (control, its word) for the line of « Plus de détails », after those that were there before.
WORDS_OF_CIRCUMSTANCES = (
    ("public_kind", "type de public"), ("setting", "cadre"), ("access_mode", "accès"), ("payment", "paiement"),
    ("secondary_topics", "sujets en filigrane"), ("preparation_minutes", "temps autour"),
)  # fmt: skip
WORDS_OF_STARTING_POINT = (
    ("origin", "orientée par"), ("equipment_at_start", "équipement"), ("skill_at_start", "aisance"),
)  # fmt: skip
