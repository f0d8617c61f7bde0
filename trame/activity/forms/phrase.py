"""The quick phrase: its field, and what the record form shows once it is understood."""

from typing import Any

from django import forms

from trame.reference.nomenclatures import PROCEDURE_TOPICS, Channel, Kind
from trame.ui.typography import hours

from ..habits import Habits
from ..models.counters import ANONYMOUS_COUNTERS
from ..phrase import Understood
from . import prefill, procedures
from .choices import OTHER

MAX_PHRASE = 300
TOO_LONG = f"Une phrase de {MAX_PHRASE} signes suffit : raccourcissez celle-ci, ou enregistrez en plusieurs fois."


class PhraseForm(forms.Form):
    """No limit in the page itself: a browser would cut what is pasted, without saying so."""

    use_required_attribute = False

    phrase = forms.CharField(
        label="Dites-le en une phrase",
        help_text="Une durée, un lieu, un sujet : dans l’ordre que vous voulez. Sans nom de personne.",
        max_length=MAX_PHRASE,
        widget=forms.TextInput({"autocomplete": "off", "enterkeyhint": "go"}),
        error_messages={"required": "Tapez une phrase, par exemple « mail 30 min hier ».", "max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Another id than that of any field of the record form, on the same page.
        self.fields["phrase"].widget.attrs.pop("maxlength", None)


def filled(habits: Habits, understood: Understood) -> prefill.Initial:
    """The initial values of a record form of `habits.kind`: what was understood, else what is usual.

    What was said and cannot be kept is left to be filled: what is usual must not stand in its place.
    """
    initial = prefill.fresh(habits) | _cleared(understood)
    initial |= _when(habits, understood) | _where(habits, understood)
    initial |= {
        "topics": list(understood.topics),
        "procedures": [code for code in understood.topics if code in PROCEDURE_TOPICS],
        "materials": list(understood.materials),
        "tags": ", ".join(understood.tags),
        "half_days": list(understood.half_days),
        **understood.facets,
    }
    initial |= procedures.shown(understood.procedures, initial["procedures"])
    times = {"preparation_minutes": understood.preparation_minutes, "travel_minutes": understood.travel_minutes}
    initial |= {name: hours(minutes) for name, minutes in times.items() if minutes}
    return initial | (_group(understood) if habits.kind == Kind.COLLECTIF else _one(understood))


def _cleared(understood: Understood) -> prefill.Initial:
    empty: dict[str, prefill.Initial] = {
        "date": {"day": OTHER, "date": None},
        "minutes": {"duration": OTHER, "hours": "", "minutes": ""},
        "where": {"where": "", "commune": None},
    }
    return {name: value for field in understood.contested & set(empty) for name, value in empty[field].items()}


def _when(habits: Habits, understood: Understood) -> prefill.Initial:
    day = prefill.on_day(understood.date, habits.today) if understood.date else {}
    return day | prefill.lasting(habits, understood.minutes)


def _where(habits: Habits, understood: Understood) -> prefill.Initial:
    if not understood.channel:
        return {}
    place = next((place for place in habits.places if place.pk == understood.place_id), None)
    if understood.channel == Channel.LIEU_ACTIVITE and place is None:
        return {}
    where = prefill.at(understood.channel, understood.place_id, understood.commune_code)
    own = {m.organisation_id: str(m.pk) for m in habits.memberships}
    # Who belongs to two structures says which one by the place.
    return where | ({"membership_id": own[place.organisation_id]} if place and place.organisation_id in own else {})


def _group(understood: Understood) -> prefill.Initial:
    counted = understood.counters if understood.anonymous_total else {}
    return {
        "title": understood.title,
        "level": understood.level,
        "anonymous_total": understood.anonymous_total or 0,
        **counted,
    }


def _one(understood: Understood) -> prefill.Initial:
    known = {c.dimension: c.code for c in ANONYMOUS_COUNTERS if understood.counters.get(c.field) == 1}
    redirected = {True: "yes", False: "no", None: ""}[understood.redirected]
    return known | {
        "residence": understood.residence,
        "autonomy": understood.autonomy,
        "redirected": redirected,
        "redirection": understood.redirection,
    }
