"""What is asked of a person followed: an objective, a level; and which of two files says the truth."""

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.utils import timezone

from trame.ui.forms import ChipRadio

from ..levels import OTHER, STEPS, Scale, read_lines, tool_named
from ..rules import Problems
from ..services.progress import LevelSaid
from ..typed import Mistyped
from .choices import UNKNOWN
from .fields import IdentityField
from .person import day_field

Read = TypeVar("Read")


class ObjectiveForm(forms.Form):
    """One sentence."""

    use_required_attribute = False

    client_uuid = IdentityField(widget=forms.HiddenInput, required=False)
    sentence = forms.CharField(
        label="Nouvel objectif",
        max_length=200,
        help_text="Ce que la personne veut savoir faire, dans ses mots.",
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={
            "required": "Dites l’objectif en quelques mots.",
            "max_length": "L’objectif dépasse 200 signes : raccourcissez-le.",
        },
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"client_uuid": uuid.uuid4()})


class LevelForm(forms.Form):
    """One reading of one tool, in its own words: our tasks as chips, another's result and lines as text."""

    use_required_attribute = False

    client_uuid = IdentityField(widget=forms.HiddenInput, required=False)
    read_on = day_field(label="Quand", required=True)

    def __init__(self, scale: Scale, data: Any = None) -> None:
        self.scale = scale
        super().__init__(data, initial={"client_uuid": uuid.uuid4(), "read_on": timezone.localdate()})
        self.fields["read_on"].error_messages["required"] = "Dites quel jour : par exemple 03/03/2026."
        steps = [*((str(number), words) for number, words in enumerate(STEPS)), UNKNOWN]
        for code, label in scale.items.items():
            self.fields[code] = forms.ChoiceField(label=label, choices=steps, required=False, widget=ChipRadio)
        if not scale.items:
            self._ask_what_it_says()

    def _ask_what_it_says(self) -> None:
        if self.scale.code == OTHER:
            self.fields["scale"] = forms.CharField(
                label="Nom de l’outil", max_length=30, widget=forms.TextInput({"autocomplete": "off"}),
                error_messages={
                    "required": "Dites quel outil a été utilisé.",
                    "max_length": "Le nom dépasse 30 signes : raccourcissez-le.",
                },
            )  # fmt: skip
        self.fields["scale_version"] = forms.CharField(
            label="Version", required=False, max_length=30, widget=forms.TextInput({"autocomplete": "off"}),
            help_text="Si vous la connaissez. Deux versions ne se comparent pas.",
        )  # fmt: skip
        self.fields["result"] = forms.CharField(
            label="Résultat", required=False, max_length=200, widget=forms.TextInput({"autocomplete": "off"}),
            help_text="Tel que l’outil le donne : un score, un niveau, une phrase.",
        )  # fmt: skip
        self.fields["lines"] = forms.CharField(
            label="Par domaine", required=False, max_length=4000, widget=forms.Textarea({"rows": 5}),
            help_text="Une ligne par domaine, par exemple « Protéger : 2 ».",
        )  # fmt: skip

    def clean_scale(self) -> str:
        return _read(tool_named, self.cleaned_data["scale"])

    def clean_lines(self) -> dict[str, str]:
        return _read(read_lines, self.cleaned_data["lines"])

    def add_problems(self, found: Problems) -> None:
        """Beside its field; what is said of the whole detail, above them all."""
        for name, sentences in found.items():
            for sentence in sentences:
                self.add_error(name if name in self.fields else None, sentence)

    @property
    def said(self) -> LevelSaid:
        data = self.cleaned_data
        chosen = {code: int(data[code]) for code in self.scale.items if data.get(code)}
        return LevelSaid(
            scale=data.get("scale") or self.scale.code,
            scale_version=data.get("scale_version", ""),
            read_on=data["read_on"],
            result=data.get("result", ""),
            detail={**chosen, **data.get("lines", {})},
            client_uuid=data["client_uuid"],
        )


def _read(reader: Callable[[str], Read], typed: str) -> Read:
    try:
        return reader(typed)
    except Mistyped as mistyped:
        raise forms.ValidationError(str(mistyped)) from mistyped
