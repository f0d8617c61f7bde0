"""What both record forms ask: subject, duration, place, day, materials, tags, notes."""

import datetime as dt
import uuid
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from trame.directory.models import Place
from trame.people import modules
from trame.people.models import Membership
from trame.reference.forms import CommuneField
from trame.reference.nomenclatures import Channel, Kind
from trame.ui.forms import ChipCheckbox, ChipRadio, PictoChipCheckbox
from trame.ui.typography import date_long, hours

from .. import facets, typed
from ..entry import ActivityEntry
from ..habits import Habits
from ..models import Activity
from ..rules import Problems, problems
from . import choices
from .choices import OTHER

WORDS_OF_FOLDED = 5
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


class IdentityField(forms.UUIDField):
    """The page's own UUID; what is not one is a page that cannot replay, so it gets a new identity."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value) or uuid.uuid4()
        except ValidationError:
            return uuid.uuid4()


class RecordForm(forms.Form):
    """A new record, or a correction of `activity`. After `is_valid()`: `membership` and `entry()`.

    `habits` gives the choices; `initial` comes from `prefill`.
    """

    kind: ClassVar[Kind]
    template: ClassVar[str]
    use_required_attribute = False

    # Keys of `rules.problems` that are not names of fields here.
    places_of_problems: ClassVar[dict[str, str]] = {"place_id": "where", "channel": "where", "minutes": "duration"}

    client_uuid = IdentityField(widget=forms.HiddenInput, required=False)
    membership_id = forms.ChoiceField(
        label="Structure", error_messages={"invalid_choice": "Cette structure n’est pas une des vôtres."}
    )
    topics = forms.MultipleChoiceField(label="Sur quoi", required=False)
    procedures = forms.MultipleChoiceField(label="Quelle démarche", required=False, widget=ChipCheckbox)
    duration = forms.ChoiceField(label="Combien de temps", choices=choices.durations, widget=ChipRadio)
    hours = forms.CharField(label="Heures", required=False, widget=forms.TextInput(NUMERIC))
    minutes = forms.CharField(label="Minutes", required=False, widget=forms.TextInput(NUMERIC))
    where = forms.ChoiceField(label="Où", error_messages={"required": "Choisissez où cela s’est passé."})
    commune = CommuneField(required=False)
    day = DayField(label="Quand", widget=ChipRadio)
    date = forms.DateField(
        label="Date",
        required=False,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput({**NUMERIC, "placeholder": "jj/mm/aaaa"}, format="%d/%m/%Y"),
        error_messages={"invalid": "Cette date ne se lit pas : tapez par exemple 03/03/2026."},
    )
    materials = forms.MultipleChoiceField(
        label="Matériel", required=False, choices=choices.MATERIALS, widget=ChipCheckbox
    )
    tags = forms.CharField(
        label="Tags",
        required=False,
        help_text="Vos mots à vous, séparés par des virgules.",
        widget=forms.TextInput({"list": "tags-connus", "autocomplete": "off", "data-words": ""}),
    )
    notes = forms.CharField(
        label="Notes",
        required=False,
        help_text="Pour vous et vos collègues. Ni santé, ni mot de passe, ni rien que la personne ne pourrait lire.",
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(
        self, habits: Habits, data: Any = None, initial: dict[str, Any] | None = None, activity: Activity | None = None
    ) -> None:
        self.habits = habits
        self.activity = activity
        data = self._days_in_words(data, habits.today)
        super().__init__(data, initial={"client_uuid": uuid.uuid4()} | (initial or {}))
        self._leave_out(self._off())
        self._fill_memberships()
        self._fill_topics()
        self._fill_places(activity.place if activity else None)
        yesterday = habits.today - dt.timedelta(days=1)
        days = [(habits.today.isoformat(), "Aujourd’hui"), (yesterday.isoformat(), "Hier"), (OTHER, "Autre date")]
        self._offer("day", days)

    @staticmethod
    def _days_in_words(data: Any, today: dt.date) -> Any:
        """A day that is neither today nor yesterday any more is shown as another date, typed."""
        if data is None or data.get("day") in (None, OTHER, today.isoformat()):
            return data
        try:
            day = dt.date.fromisoformat(data["day"])
        except ValueError:
            return data
        if day != today - dt.timedelta(days=1):
            data = data.copy()
            data["day"], data["date"] = OTHER, f"{day:%d/%m/%Y}"
        return data

    def _off(self) -> set[str]:
        """The codes of the facets that are not asked."""
        return {facet.code for facet in facets.OF_THE_FORMS} - modules.codes_on(self.habits.user)

    def _leave_out(self, off: set[str]) -> None:
        for name in (name for facet in facets.OF_THE_FORMS if facet.code in off for name in facet.fields):
            self.fields.pop(name, None)

    @property
    def kept(self) -> frozenset[str]:
        """What a correction leaves as it is recorded: all that this form does not ask."""
        unasked = (facet for facet in facets.OF_THE_FORMS if not self.fields.keys() & set(facet.fields))
        return frozenset(name for facet in unasked for name in facet.keeps) if self.activity else frozenset()

    def _offer(self, name: str, offered: choices.Choices, widget: forms.Widget | None = None) -> None:
        field = cast(forms.ChoiceField, self.fields[name])
        if widget is not None:
            field.widget = widget
        field.choices = offered

    def _fill_memberships(self) -> None:
        memberships = self.habits.memberships
        if self.activity is not None:  # the organisation of what is recorded never changes
            memberships = [self.activity.membership]
        widget = ChipRadio() if len(memberships) > 1 else forms.HiddenInput()
        self._offer("membership_id", [(str(m.pk), m.organisation.name) for m in memberships], widget)
        self.initial.setdefault("membership_id", str(memberships[0].pk))
        self._memberships: dict[str, Membership] = {str(m.pk): m for m in memberships}

    def _fill_topics(self) -> None:
        offered = choices.topics(self.habits)
        more = f"Voir les {len(offered)} thématiques"
        self._offer("topics", offered, PictoChipCheckbox(visible=choices.TOPICS_IN_SIGHT, more_label=more))
        self._offer("procedures", choices.procedures(self.habits))

    def _fill_places(self, kept: Place | None) -> None:
        offered, in_sight = choices.wheres(self.habits, kept)
        more = f"Voir les {len(offered) - len(choices.ELSEWHERE)} lieux"
        self._offer("where", offered, ChipRadio(visible=in_sight, more_label=more))
        self.fields["where"].error_messages["invalid_choice"] = "Ce lieu n’est pas un lieu de votre structure."

    @property
    def membership(self) -> Membership:
        return self._memberships[self.cleaned_data["membership_id"]]

    def clean_day(self) -> dt.date | None:
        """None for « other »: the date typed says it."""
        day = self.cleaned_data["day"]
        return None if day == OTHER else dt.date.fromisoformat(day)

    def clean(self) -> dict[str, Any]:
        self._leave_aside()
        self._read_date()
        self._read_duration()
        self._read_people()
        if "membership_id" in self.cleaned_data:
            known_date = self.activity.date if self.activity else None
            entry = self.entry().normalised()
            if self.activity:
                entry = facets.keep(entry, self.activity, self.kept)
            found = problems(entry, self.membership, timezone.localdate(), known_date=known_date)
            self.add_problems({key: sentences for key, sentences in found.items() if key not in self.kept})
        return self.cleaned_data

    def _leave_aside(self) -> None:
        """What was typed in controls that the choices made useless is kept on screen, but cannot be wrong."""
        data = self.cleaned_data
        if data.get("day") is not None:
            self.errors.pop("date", None)
        if data.get("duration") != OTHER:
            self.errors.pop("hours", None)
            self.errors.pop("minutes", None)
        if data.get("where") not in (Channel.DOMICILE, Channel.AUTRE):
            self.errors.pop("commune", None)

    def add_problems(self, found: Problems) -> None:
        """Put each sentence beside its field; a field that could not be read keeps its own error alone."""
        for key, sentences in found.items():
            name = self.place_of_problem(key)
            if name is None or not self.has_error(name):
                self.add_error(name, [ValidationError(sentence) for sentence in sentences])

    def place_of_problem(self, key: str) -> str | None:
        """The field a problem is written beside; None for the top of the form."""
        if key == "date":
            return "date" if self.data.get("day") == OTHER else "day"
        if key == "commune_code":
            return "commune"
        name = self.places_of_problems.get(key, key)
        return name if name in self.fields else None

    def _read_date(self) -> None:
        data = self.cleaned_data
        if "day" in data and data["day"] is None and data.get("date") is None and not self.has_error("date"):
            self.add_error("date", "Tapez la date : jour, mois, année.")

    def _read_duration(self) -> None:
        if self.cleaned_data.get("duration") != OTHER or self.has_error("hours") or self.has_error("minutes"):
            return
        try:
            total = typed.duration(self.cleaned_data["hours"], self.cleaned_data["minutes"])
        except typed.Mistyped as mistyped:
            self.add_error(mistyped.part, str(mistyped))
        else:
            self.cleaned_data["duration"] = str(total)

    def _read_people(self) -> None:
        """Who was there: each form its own way."""

    def entry(self) -> ActivityEntry:
        """What was said. What could not be read is replaced by a sound value: its error already stops saving."""
        data = self.cleaned_data
        chosen = data.get("where", Channel.A_DISTANCE)
        channel = chosen if chosen in choices.ELSEWHERE else Channel.LIEU_ACTIVITE.value
        commune = data.get("commune") if channel in (Channel.DOMICILE, Channel.AUTRE) else None
        minutes = data.get("duration", OTHER)
        return ActivityEntry(
            client_uuid=data.get("client_uuid") or uuid.uuid4(),
            kind=self.kind.value,
            date=data.get("day") or data.get("date") or self.habits.today,
            minutes=int(minutes) if minutes != OTHER else 1,
            channel=channel,
            place_id=int(chosen) if channel == Channel.LIEU_ACTIVITE else None,
            commune_code=commune.pk if commune else None,
            topics=(*data.get("topics", ()), *data.get("procedures", ())),
            materials=tuple(data.get("materials", ())),
            tags=typed.words(data.get("tags", "")),
            notes=data.get("notes", ""),
            **self._said(),
        )

    def _said(self) -> dict[str, Any]:
        """The fields of ActivityEntry that only this kind of record has."""
        return {}

    def renew(self) -> None:
        """Give the form a new identity: what is typed becomes another record."""
        data = cast(QueryDict, self.data).copy()
        data["client_uuid"] = str(uuid.uuid4())
        self.data = data

    folded: ClassVar[tuple[str, ...]] = ("materials", "tags", "notes")
    # (control, its word) for the line of « Plus de détails »: the first of them that the form asks.
    words_of_folded: ClassVar[tuple[tuple[str, str], ...]] = ()

    @property
    def folded_words(self) -> str:
        """« matériel, notes »: what « Plus de détails » holds; empty when nothing is asked there."""
        return ", ".join([word for name, word in self.words_of_folded if name in self.fields][:WORDS_OF_FOLDED])

    @property
    def details_open(self) -> bool:
        """Whether the folded part must be open: it holds an error, or something already said."""
        return any(self[name].errors or self._says_something(name) for name in self.folded if name in self.fields)

    def _says_something(self, name: str) -> bool:
        return self[name].value() not in (None, "", [], self.fields[name].initial)

    @property
    def people_labels(self) -> list[str]:
        return [choices.person_label(person) for person in self.habits.people]

    # What the save bar says before any script.

    @property
    def day_said(self) -> str:
        return self._chosen("day") or _as_words(self["date"].value())

    @property
    def duration_said(self) -> str:
        if chosen := self._chosen("duration"):
            return chosen
        try:
            return hours(typed.duration(str(self["hours"].value() or ""), str(self["minutes"].value() or "")))
        except typed.Mistyped:
            return "Autre durée"

    @property
    def where_said(self) -> str:
        return self._chosen("where") or "Lieu à choisir"

    def _chosen(self, name: str) -> str:
        value = self[name].value()
        offered = cast(forms.ChoiceField, self.fields[name]).choices
        return "" if value == OTHER else str(dict(offered).get(value, ""))  # type: ignore[arg-type]


def _as_words(value: Any) -> str:
    return date_long(value) if isinstance(value, dt.date) else str(value or "Autre date")
