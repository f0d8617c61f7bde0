"""« Dites-le en une phrase »: the record form, filled with what was understood. Nothing is written here."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from trame.people import modules
from trame.people.requests import AccountRequest
from trame.reference.nomenclatures import ACCOMPANIMENT_KINDS, Kind

from .. import facets
from ..forms import IndividualForm, RecordForm, WorkshopForm, prefill
from ..forms.phrase import PhraseForm, filled
from ..habits import habits_of
from ..phrase import Understood, understand
from ..phrase.telling import Told, told
from ..surroundings import surroundings_of
from .record import ADDRESSES, UNPROCESSABLE, for_mediators

FORMS: dict[Kind, type[RecordForm]] = {Kind.INDIVIDUEL: IndividualForm, Kind.COLLECTIF: WorkshopForm}
NO_WORKSHOPS = (
    "Les ateliers ne sont pas ouverts dans votre structure : voici un accompagnement. Son responsable peut les ouvrir "
    "dans « Réglages »."
)


@dataclass(frozen=True)
class Reading:
    """What the page shows of a phrase: understood, understood but not asked by the form, not understood."""

    understood: list[Told]
    unasked: list[Told]
    left: tuple[str, ...]
    problems: list[str]
    other: Kind | None


@require_POST
@for_mediators
def phrase(request: AccountRequest) -> HttpResponse:
    """The form of a new record; it is sent as any new record, to its own address."""
    # A null character is refused by the database, which is asked for names.
    said = PhraseForm({"phrase": request.POST.get("phrase", "").replace("\x00", "")})
    if not said.is_valid():
        habits = habits_of(request.user, Kind.INDIVIDUEL)
        form: RecordForm = IndividualForm(habits, initial=prefill.fresh(habits))
        return _show(request, said, None, form, status=UNPROCESSABLE)
    today = timezone.localdate()
    text = said.cleaned_data["phrase"]
    understood = understand(text, surroundings_of(text, user=request.user, today=today))
    kind = _kind(request, understood)
    habits = habits_of(request.user, kind)
    form = FORMS[kind](habits, initial=filled(habits, understood))
    return _show(request, said, _reading(request, understood, form), form)


def _kind(request: AccountRequest, understood: Understood) -> Kind:
    """That of the button « Plutôt un atelier », else the one understood; an accompaniment where ateliers are off."""
    if not modules.is_on(request.user, facets.WORKSHOPS):
        return Kind.INDIVIDUEL
    asked = request.POST.get("kind", "")
    chosen = asked if asked in ACCOMPANIMENT_KINDS else understood.kind
    return Kind(chosen) if chosen else Kind.INDIVIDUEL


def _reading(request: AccountRequest, understood: Understood, form: RecordForm) -> Reading:
    said = told(understood, form.habits.today)
    asked = [one for one in said if not one.fields or set(one.fields) & set(form.fields)]
    workshops = modules.is_on(request.user, facets.WORKSHOPS)
    refused = not workshops and understood.kind == Kind.COLLECTIF
    kind_said = [one for one in asked if one.fields or understood.kind == form.kind]
    other = Kind.INDIVIDUEL if form.kind == Kind.COLLECTIF else Kind.COLLECTIF
    return Reading(
        understood=kind_said,
        unasked=[one for one in said if one not in asked],
        left=understood.left,
        problems=[*([NO_WORKSHOPS] if refused else []), *understood.problems],
        other=other if workshops else None,
    )


def _show(
    request: AccountRequest, said: PhraseForm, reading: Reading | None, form: RecordForm, status: int = 200
) -> HttpResponse:
    action = reverse(ADDRESSES[form.kind])
    context = {"form": form, "action": action, "phrase_form": said, "reading": reading, "repeated": True}
    return render(request, form.template, context, status=status)
