"""« La permanence »: the visits of a half-day, one line each; what they share is chosen once, above."""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import timezone

from trame.people import modules
from trame.people.models import Membership
from trame.reference.forms import CommuneField
from trame.reference.nomenclatures import AgeBand, Channel, HalfDay, Kind, Setting, Topic, stated
from trame.ui.forms import ChipRadio
from trame.ui.typography import hours, plural

from .. import typed
from ..entry import ActivityEntry
from ..habits import Habits
from ..rules import Problems, content_problems, problems
from ..services import MAX_VISITS
from ..words import COUNTER_LABELS, GENDERS, VENUES
from . import choices
from .choices import OTHER
from .fields import DAY_FORMATS, IdentityField, LateChoiceField

FIRST_LINES = 5
MORE_LINES = 5
NOON = dt.time(13)  # what is typed at lunch time was done in the morning
NOT_SAID = ("", "—")
# Who holds a permanence receives people: never at their homes.
CHANNELS = (Channel.A_DISTANCE, Channel.AUTRE)

Posted = Mapping[str, Any]


class HalfDayForm(forms.Form):
    """When, where, and how long a visit lasts unless its line says otherwise."""

    use_required_attribute = False
    PLACES_OF_PROBLEMS = {"place_id": "where", "channel": "where", "commune_code": "commune", "membership": None}

    membership_id = forms.ChoiceField(
        label="Structure", error_messages={"invalid_choice": "Cette structure n’est pas une des vôtres."}
    )
    date = forms.DateField(
        label="Jour",
        input_formats=DAY_FORMATS,
        widget=forms.DateInput({"type": "date", "min": "2000-01-01"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Choisissez le jour.",
            "invalid": "Cette date ne se lit pas : tapez par exemple 03/03/2026.",
        },
    )
    half_day = forms.ChoiceField(
        label="Demi-journée",
        choices=[(half.value, str(half.label)) for half in HalfDay],
        widget=ChipRadio,
        error_messages={"required": "Choisissez le matin ou l’après-midi."},
    )
    where = LateChoiceField(
        label="Où",
        sound=lambda code: choices.is_where(code) and code != Channel.DOMICILE,
        error_messages={
            "required": "Choisissez où vous étiez.",
            "invalid_choice": "Ce lieu n’est pas un lieu de votre structure.",
        },
    )
    commune = CommuneField(label="Dans quelle commune", required=False)
    duration = LateChoiceField(
        label="Durée d’une visite",
        sound=lambda code: code != OTHER and choices.is_duration(code),
        error_messages={"required": "Choisissez la durée d’une visite."},
    )

    def __init__(self, habits: Habits, data: Posted | None = None, initial: Posted | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        memberships = habits.memberships
        self._of_each = {"setting": Setting.PERMANENCE.value} if modules.is_on(habits.user, "setting") else {}
        self._memberships = {str(membership.pk): membership for membership in memberships}
        widget = ChipRadio() if len(memberships) > 1 else forms.HiddenInput()
        self._offer("membership_id", [(str(m.pk), m.organisation.name) for m in memberships], widget)
        said = self.data.get("duration", "") or self.initial.get("duration", "")
        self._offer("duration", lambda: choices.durations(habits, said)[:-1])
        self._offer(
            "where", lambda: [place for place in choices.wheres(habits, None)[0] if place[0] != Channel.DOMICILE]
        )

    def _offer(self, name: str, offered: choices.Offered, widget: forms.Widget | None = None) -> None:
        field = cast(forms.ChoiceField, self.fields[name])
        field.widget = widget or field.widget
        field.choices = offered

    @property
    def membership(self) -> Membership:
        return self._memberships[self.cleaned_data["membership_id"]]

    @property
    def minutes(self) -> int | None:
        """Of a visit, unless its line says otherwise; None when no sound choice was made."""
        said = str(self["duration"].value() or "")
        return int(said) if said != OTHER and choices.is_duration(said) else None

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("where") != Channel.AUTRE:
            self.errors.pop("commune", None)
        return self.cleaned_data

    def shared(self) -> dict[str, Any]:
        """The fields of ActivityEntry that every visit has."""
        data = self.cleaned_data
        elsewhere = data["where"] in CHANNELS
        return {
            **self._of_each,
            "kind": Kind.INDIVIDUEL.value,
            "date": data["date"],
            "half_days": (data["half_day"],),
            "channel": data["where"] if elsewhere else Channel.LIEU_ACTIVITE.value,
            "place_id": None if elsewhere else int(data["where"]),
            "commune_code": data["commune"].pk if data["where"] == Channel.AUTRE and data.get("commune") else None,
        }

    def add_problems(self, found: Problems) -> None:
        for key, sentences in found.items():
            name = self.PLACES_OF_PROBLEMS.get(key, key if key in self.fields else None)
            if name is None or not self.has_error(name):
                self.add_error(name, [ValidationError(sentence) for sentence in sentences])


@dataclass(frozen=True)
class Asked:
    """What every line asks: the subjects, the most used first; and the fields that are off."""

    habits: Habits

    @cached_property
    def topics(self) -> list[Any]:
        mediation, procedures = choices.topics(self.habits), choices.procedures(self.habits)
        return [NOT_SAID, ("Médiation numérique", mediation), ("Démarches", procedures)]

    @cached_property
    def not_asked(self) -> tuple[str, ...]:
        on = modules.codes_on(self.habits.user)
        return (() if "public" in on else ("gender", "age")) + (() if "venue" in on else ("venue",))


class VisitForm(forms.Form):
    """One line. It counts as soon as it says something; left empty, it is no visit."""

    use_required_attribute = False
    PLACES_OF_PROBLEMS = {"topics": "topic", "minutes": "duration"}

    client_uuid = IdentityField(widget=forms.HiddenInput, required=False)
    topic = LateChoiceField(label="Sujet", sound=frozenset(Topic).__contains__, required=False)
    duration = forms.CharField(
        label="Durée",
        required=False,
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "size": 6}),
        error_messages={"max_length": "Cette durée ne se lit pas : tapez par exemple 45 ou 1 h 30."},
    )
    gender = forms.ChoiceField(label="Genre", required=False, choices=[NOT_SAID, *GENDERS.items()])
    age = forms.ChoiceField(
        label="Âge",
        required=False,
        choices=[NOT_SAID, *((band.value, COUNTER_LABELS[f"anonymous_age_{band.value}"]) for band in stated(AgeBand))],
    )
    venue = forms.ChoiceField(label="Déjà venue", required=False, choices=[NOT_SAID, *VENUES.items()])

    def __init__(self, asked: "Asked", number: int | str, data: Posted | None = None, initial: Any = None) -> None:
        self.number = number
        super().__init__(data, initial=initial or {"client_uuid": uuid.uuid4()}, prefix=f"v{number}")
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = "Ce choix n’est pas dans la liste."
        for name in asked.not_asked:
            del self.fields[name]
        cast(forms.ChoiceField, self.fields["topic"]).choices = lambda: asked.topics

    def add_error(self, field: str | None, error: Any) -> None:
        """Every sentence says its line: the summary holds those of all of them."""
        sentences = ValidationError(error).messages
        said = [f"Visite {self.number} : {sentence[0].lower()}{sentence[1:]}" for sentence in sentences]
        super().add_error(field, [ValidationError(sentence) for sentence in said])

    @property
    def says_something(self) -> bool:
        return any(str(self[name].value() or "").strip() for name in self.fields if name != "client_uuid")

    def minutes(self, usual: int | None) -> int | None:
        """What the line lasts; None when it cannot be read, which is then told beside it."""
        try:
            said = typed.time_noted(self.cleaned_data.get("duration", ""))
        except typed.Mistyped as mistyped:
            self.add_error("duration", str(mistyped))
            return None
        return usual if said is None else said

    def entry(self, shared: Mapping[str, Any], minutes: int) -> ActivityEntry:
        data = self.cleaned_data
        chosen = [f"anonymous_{data['venue']}"] if data.get("venue") else []
        chosen += [f"anonymous_{axis}_{data[axis]}" for axis in ("gender", "age") if data.get(axis)]
        return ActivityEntry(
            **shared,
            client_uuid=data["client_uuid"],
            minutes=minutes,
            topics=(data["topic"],) if data.get("topic") else (),
            anonymous_total=1,
            anonymous=dict.fromkeys(chosen, 1),
        )

    def add_problems(self, found: Problems) -> None:
        for key, sentences in found.items():
            name = self.PLACES_OF_PROBLEMS.get(key, key if key in self.fields else None)
            if name is None or not self.has_error(name):
                self.add_error(name, [ValidationError(sentence) for sentence in sentences])


