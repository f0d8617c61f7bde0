"""What every record form asks, whatever its kind: whose it is, when, how long, tags and notes."""

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from trame.people import modules
from trame.people.models import Membership
from trame.reference.nomenclatures import Kind
from trame.ui.forms import ChipRadio
from trame.ui.typography import date_long, hours

from .. import facets, typed
from ..entry import ActivityEntry
from ..habits import Habits
from ..models import Activity
from ..rules import Problems, content_problems, problems
from . import choices, tag_twins
from .choices import OTHER
from .fields import DAY_FORMATS, NUMERIC, DayField, IdentityField, LateChoiceField
from .tag_words import TagWords
from .version import SeenVersion

WORDS_OF_FOLDED = 5


class DatedForm(forms.Form):
    """A new record, or a correction of `activity`. After `is_valid()`: `membership` and `entry()`.

    `habits` gives the choices; `initial` comes from `prefill`.
    """

    kind: ClassVar[Kind]
    template: ClassVar[str]
    use_required_attribute = False

    # Keys of `rules.problems` that are not names of fields here.
    places_of_problems: ClassVar[dict[str, str]] = {"minutes": "duration"}

    client_uuid = IdentityField(widget=forms.HiddenInput, required=False)
    version = SeenVersion()
    membership_id = forms.ChoiceField(
        label="Structure", error_messages={"invalid_choice": "Cette structure n’est pas une des vôtres."}
    )
    duration = LateChoiceField(label="Combien de temps", sound=choices.is_duration, widget=ChipRadio)
    hours = forms.CharField(label="Heures", required=False, widget=forms.TextInput(NUMERIC))
    minutes = forms.CharField(label="Minutes", required=False, widget=forms.TextInput(NUMERIC))
    day = DayField(label="Quand", widget=ChipRadio)
    date = forms.DateField(
        label="Date",
        required=False,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput({**NUMERIC, "placeholder": "jj/mm/aaaa"}, format="%d/%m/%Y"),
        error_messages={"invalid": "Cette date ne se lit pas : tapez par exemple 03/03/2026."},
    )
    tags = forms.CharField(
        label="Tags",
        required=False,
        help_text="Vos mots à vous, séparés par des virgules.",
        widget=TagWords,
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
        self.tag_questions: list[tag_twins.Question] = []
        self.new_words: tuple[str, ...] = ()  # tags typed that the activity does not bear yet
        data = tag_twins.answered(self._days_in_words(data, habits.today))
        super().__init__(data, initial={"client_uuid": uuid.uuid4()} | (initial or {}))
        self._leave_out(self._off())
        self._fill_memberships()
        if "duration" in self.fields:
            self._offer("duration", lambda: choices.durations(habits, self.data.get("duration", "")))
        yesterday = habits.today - dt.timedelta(days=1)
        days = [(habits.today.isoformat(), "Aujourd’hui"), (yesterday.isoformat(), "Hier"), (OTHER, "Autre date")]
        self._offer("day", days)
        self._fill()

    def _fill(self) -> None:
        """The choices that only this form has."""

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

    def _offer(self, name: str, offered: choices.Offered, widget: forms.Widget | None = None) -> None:
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
        self._read_more()
        if "membership_id" in self.cleaned_data:
            entry = self.entry().normalised()
            if self.activity:
                entry = facets.keep(entry, self.activity, self.kept)
            found = self._problems(entry)
            self.add_problems({key: sentences for key, sentences in found.items() if key not in self.kept})
            self._ask_about_tags(entry.tags)
        return self.cleaned_data

    def _problems(self, entry: ActivityEntry) -> Problems:
        """Everything at once when something is wrong; else the verb that saves asks the rest, of the database, once."""
        today = timezone.localdate()
        if not content_problems(entry, today) and not self.errors:
            return {}
        known_date = self.activity.date if self.activity else None
        return problems(entry, self.membership, today, known_date=known_date)

    def _ask_about_tags(self, words: Collection[str]) -> None:
        """Once, and never of what the activity already says."""
        if "tags" not in self.fields or self.has_error("tags"):
            return
        said = {link.tag.name for link in self.activity.activity_tags.select_related("tag")} if self.activity else set()
        self.new_words = tuple(word for word in words if word not in said)
        place = self.membership.organisation_id
        self.tag_questions = tag_twins.questions(self.habits.user, place, self.data, self.new_words)
        for question in self.tag_questions:
            self.add_error("tags", str(question))

    @property
    def tags_asked(self) -> str:
        """The words that are not asked about again once this page is sent."""
        before = typed.words(self.data.get(tag_twins.ASKED) or "")
        return ", ".join(dict.fromkeys([*before, *(question.word for question in self.tag_questions)]))

    @property
    def tags_now(self) -> str:
        return ", ".join(question.word for question in self.tag_questions)

    def _read_more(self) -> None:
        """What each form reads its own way, before the rules are asked."""

    def entry(self) -> ActivityEntry:
        """What was said. What could not be read is replaced by a sound value: its error already stops saving."""
        return ActivityEntry(**self._said())

    def _said(self) -> dict[str, Any]:
        """The fields of ActivityEntry that this form fills; each form adds its own."""
        data = self.cleaned_data
        minutes = data.get("duration", OTHER)
        return {
            "client_uuid": data.get("client_uuid") or uuid.uuid4(),
            "kind": self.kind.value,
            "date": data.get("day") or data.get("date") or self.habits.today,
            "minutes": int(minutes) if minutes != OTHER else 1,
            "tags": typed.words(data.get("tags", "")),
            "notes": data.get("notes", ""),
        }

    def _leave_aside(self) -> None:
        """What was typed in controls that the choices made useless is kept on screen, but cannot be wrong."""
        data = self.cleaned_data
        if data.get("day") is not None:
            self.errors.pop("date", None)
        if data.get("duration") != OTHER:
            self.errors.pop("hours", None)
            self.errors.pop("minutes", None)

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

    def renew(self) -> None:
        """Give the form a new identity: what is typed becomes another record."""
        data = cast(QueryDict, self.data).copy()
        data["client_uuid"] = str(uuid.uuid4())
        self.data = data

    @property
    def asks_for_more(self) -> bool:
        """Whether what was sent only asks for more controls, and is not to be saved."""
        return False

    folded: ClassVar[tuple[str, ...]] = ("tags", "notes")
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

    def _chosen(self, name: str) -> str:
        value = self[name].value()
        offered = cast(forms.ChoiceField, self.fields[name]).choices
        return "" if value == OTHER else str(dict(offered).get(value, ""))  # type: ignore[arg-type]


def _as_words(value: Any) -> str:
    return date_long(value) if isinstance(value, dt.date) else str(value or "Autre date")
