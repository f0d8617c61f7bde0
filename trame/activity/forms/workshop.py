"""An atelier: people counted without names, and those followed by choice."""

from typing import Any, ClassVar, cast

from django import forms
from django.http import QueryDict

from trame.reference.nomenclatures import Kind
from trame.ui.forms import ChipCheckbox, ChipRadio, Counter
from trame.ui.typography import plural

from .. import facets, typed
from ..entry import FollowedParticipant
from ..models import ANONYMOUS_COUNTERS, Beneficiary
from ..models.counters import DIMENSIONS, MAX_PARTICIPANTS, counters_of
from ..people import find_person
from ..words import COUNTER_LABELS
from . import choices
from .optional import WORDS_OF_CIRCUMSTANCES
from .record import RecordForm

NOT_A_NUMBER = "Tapez un nombre entier de personnes, en chiffres."
NEGATIVE = "Un nombre de personnes ne peut pas être négatif."
TOO_MANY = "10 000 personnes au plus : vérifiez le nombre."


def people_counter(label: str, *, large: bool = False) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MAX_PARTICIPANTS,
        initial=0,
        widget=Counter(large=large),
        error_messages={"invalid": NOT_A_NUMBER, "min_value": NEGATIVE, "max_value": TOO_MANY},
    )


MAX_DIGITS = 6  # of a number of people worth showing
MAX_DIGITS_OF_ID = 19


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS


class PresentField(forms.MultipleChoiceField):
    """Ids of people followed. Whether they are the structure's is for the rules to say: they ask it anyway."""

    def valid_value(self, value: Any) -> bool:
        return str(value).isascii() and str(value).isdigit() and len(str(value)) < MAX_DIGITS_OF_ID


class WorkshopForm(RecordForm):
    kind = Kind.COLLECTIF
    template = "activity/record/workshop.html"
    # A problem of an axis is written beside the first of its counters.
    places_of_problems: ClassVar[dict[str, str]] = RecordForm.places_of_problems | {
        f"anonymous_{dimension}": counters_of(dimension)[0].field for dimension in DIMENSIONS
    }
    folded = (*RecordForm.folded, "followed", "others", "procedure_name")
    words_of_folded = (
        ("followed", "personnes suivies"), ("materials", "matériel"), ("tags", "tags"), ("notes", "notes"),
        ("procedure_name", "démarche"), *WORDS_OF_CIRCUMSTANCES,
    )  # fmt: skip

    # The total that would make every axis fit, when the one typed is too small.
    mended_total: int | None = None

    title = forms.CharField(label="Titre", required=False, widget=forms.TextInput({"autocomplete": "off"}))
    anonymous_total = people_counter("Total", large=True)
    level = forms.ChoiceField(label="Niveau", required=False, choices=choices.LEVELS, widget=ChipRadio)
    followed = PresentField(
        label="Personnes suivies présentes",
        required=False,
        help_text="Elles s’ajoutent au total.",
        error_messages={"invalid_choice": "Une personne choisie n’est pas suivie par votre structure."},
    )
    others = forms.CharField(
        label="Autres personnes suivies",
        required=False,
        help_text="Leurs pseudonymes ou leurs noms, séparés par des virgules.",
        widget=forms.TextInput({"list": "personnes-suivies", "autocomplete": "off", "data-words": ""}),
    )
    procedure_name = forms.CharField(label="Nom de la démarche", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "followed" in self.fields:
            field = cast(forms.MultipleChoiceField, self.fields["followed"])
            field.widget = ChipCheckbox(visible=choices.PEOPLE_IN_SIGHT, more_label="Voir les {n} dernières venues")
            field.choices = self._people_offered

    def _people_offered(self) -> choices.Choices:
        """Read when the page is drawn: saving needs none of them."""
        return choices.people(self.habits, self._already_there())

    @property
    def offers_people(self) -> bool:
        return "followed" in self.fields and bool(self._people_offered())

    def _leave_out(self, off: set[str]) -> None:
        for counter in ANONYMOUS_COUNTERS:
            self.fields[counter.field] = people_counter(COUNTER_LABELS[counter.field])
        asked_again = {facet for facet in facets.FACETS if facet.code in off and not self._fits(facet)}
        super()._leave_out(off - {facet.code for facet in asked_again})
        if asked_again:
            self._show_recorded(asked_again)

    def _fits(self, facet: facets.Facet) -> bool:
        """Whether what is recorded of a facet that is not asked still fits the total typed."""
        total = str(self.data.get("anonymous_total", "")).strip() or "0"
        if self.activity is None or not self.is_bound or not _is_number(total):
            return True
        axes = [axis for axis in facet.keeps if axis in DIMENSIONS]
        return all(self._recorded(axis) <= int(total) for axis in axes)

    def _recorded(self, axis: str) -> int:
        return sum(getattr(self.activity, counter.field) for counter in counters_of(axis))

    def _show_recorded(self, asked_again: set[facets.Facet]) -> None:
        """Fewer people than what is recorded of them: their counters come back, as recorded, to be mended there."""
        shown = cast(QueryDict, self.data).copy()
        for name in (counter.field for counter in ANONYMOUS_COUNTERS):
            if any(name in facet.fields for facet in asked_again) and name not in shown:
                shown[name] = str(getattr(self.activity, name))
        self.data = shown

    def _already_there(self) -> list[Beneficiary]:
        if self.activity is None:
            return []
        return [attendance.beneficiary for attendance in self.activity.attendances.select_related("beneficiary")]

    def _read_more(self) -> None:
        """Turns the names typed into ids, beside those ticked, in `cleaned_data["present"]`."""
        data = self.cleaned_data
        present = [int(pk) for pk in data.get("followed", ())]
        if "membership_id" in data:
            for text in typed.words(data.get("others", "")):
                try:
                    present.append(find_person(text, self.membership.organisation_id).pk)
                except typed.Mistyped as mistyped:
                    self.add_error("others", str(mistyped))
                    break
        data["present"] = list(dict.fromkeys(present))

    def _said(self) -> dict[str, Any]:
        data = self.cleaned_data
        known = dict(self.activity.attendances.values_list("beneficiary", "age_band")) if self.activity else {}
        return {
            **super()._said(),
            "title": data.get("title", ""),
            "level": data.get("level", ""),
            "procedure_name": data.get("procedure_name", ""),
            "followed": tuple(FollowedParticipant(pk, known.get(pk, "")) for pk in data.get("present", ())),
            "anonymous_total": self._count("anonymous_total"),
            "anonymous": {counter.field: self._count(counter.field) for counter in ANONYMOUS_COUNTERS},
        }

    def _count(self, name: str) -> int:
        return self.cleaned_data.get(name) or 0

    def clean(self) -> dict[str, Any]:
        sums = [sum(self._count(counter.field) for counter in counters_of(axis)) for axis in DIMENSIONS]
        if self._count("anonymous_total") < max(sums) <= MAX_PARTICIPANTS:
            self.mended_total = max(sums)
        return super().clean()

    @property
    def participants_said(self) -> str:
        """For the save bar, before any script."""
        total = str(self["anonymous_total"].value() or "")
        followed = self.present_unasked if "followed" not in self.fields else len(self["followed"].value() or ())
        return plural(followed + (int(total) if _is_number(total) else 0), "participant")

    @property
    def present_unasked(self) -> int:
        """How many followed people a correction keeps without showing them."""
        return len(self._already_there()) if "followed" not in self.fields else 0
