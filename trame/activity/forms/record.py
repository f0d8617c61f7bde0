"""What both forms of accompaniment ask besides: subject, place, materials."""

from functools import cached_property
from typing import Any, ClassVar

from django import forms

from trame.reference.forms import CommuneField
from trame.reference.nomenclatures import MEDIATION_TOPICS, Channel
from trame.ui.forms import ChipCheckbox, PictoChipCheckbox

from . import choices
from .dated import DatedForm
from .fields import LateChoiceField, LateMultipleChoiceField, PlaceChips
from .optional import Circumstances


class RecordForm(Circumstances, DatedForm):
    """An accompaniment or an atelier: what has subjects, a place and people."""

    places_of_problems: ClassVar[dict[str, str]] = DatedForm.places_of_problems | {
        "place_id": "where",
        "channel": "where",
        "commune_code": "commune",
    }
    # The order of the summary of errors: that of the page.
    field_order = (
        "client_uuid", "membership_id", "topics", "procedures", "duration", "hours", "minutes", "where", "commune",
        "day", "date",
    )  # fmt: skip
    folded = (
        "materials", "public_kind", "setting", "access_mode", "payment", "secondary_topics", "preparation_minutes",
        "travel_minutes", "coordination_minutes", "half_days", *DatedForm.folded,
    )  # fmt: skip

    topics = LateMultipleChoiceField(label="Sur quoi", sound=frozenset(MEDIATION_TOPICS).__contains__, required=False)
    procedures = forms.MultipleChoiceField(label="Quelle démarche", required=False, widget=ChipCheckbox)
    where = LateChoiceField(
        label="Où",
        sound=choices.is_where,
        error_messages={
            "required": "Choisissez où cela s’est passé.",
            "invalid_choice": "Ce lieu n’est pas un lieu de votre structure.",
        },
    )
    commune = CommuneField(required=False)
    materials = forms.MultipleChoiceField(
        label="Matériel", required=False, choices=choices.MATERIALS, widget=ChipCheckbox
    )

    def _fill(self) -> None:
        self._fill_topics()
        self._offer("where", lambda: self._wheres[0], PlaceChips(lambda: self._wheres[1]))

    def _fill_topics(self) -> None:
        folded: dict[str, Any] = {"visible": choices.TOPICS_IN_SIGHT, "more_label": "Voir les {n} thématiques"}
        self._offer("topics", lambda: choices.topics(self.habits), PictoChipCheckbox(**folded))
        self._offer("procedures", choices.procedures(self.habits))
        if "secondary_topics" in self.fields:
            self._offer("secondary_topics", lambda: choices.secondary_topics(self.habits), ChipCheckbox(**folded))

    @cached_property
    def _wheres(self) -> tuple[choices.Choices, int]:
        return choices.wheres(self.habits, self.activity.place if self.activity else None)

    def _leave_aside(self) -> None:
        super()._leave_aside()
        if self.cleaned_data.get("where") not in (Channel.DOMICILE, Channel.AUTRE):
            self.errors.pop("commune", None)

    def _said(self) -> dict[str, Any]:
        data = self.cleaned_data
        chosen = data.get("where", Channel.A_DISTANCE)
        channel = chosen if chosen in choices.ELSEWHERE else Channel.LIEU_ACTIVITE.value
        commune = data.get("commune") if channel in (Channel.DOMICILE, Channel.AUTRE) else None
        return {
            **super()._said(),
            "channel": channel,
            "place_id": int(chosen) if channel == Channel.LIEU_ACTIVITE else None,
            "commune_code": commune.pk if commune else None,
            "topics": (*data.get("topics", ()), *data.get("procedures", ())),
            "materials": tuple(data.get("materials", ())),
            **self.facets_said(),
        }

    @property
    def people_labels(self) -> list[str]:
        return [choices.person_label(person) for person in self.habits.people]

    @property
    def where_said(self) -> str:
        return self._chosen("where") or "Lieu à choisir"