class Permanence:
    """The whole grid: `head`, and its `lines`. After `is_valid()`: `entries`.

    Its errors are read as a form's are, by the summary at the top of the page.
    """

    def __init__(self, habits: Habits, data: Posted | None = None) -> None:
        self.habits = habits
        self.entries: list[ActivityEntry] = []
        numbers = range(1, 1 + (_lines_sent(data) if data is not None else FIRST_LINES))
        self.head = HalfDayForm(habits, data, initial=None if data is not None else _usual(habits))
        self.asked = Asked(habits)
        self.lines = [VisitForm(self.asked, number, data) for number in numbers]

    @classmethod
    def longer(cls, habits: Habits, data: Posted) -> "Permanence":
        """The same grid with more lines, not judged yet: what was sent is shown again as it is."""
        sent, grid = cls(habits, data), cls(habits)
        grid.head = HalfDayForm(habits, initial=_as_sent(sent.head))
        grid.lines = [VisitForm(grid.asked, line.number, initial=_as_sent(line)) for line in sent.lines]
        last = min(len(sent.lines) + MORE_LINES, MAX_VISITS)
        grid.lines += [VisitForm(grid.asked, number) for number in range(len(sent.lines) + 1, last + 1)]
        return grid

    def is_valid(self) -> bool:
        head_is_sound = self.head.is_valid()
        visits = [line for line in self.lines if line.says_something]
        if not visits:
            self.head.add_error(None, "Aucune visite : dites au moins le sujet de la première.")
            return False
        said = [(line, line.is_valid(), line.minutes(self.head.minutes)) for line in visits]
        # What a line must say is told even while the day or the place is still to be chosen.
        shared = self.head.shared() if head_is_sound else _sound(self.habits)
        today = timezone.localdate()
        for line, sound, minutes in said:
            entry = line.entry(shared, 1 if minutes is None else minutes).normalised()
            alone = content_problems(entry, today)
            line.add_problems({key: alone[key] for key in ("topics", "minutes") if key in alone})
            self.entries += [entry] if sound and not line.errors else []
        self._refuse_twins(visits)
        if head_is_sound and self.entries:
            found = problems(self.entries[0], self.head.membership, today)
            self.head.add_problems({key: found[key] for key in found if key not in ("topics", "minutes")})
        return not (self.head.errors or any(line.errors for line in visits))

    def _refuse_twins(self, visits: list[VisitForm]) -> None:
        """A page put together by hand may give two lines one identity: the second would vanish as a replay."""
        if len({line.cleaned_data["client_uuid"] for line in visits}) < len(visits):
            self.head.add_error(None, "Deux lignes de cette page n’en font qu’une : rechargez-la.")

    def renew(self, lines: set[uuid.UUID]) -> None:
        """Give these lines a new identity: sent again, they become other visits."""
        for line in self.lines:
            if line.cleaned_data.get("client_uuid") in lines:
                line.data = {**line.data, line.add_prefix("client_uuid"): str(uuid.uuid4())}

    most = MAX_VISITS

    @cached_property
    def model(self) -> VisitForm:
        """The line that the script copies."""
        return VisitForm(self.asked, "NNN", initial={"client_uuid": ""})

    @property
    def can_be_longer(self) -> bool:
        return len(self.lines) < MAX_VISITS

    @property
    def total_said(self) -> str:
        """« 7 visites · 3 h 15 », for what can be read."""
        visits = [line for line in self.lines if line.says_something]
        lasted = sum(_readable(str(line["duration"].value() or ""), self.head.minutes) for line in visits)
        return plural(len(visits), "visite") + (f" · {hours(lasted)}" if lasted else "")

    def __iter__(self) -> Iterator[BoundField]:
        return chain(self.head, *self.lines)

    def non_field_errors(self) -> list[str]:
        own = [form.non_field_errors() for form in (self.head, *self.lines) if form.is_bound]
        return [str(sentence) for sentences in own for sentence in sentences]


