"""Forms of the places."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.utils import timezone

from trame.people.current import current_organisation
from trame.people.models import Membership, Organisation, Role, User
from trame.people.readers import Reader
from trame.reference.forms import CommuneField
from trame.ui.forms import ChipCheckbox
from trame.ui.typography import date_long

from .models import Place
from .services import PlaceDetails


def _day_field(**options: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class MemberChoice(forms.ModelMultipleChoiceField[Membership]):
    """Members of an organisation, each by her name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.user)


class PlaceForm(forms.Form):
    """A place and who works there today. `organisation` is asked only of somebody who works in several."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Structure", empty_label=None, error_messages={"required": "Choisissez."}
    )
    name = forms.CharField(
        label="Nom du lieu",
        max_length=200,
        error_messages={"required": "Indiquez le nom du lieu, tel qu’on l’appelle."},
    )
    address = forms.CharField(label="Adresse", max_length=250, required=False, help_text="Numéro et rue, ou lieu-dit.")
    commune = CommuneField()
    postal_code = forms.CharField(
        label="Code postal",
        max_length=5,
        required=False,
        help_text="Laissez vide si la commune n’en a qu’un.",
        validators=[RegexValidator(r"^\d{5}$", "Un code postal a 5 chiffres.")],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    opened_on = _day_field(label="Ouvert depuis le", required=False)
    members = MemberChoice(Membership.objects.none(), label="Qui y travaille", required=False, widget=ChipCheckbox)

    def __init__(self, data: Mapping[str, Any] | None = None, *, reader: Reader, place: Place | None = None) -> None:
        self.place = place
        super().__init__(data)
        organisations = Organisation.objects.visible_to(reader)
        members = _mediators(reader)
        if place is not None:
            organisations = organisations.filter(pk=place.organisation_id)
            members = members.filter(organisation=place.organisation_id)
        self._offer(organisations, members)
        self.initial.update(_said_of(place) if place else _said_by(reader, members))

    def _offer(self, organisations: QuerySet[Organisation], members: QuerySet[Membership]) -> None:
        where: Any = self.fields["organisation"]
        who: Any = self.fields["members"]
        where.queryset, who.queryset = organisations, members
        if len(organisations) == 1:
            where.required, where.disabled, where.initial = False, True, organisations[0].pk
            where.widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        where = cleaned.get("organisation")
        strangers = [m for m in cleaned.get("members", ()) if where and m.organisation_id != where.pk]
        if strangers:
            self.add_error("members", f"{strangers[0].user} ne travaille pas à « {where} » : décochez ce nom.")
        opened, closed = cleaned.get("opened_on"), self.place.closed_on if self.place else None
        if opened and closed and opened > closed:
            self.add_error(
                "opened_on", f"Ce lieu a fermé le {date_long(closed)} : choisissez ce jour ou un jour avant."
            )
        return cleaned

    @property
    def details(self) -> PlaceDetails:
        names = ("name", "commune", "address", "postal_code", "opened_on")
        return PlaceDetails(**{name: self.cleaned_data[name] for name in names})


class ClosingForm(forms.Form):
    last_day = _day_field(label="Dernier jour d’ouverture", error_messages={"required": "Indiquez le dernier jour."})

    def __init__(self, data: Mapping[str, Any] | None = None, *, place: Place) -> None:
        self.place = place
        super().__init__(data, initial={"last_day": timezone.localdate()})

    def clean_last_day(self) -> dt.date:
        last_day: dt.date = self.cleaned_data["last_day"]
        opened = self.place.opened_on
        if opened and last_day < opened:
            raise forms.ValidationError(
                f"Ce lieu a ouvert le {date_long(opened)} : choisissez ce jour ou un jour après."
            )
        return last_day


def _mediators(reader: Reader) -> QuerySet[Membership]:
    """Everyone who mediates today in the reader's organisations."""
    today = Membership.objects.visible_to(reader).on(timezone.localdate()).select_related("user", "organisation")
    return today.filter(role=Role.MEDIATOR).order_by("user__first_name", "user__last_name", "pk")


def _said_of(place: Place) -> dict[str, Any]:
    here = place.presences.filter(ends_on=None).values_list("membership", flat=True)
    fields = ("name", "address", "postal_code", "opened_on")
    said = {name: getattr(place, name) for name in fields}
    return said | {"organisation": place.organisation_id, "commune": place.commune_id, "members": list(here)}


def _said_by(reader: Reader, members: QuerySet[Membership]) -> dict[str, Any]:
    """A place of the structure of the moment; a mediator who adds a place works there, most of the time."""
    now = current_organisation(reader) if isinstance(reader, User) else None
    here = [m.pk for m in members if m.user_id == getattr(reader, "pk", None) and m.organisation == now]
    return {"members": here, "organisation": now}
