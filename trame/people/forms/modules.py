"""Forms of profiles and modules."""

from collections.abc import Mapping
from typing import Any

from django import forms

from trame.people import modules
from trame.people.models import Organisation, Profile
from trame.ui.forms import ChipRadio
from trame.ui.typography import joined, typeset

NO_PROFILE = "none"
BY_PROFILE, ON, OFF = "profile", "on", "off"
STATES = [(BY_PROFILE, "Selon le profil"), (ON, "Allumé"), (OFF, "Éteint")]
PREFIX = "module-"
_SAID = {True: ON, False: OFF, None: BY_PROFILE}
_MEANT = {ON: True, OFF: False, BY_PROFILE: None}


class ProfileForm(forms.Form):
    """One answer among six, or none of them; each is a button of the page."""

    profile = forms.ChoiceField(
        label="Votre profil",
        choices=[*Profile.choices, (NO_PROFILE, "Aucun")],
        error_messages={
            "required": "Choisissez ce qui vous ressemble le plus, ou « Plus tard ».",
            "invalid_choice": "Ce profil n’existe pas : choisissez-en un de la liste.",
        },
    )

    @property
    def code(self) -> str:
        """The profile chosen, empty for none of them; once the form is valid."""
        said = str(self.cleaned_data["profile"])
        return "" if said == NO_PROFILE else said


def profiles_words(module: modules.Module) -> str:
    """« médiathèque et association », « tous sauf bénévole »: the profiles that have it at first."""
    named = [str(profile.label) for profile in Profile if module.at_first(profile.value)]
    others = [str(profile.label) for profile in Profile if not module.at_first(profile.value)]
    if not named or not others:
        return "tous les profils" if named else "aucun profil"
    return joined(named) if len(named) <= len(others) else f"tous sauf {joined(others)}"


def at_first_words(module: modules.Module) -> str:
    """« Au départ : médiathèque et association. », or that it waits for the structure."""
    if module.opt_in and not module.profiles:
        return "Éteint tant que la structure ne l’allume pas."
    return f"Au départ : {profiles_words(module)}."


class ModulesForm(forms.Form):
    """Three states for each module and facet. A code that is not declared is refused, never left aside in silence."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, organisation: Organisation) -> None:
        said = {PREFIX + m.code: _SAID[modules.chosen(organisation, m.code)] for m in modules.every()}
        super().__init__(data, initial=said)
        for module in modules.every():
            self.fields[PREFIX + module.code] = forms.ChoiceField(
                label=module.label,
                help_text=typeset(f"{module.sentence} {at_first_words(module)}"),
                choices=STATES,
                widget=ChipRadio,
                error_messages={
                    "required": f"« {module.label} » : choisissez « Selon le profil », « Allumé » ou « Éteint ».",
                    "invalid_choice": f"« {module.label} » : choisissez « Selon le profil », « Allumé » ou « Éteint ».",
                },
            )

    def clean(self) -> dict[str, Any]:
        unknown = sorted(name.removeprefix(PREFIX)[:40] for name in self.data if self._is_stray(name))
        if unknown:
            names = joined([f"« {code} »" for code in unknown[:5]])
            raise forms.ValidationError(f"Trame ne connaît pas {names} : rien n’a été changé.")
        return self.cleaned_data

    def _is_stray(self, name: str) -> bool:
        return name.startswith(PREFIX) and name not in self.fields

    @property
    def choices(self) -> dict[str, bool | None]:
        """{code: on, off, or None for « selon le profil »}, once the form is valid."""
        return {name.removeprefix(PREFIX): _MEANT[str(state)] for name, state in self.cleaned_data.items()}

    @property
    def groups(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """(title, sentence, fields) for modules, then for facets."""
        return [
            (title, sentence, [self[PREFIX + m.code] for m in modules.every() if m.kind == kind])
            for kind, title, sentence in GROUPS
        ]


GROUPS = [
    ("module", "Modules", "Ce qui est dans le menu et sur l’accueil."),
    (
        "facet",
        "Champs facultatifs",
        "Ce que demandent les formulaires. Éteindre un champ n’efface rien : ce qui a été noté reste, et reste compté.",
    ),
]
