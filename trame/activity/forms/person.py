"""The file of a person followed: what one chose to know of her."""

from typing import Any

from django import forms
from django.utils import timezone

from trame.reference.forms import CommuneField
from trame.reference.nomenclatures import AgeBand, Gender, Status, stated
from trame.reference.search import search_key
from trame.ui.forms import ChipRadio

from ..models import Beneficiary
from ..rules import Problems
from ..services import PersonDetails
from ..words import COUNTER_LABELS, GENDERS
from .choices import UNKNOWN

FIRST_YEAR = 1900
TELLING = 3  # letters from which a word of the name would be recognised in the pseudonym


class PersonForm(forms.Form):
    """Nothing but the pseudonym is asked. After `is_valid()`: `details`."""

    use_required_attribute = False

    pseudonym = forms.CharField(
        label="Pseudonyme",
        max_length=40,
        help_text="Toute la structure le lit, responsables compris : il ne dit rien du nom.",
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={
            "required": "Une personne suivie garde un pseudonyme : tapez-en un.",
            "max_length": "Le pseudonyme dépasse 40 signes : raccourcissez-le.",
        },
    )
    name = forms.CharField(
        label="Nom et prénom",
        required=False,
        max_length=200,
        help_text="Un choix, que la personne connaît. Seules les médiatrices et médiateurs de la structure le voient.",
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"max_length": "Le nom dépasse 200 signes : raccourcissez-le."},
    )
    gender = forms.ChoiceField(
        label="Genre", required=False, choices=[*((g.value, GENDERS[g.value]) for g in stated(Gender)), UNKNOWN],
        widget=ChipRadio,
    )  # fmt: skip
    birth_year = forms.IntegerField(
        label="Année de naissance",
        required=False,
        min_value=FIRST_YEAR,
        help_text="Quatre chiffres. Avec elle, la tranche d’âge se calcule toute seule.",
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": "L’année s’écrit en quatre chiffres, par exemple 1958.",
            "min_value": "L’année de naissance commence à 1900 : vérifiez-la.",
        },
    )
    age_band = forms.ChoiceField(
        label="Tranche d’âge",
        required=False,
        choices=[*((a.value, COUNTER_LABELS[f"anonymous_age_{a.value}"]) for a in stated(AgeBand)), UNKNOWN],
        widget=ChipRadio,
    )
    status = forms.ChoiceField(
        label="Statut", required=False, choices=[*((s.value, str(s.label)) for s in stated(Status)), UNKNOWN],
        widget=ChipRadio,
    )  # fmt: skip
    residence = CommuneField(label="Commune de résidence", required=False)

    def __init__(self, data: Any = None, *, person: Beneficiary) -> None:
        known = ("pseudonym", "name", "gender", "birth_year", "age_band", "status", "residence")
        super().__init__(data, initial={name: getattr(person, name) for name in known})

    def clean_pseudonym(self) -> str:
        return " ".join(self.cleaned_data["pseudonym"].split())

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_birth_year(self) -> int | None:
        year: int | None = self.cleaned_data["birth_year"]
        if year and year > timezone.localdate().year:
            raise forms.ValidationError("Cette année n’est pas encore passée : vérifiez-la.")
        return year

    def clean(self) -> None:
        pseudonym = search_key(self.cleaned_data.get("pseudonym", ""))
        words = [word for word in search_key(self.cleaned_data.get("name", "")).split() if len(word) >= TELLING]
        if any(word in pseudonym for word in words):
            self.add_error("pseudonym", "Ce pseudonyme dit le nom, que tout le monde lirait : choisissez-en un autre.")

    def add_problems(self, found: Problems) -> None:
        """Put what the service refuses beside its field."""
        for name, sentences in found.items():
            for sentence in sentences:
                self.add_error(name, sentence)

    @property
    def details(self) -> PersonDetails:
        return PersonDetails(**self.cleaned_data)
