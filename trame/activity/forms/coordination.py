"""What the forms of coordination share, an animation, an évènement; a partenariat has its own module."""

from typing import Any, ClassVar

from django import forms

from trame.reference.nomenclatures import (
    AnimationTopic,
    AnimationType,
    EventType,
    Initiative,
    Kind,
    Nomenclature,
    Organiser,
    TerritorialLevel,
)
from trame.ui.forms import ChipCheckbox, ChipRadio, Counter
from trame.ui.typography import plural, typeset

from ..entry import CoordinationSaid
from ..models.coordination import MAX_OTHER, MAX_PEOPLE
from ..rules.coordination import MISSING
from . import choices
from .dated import DatedForm
from .workshop import NEGATIVE

NOT_IN_THE_LIST = {"invalid_choice": "Ce choix n’est pas dans la liste."}
TOO_LONG = {"max_length": "Ce texte dépasse 200 signes : raccourcissez-le."}
COUNTED_WRONG = {
    "invalid": "Tapez un nombre entier, en chiffres.",
    "min_value": NEGATIVE,
    "max_value": "10 000 au plus : vérifiez le nombre.",
}


def _all(nomenclature: type[Nomenclature]) -> choices.Choices:
    return [(member.value, typeset(str(member.label))) for member in nomenclature]


def one_of(label: str, nomenclature: type[Nomenclature], missing: str = "") -> forms.ChoiceField:
    """`missing`: what the rules say when nothing is chosen; without it, the answer is optional."""
    return forms.ChoiceField(
        label=label,
        required=bool(missing),
        choices=_all(nomenclature) + ([] if missing else [choices.UNKNOWN]),
        widget=ChipRadio,
        error_messages=NOT_IN_THE_LIST | {"required": missing},
    )


def some_of(label: str, nomenclature: type[Nomenclature], missing: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=bool(missing),
        choices=_all(nomenclature),
        widget=ChipCheckbox,
        error_messages=NOT_IN_THE_LIST | {"required": missing},
    )


def words(label: str, **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=MAX_OTHER,
        widget=forms.TextInput({"autocomplete": "off", **attrs}),
        error_messages=TOO_LONG,
    )


def number(label: str, *, initial: int | None = 0) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MAX_PEOPLE,
        initial=initial,
        widget=Counter(),
        error_messages=COUNTED_WRONG,
    )


class CoordinationForm(DatedForm):
    """A record that names no place, subject nor participant. `own`: the controls that only this kind has."""

    own: ClassVar[tuple[str, ...]]
    lasts: ClassVar[bool] = False
    when_hint: ClassVar[str] = ""

    folded = ("initiative", "territorial_level", *DatedForm.folded)
    words_of_folded = (
        ("initiative", "à l’initiative de qui"), ("territorial_level", "échelon territorial"), ("tags", "tags"),
        ("notes", "notes"),
    )  # fmt: skip

    def _leave_out(self, off: set[str]) -> None:
        super()._leave_out(off)
        if not self.lasts:
            for name in ("duration", "hours", "minutes"):
                del self.fields[name]

    def _said(self) -> dict[str, Any]:
        title = self.cleaned_data.get("title", "")
        return super()._said() | {"title": title, "coordination": CoordinationSaid(**self._coordination())}

    def _coordination(self) -> dict[str, Any]:
        """Fields of CoordinationSaid. A number that could not be read is 1: its error already stops saving."""
        asked = [name for name in CoordinationSaid.__dataclass_fields__ if name in self.own]
        unread = {name: 1 for name in asked if isinstance(self.fields[name], forms.IntegerField)}
        read = {name: self.cleaned_data[name] for name in asked if name in self.cleaned_data}
        return unread | {name: tuple(value) if isinstance(value, list) else value for name, value in read.items()}


class AnimationForm(CoordinationForm):
    kind = Kind.ANIMATION
    template = "activity/record/animation.html"
    lasts = True
    own = (
        "animation_type", "animation_type_other", "animation_topics", "animation_topic_other", "mediators",
        "structures", "others", "initiative",
    )  # fmt: skip
    # The order of the summary of errors: that of the page.
    field_order = (
        "client_uuid", "membership_id", "animation_type", "animation_type_other", "animation_topics",
        "animation_topic_other", "duration", "hours", "minutes", "day", "date", "mediators", "structures", "others",
        "initiative",
    )  # fmt: skip

    animation_type = one_of("Quel type d’animation", AnimationType, MISSING["animation_type"])
    animation_type_other = words("Lequel")
    animation_topics = some_of("Sur quoi", AnimationTopic)
    animation_topic_other = words("Laquelle")
    mediators = number("Médiatrices et médiateurs numériques")
    structures = number("Structures")
    others = number("Autres acteurs")
    initiative = one_of("Qui est à l’initiative", Initiative)


class EventForm(CoordinationForm):
    kind = Kind.EVENEMENT
    template = "activity/record/event.html"
    when_hint = "Sur plusieurs jours, c’est la date du premier."
    own = ("event_type", "event_type_other", "organisers", "organiser_other", "participants", "territorial_level")
    field_order = (
        "client_uuid", "membership_id", "title", "event_type", "event_type_other", "organisers", "organiser_other",
        "day", "date", "participants", "territorial_level",
    )  # fmt: skip

    title = words("Nom de l’évènement")
    event_type = one_of("Quel type d’évènement", EventType, MISSING["event_type"])
    event_type_other = words("Lequel")
    organisers = some_of("Organisé par", Organiser, MISSING["organisers"])
    organiser_other = words("Par qui d’autre")
    participants = number("Participants", initial=None)
    territorial_level = one_of("Échelon territorial", TerritorialLevel)

    @property
    def participants_said(self) -> str:
        """For the save bar, before any script."""
        typed = str(self["participants"].value() or "")
        return plural(int(typed), "participant") if typed.isascii() and typed.isdigit() and len(typed) < 6 else ""
