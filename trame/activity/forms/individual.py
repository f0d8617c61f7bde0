"""An accompaniment: one person, anonymous unless one chooses otherwise."""

from typing import Any, ClassVar

from django import forms
from django.utils.functional import cached_property

from trame.reference.forms import CommuneField
from trame.reference.nomenclatures import AgeBand, Kind, Status, stated
from trame.ui.forms import ChipRadio

from ..entry import FollowedParticipant, NewPerson
from ..facets import PROCEDURES
from ..models.counters import DIMENSIONS, counters_of
from ..people import find_person
from ..typed import Mistyped
from ..words import COUNTER_LABELS, GENDERS, VENUES
from . import choices
from .optional import WORDS_OF_CIRCUMSTANCES, WORDS_OF_STARTING_POINT, StartingPoint
from .procedures import ProceduresFields
from .record import RecordForm

ANONYMOUS, FOLLOWED, NEW = "anonymous", "followed", "new"
WHO = [
    (ANONYMOUS, "Sans la suivre"),
    (FOLLOWED, "Personne déjà suivie"),
    (NEW, "Suivre cette personne"),
]
INFORMATION = (
    "Une fiche est ouverte dans votre structure, avec un pseudonyme tiré au sort. Dites-le à la personne : elle peut "
    "voir ce qui la concerne, le faire corriger ou effacer."
)