def _readable(text: str, usual: int | None) -> int:
    try:
        said = typed.time_noted(text)
        return (usual or 0) if said is None else said
    except typed.Mistyped:
        return 0


def _lines_sent(data: Posted) -> int:
    said = str(data.get("lines", ""))
    return max(1, min(int(said), MAX_VISITS)) if said.isascii() and said.isdigit() and len(said) < 4 else FIRST_LINES


def _as_sent(form: forms.Form) -> dict[str, Any]:
    return {
        name: field.widget.value_from_datadict(form.data, {}, form.add_prefix(name))
        for name, field in form.fields.items()
    }


def _usual(habits: Habits) -> dict[str, Any]:
    """Today, the half-day that is ending, the place and the duration of her last accompaniment."""
    channel, place_id, commune_code = habits.where
    morning = timezone.localtime().time() < NOON
    where = str(place_id) if place_id else channel if channel in CHANNELS else ""
    return {
        "membership_id": str(habits.memberships[0].pk),
        "date": habits.today,
        "half_day": (HalfDay.MATIN if morning else HalfDay.APRES_MIDI).value,
        "where": where,
        "commune": commune_code if channel == Channel.AUTRE else None,
        "duration": str(habits.minutes),
    }


def _sound(habits: Habits) -> dict[str, Any]:
    return {"kind": Kind.INDIVIDUEL.value, "date": habits.today, "channel": Channel.A_DISTANCE.value}
