"""The file of a person followed: what one chose to know of her, why, and until when."""

import uuid
from typing import Any, cast

from django import forms
from django.utils import timezone

from trame.people.models import Organisation, User, privacy_of
from trame.people.months import months_after
from trame.reference.forms import CommuneField
from trame.reference.nomenclatures import AgeBand, Gender, Status, stated
from trame.reference.search import search_key
from trame.ui.forms import ChipRadio

from .. import access, phones
from ..likeness import Traits
from ..models import Beneficiary
from ..person_entry import PersonDetails
from ..rules import Problems
from ..rules.following import person_problems
from ..services import version_of
from ..typed import Mistyped
from ..words import COUNTER_LABELS, GENDERS
from .choices import UNKNOWN
from .fields import DAY_FORMATS, NUMERIC, IdentityField
from .version import SeenVersion

FIRST_YEAR = 1900
TELLING = 3  # letters from which a word of the name would be recognised in the pseudonym
DAY = {**NUMERIC, "placeholder": "jj/mm/aaaa"}
UNREADABLE_DAY = "Cette date ne se lit pas : tapez par exemple 03/03/2026."


def day_field(**options: Any) -> forms.DateField:
    widget = forms.DateInput(DAY, format="%d/%m/%Y")
    return forms.DateField(
        input_formats=DAY_FORMATS, widget=widget, error_messages={"invalid": UNREADABLE_DAY}, **options
    )


class PersonForm(forms.Form):
    """Nothing but the pseudonym is asked of a file; why and since when she knows, of a new one that names her.

    `person`: the file to correct; None to open one. After `is_valid()`: `details`.
    """

    use_required_attribute = False

    client_uuid = IdentityField(widget=forms.HiddenInput, required=False)
    version = SeenVersion()
    pseudonym = forms.CharField(
        label="Pseudonyme ou code",
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
    phone = forms.CharField(
        label="Téléphone",
        required=False,
        widget=forms.TextInput({"type": "tel", "autocomplete": "off", "maxlength": phones.MAX_TYPED}),
    )
    email = forms.EmailField(
        label="Adresse électronique",
        required=False,
        widget=forms.EmailInput({"autocomplete": "off"}),
        error_messages={"invalid": "Cette adresse ne se lit pas : tapez par exemple nom@exemple.fr."},
    )
    purpose = forms.CharField(
        label="Pourquoi la suivre",
        required=False,
        max_length=300,
        help_text="En quelques mots : apprendre à faire seule ses démarches, un parcours de cinq séances…",
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"max_length": "Le but dépasse 300 signes : raccourcissez-le."},
    )
    informed = forms.BooleanField(
        label="J’ai informé la personne",
        required=False,
        help_text="De ce qui est écrit, pourquoi, combien de temps, et de ses droits.",
    )
    informed_on = day_field(label="Informée le", required=False)
    follow_until = day_field(
        label="Suivie jusqu’au",
        required=False,
        help_text="Après cette date, Trame vous demande de prolonger ou d’effacer.",
    )
    referent = forms.ChoiceField(
        label="Référent·e",
        required=False,
        error_messages={"invalid_choice": "Choisissez quelqu’un qui est médiateur·rice dans la structure aujourd’hui."},
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
        widget=forms.TextInput(NUMERIC),
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

    def __init__(self, data: Any = None, *, organisation: Organisation, by: User, person: Beneficiary | None = None):
        self.person, self.organisation = person, organisation
        super().__init__(data, initial=_known(person) if person else _proposed(organisation, by))
        if person is None:
            self.fields["pseudonym"].required = False
            self.fields["pseudonym"].help_text = f"{PersonForm.base_fields['pseudonym'].help_text} Vide : tiré au sort."
        memberships = access.mediators_of(organisation.pk).select_related("user")
        self.referents = {membership.user_id: membership.user for membership in memberships}
        if person and person.referent and person.referent_id not in self.referents:
            self.referents[person.referent.pk] = person.referent
        named = sorted(((str(pk), str(user)) for pk, user in self.referents.items()), key=lambda choice: choice[1])
        cast(forms.ChoiceField, self.fields["referent"]).choices = [("", "Personne en particulier"), *named]

    def clean_pseudonym(self) -> str:
        return " ".join(self.cleaned_data["pseudonym"].split())

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_purpose(self) -> str:
        return " ".join(self.cleaned_data["purpose"].split())

    def clean_phone(self) -> str:
        try:
            return phones.read_phone(self.cleaned_data["phone"])
        except Mistyped as mistyped:
            raise forms.ValidationError(str(mistyped)) from mistyped

    def clean_referent(self) -> User | None:
        chosen = self.cleaned_data["referent"]
        return self.referents[int(chosen)] if chosen else None

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
        if not self.cleaned_data.get("informed"):
            self.errors.pop("informed_on", None)
            self.cleaned_data["informed_on"] = None
        elif not self.cleaned_data.get("informed_on") and "informed_on" not in self.errors:
            self.cleaned_data["informed_on"] = timezone.localdate()
        if not self.errors:  # all that is wrong is said before a twin is looked for
            self.add_problems(
                person_problems(self.details, self.organisation.pk, timezone.localdate(), known=self.person)
            )

    def add_problems(self, found: Problems) -> None:
        """Put what the service refuses beside its field."""
        for name, sentences in found.items():
            for sentence in sentences:
                self.add_error(name, sentence)

    @property
    def details(self) -> PersonDetails:
        asides = {"client_uuid", "version", "informed"}
        return PersonDetails(**{name: value for name, value in self.cleaned_data.items() if name not in asides})

    @property
    def traits(self) -> Traits:
        """What is compared with the files that are there, as far as it can be read yet."""
        data = self.cleaned_data
        residence = data.get("residence")
        return Traits(
            name=data.get("name", ""),
            birth_year=data.get("birth_year"),
            gender=data.get("gender", ""),
            phone=data.get("phone", ""),
            email=data.get("email", ""),
            residence=residence.pk if residence else None,
        )


def _known(person: Beneficiary) -> dict[str, Any]:
    same = ("pseudonym", "name", "email", "gender", "birth_year", "age_band", "status", "residence", "purpose",
            "follow_until")  # fmt: skip
    return {name: getattr(person, name) for name in same} | {
        "version": version_of(person),
        "phone": phones.shown(person.phone),
        "informed": person.informed_on is not None,
        "informed_on": person.informed_on or timezone.localdate(),
        "referent": str(person.referent_id or ""),
    }


def _proposed(organisation: Organisation, by: User) -> dict[str, Any]:
    """Told today, followed by who opens the file, for as long as the structure keeps somebody who does not come."""
    today = timezone.localdate()
    return {
        "client_uuid": uuid.uuid4(),
        "informed_on": today,
        "follow_until": months_after(today, privacy_of(organisation).people_months),
        "referent": str(by.pk),
    }