class IndividualForm(StartingPoint, ProceduresFields, RecordForm):
    kind = Kind.INDIVIDUEL
    template = "activity/record/individual.html"
    places_of_problems: ClassVar[dict[str, str]] = RecordForm.places_of_problems | {
        "followed": "person",
        "anonymous_residences": "residence",
    }
    folded = (
        *RecordForm.folded, "who", "person", "name", "venue", "gender", "age", "status", "residence", "autonomy",
        "redirected", "redirection", "procedure_name", "origin", "equipment_at_start", "connection_at_start",
        "skill_at_start", "skill_after",
    )  # fmt: skip
    words_of_folded = (
        ("who", "personne"), ("materials", "matériel"), ("autonomy", "autonomie"), ("redirected", "orientation"),
        ("notes", "notes"), ("gender", "genre, âge, statut"), ("venue", "première venue"), ("residence", "commune"),
        ("tags", "tags"), ("procedure_name", "démarche"), *WORDS_OF_STARTING_POINT,
        *WORDS_OF_CIRCUMSTANCES,
    )  # fmt: skip

    who = forms.ChoiceField(label="La personne", choices=WHO, initial=ANONYMOUS, widget=ChipRadio)
    person = forms.CharField(
        label="Personne suivie",
        required=False,
        help_text="Son pseudonyme, ou son nom si vous l’avez noté.",
        widget=forms.TextInput({"list": "personnes-suivies", "autocomplete": "off"}),
    )
    name = forms.CharField(
        label="Nom et prénom",
        required=False,
        max_length=200,
        help_text=(
            "Sans nom, la personne garde son seul pseudonyme. Avec un nom, il restera à noter dans sa fiche pourquoi "
            "la suivre, et qu’elle en est informée."
        ),
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"max_length": "Le nom dépasse 200 signes : raccourcissez-le."},
    )
    venue = forms.ChoiceField(
        label="Déjà venue", required=False, choices=[*VENUES.items(), choices.UNKNOWN], widget=ChipRadio
    )
    gender = forms.ChoiceField(
        label="Genre", required=False, choices=[*GENDERS.items(), choices.UNKNOWN], widget=ChipRadio
    )
    age = forms.ChoiceField(
        label="Âge",
        required=False,
        choices=[*((a.value, COUNTER_LABELS[f"anonymous_age_{a.value}"]) for a in stated(AgeBand)), choices.UNKNOWN],
        widget=ChipRadio,
    )
    status = forms.ChoiceField(
        label="Statut",
        required=False,
        choices=[*((s.value, str(s.label)) for s in stated(Status)), choices.UNKNOWN],
        widget=ChipRadio,
    )
    residence = CommuneField(label="Commune de résidence", required=False)
    autonomy = forms.ChoiceField(label="Autonomie", required=False, choices=choices.AUTONOMIES, widget=ChipRadio)
    redirected = forms.ChoiceField(
        label="Orientée vers un autre organisme", required=False, choices=choices.REDIRECTED, widget=ChipRadio
    )
    redirection = forms.ChoiceField(label="Vers qui", required=False, choices=choices.REDIRECTIONS)
    procedure_name = forms.CharField(
        label="Nom de la démarche",
        required=False,
        help_text="Demande de logement social, carte grise… Gardé si le sujet est l’aide aux démarches.",
    )

    information = INFORMATION

    def _leave_out(self, off: set[str]) -> None:
        super()._leave_out(off)
        if PROCEDURES.code not in off:
            self.add_procedures(self.activity.procedures.count() if self.activity else 0)
        if self._person_is_kept:  # her file describes her
            for name in ("venue", "gender", "age", "status", "residence"):
                self.fields.pop(name, None)

    @cached_property
    def _person_is_kept(self) -> bool:
        """A correction that asks nothing of the person, when she is followed."""
        return "who" not in self.fields and bool(self.activity and self.activity.attendances.exists())

    @property
    def kept(self) -> frozenset[str]:
        """Whoever becomes a followed person is no longer counted among the anonymous ones."""
        followed = self.cleaned_data.get("who") in (FOLLOWED, NEW)
        return super().kept - set(DIMENSIONS) if followed else super().kept

    def _read_more(self) -> None:
        self.read_procedures()
        self._read_person()

    def _read_person(self) -> None:
        """Turns `person` (typed) into a Beneficiary in `cleaned_data["beneficiary"]`."""
        data = self.cleaned_data
        if data.get("who") != FOLLOWED:
            self.errors.pop("person", None)
            return
        self.errors.pop("residence", None)  # not shown: the file of a followed person says where she lives
        if not data.get("person") and not self.has_error("person"):
            self.add_error("person", "Tapez son pseudonyme ou son nom, ou répondez « Sans la suivre ».")
        elif data.get("person") and "membership_id" in data:
            try:
                data["beneficiary"] = find_person(data["person"], self.membership.organisation_id)
            except Mistyped as mistyped:
                self.add_error("person", str(mistyped))

    def _said(self) -> dict[str, Any]:
        data = self.cleaned_data
        redirected = {"yes": True, "no": False}.get(data.get("redirected", ""))
        return {
            **super()._said(),
            "procedures": data.get("procedures_said", ()),
            "autonomy": data.get("autonomy", ""),
            "redirected": redirected,
            "redirection": data.get("redirection", "") if redirected else "",
            "procedure_name": data.get("procedure_name", ""),
            **self._somebody(),
        }

    def _somebody(self) -> dict[str, Any]:
        data = self.cleaned_data
        if self._person_is_kept:
            return {"anonymous_total": 0}
        if person := data.get("beneficiary"):
            return {"followed": (FollowedParticipant(person.pk, self._age_known(person.pk)),)}
        residence = data["residence"].pk if data.get("residence") else None
        if data.get("who") == NEW:
            gender, age, status = (data.get(axis, self._counted(axis)) for axis in ("gender", "age", "status"))
            lives_in = residence if "residence" in self.fields else self._residence_counted()
            return {"to_follow": NewPerson(data.get("name", ""), gender, age, status, lives_in)}
        venue = data.get("venue")
        chosen = [f"anonymous_{venue}"] if venue else []
        chosen += [f"anonymous_{axis}_{data[axis]}" for axis in ("gender", "age", "status") if data.get(axis)]
        residences = {residence: 1} if residence else {}
        return {"anonymous_total": 1, "anonymous": dict.fromkeys(chosen, 1), "anonymous_residences": residences}

    def _counted(self, axis: str) -> str:
        """What is recorded of the anonymous person, for an axis that the form does not ask."""
        if self.activity is None or axis in self.fields:
            return ""
        return next((c.code for c in counters_of(axis) if getattr(self.activity, c.field)), "")

    def _residence_counted(self) -> str | None:
        return self.activity.anonymous_residences.values_list("commune", flat=True).first() if self.activity else None

    def _age_known(self, beneficiary_id: int) -> str:
        """The age band declared that day, kept when the record is corrected."""
        if self.activity is None:
            return ""
        ages = self.activity.attendances.filter(beneficiary=beneficiary_id).values_list("age_band", flat=True)
        return ages.first() or ""
