"""Forms of networks."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from trame.people.finding import LONGEST, SHORTEST
from trame.people.models import Network, NetworkKind
from trame.people.services.networks import NetworkDetails
from trame.reference.forms import CommuneField
from trame.reference.models import Departement
from trame.ui.forms import ChipRadio


class NetworkForm(forms.Form):
    """A network; its territory is asked for two kinds only. Its EPCI is said by one of its communes."""

    name = forms.CharField(
        label="Nom du réseau",
        max_length=200,
        help_text="Tel que les structures le connaissent : elles le lisent avant d’accepter.",
        error_messages={"required": "Indiquez le nom du réseau."},
    )
    kind = forms.ChoiceField(
        label="Nature",
        choices=[(kind.value, kind.label[:1].upper() + kind.label[1:]) for kind in NetworkKind],
        widget=ChipRadio,
        error_messages={"required": "Choisissez la nature du réseau."},
    )
    departement = forms.ModelChoiceField(
        Departement.objects.order_by("code"),
        label="Département",
        required=False,
        empty_label="",
        help_text="Pour le réseau d’un département.",
    )
    commune = CommuneField(
        label="Une commune de l’intercommunalité",
        required=False,
        help_text="Pour le réseau d’un EPCI : une de ses communes suffit à le reconnaître.",
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, network: Network | None = None) -> None:
        self.network = network
        initial: dict[str, Any] = {}
        if network:
            initial = {"name": network.name, "kind": network.kind, "departement": network.departement_id}
        super().__init__(data, initial=initial)
        if network and network.epci:
            self.fields["commune"].help_text = f"Aujourd’hui : {network.epci}. Laissez vide pour le garder."

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        commune = cleaned.get("commune")
        cleaned["epci"] = commune.epci if commune else self.network.epci if self.network else None
        kind = cleaned.get("kind")
        if kind == NetworkKind.DEPARTEMENT and not cleaned.get("departement") and "departement" not in self.errors:
            self.add_error("departement", "Choisissez le département de ce réseau.")
        if kind == NetworkKind.EPCI and not cleaned["epci"] and "commune" not in self.errors:
            alone = f"{commune} n’est dans aucune intercommunalité : choisissez une autre commune."
            self.add_error("commune", alone if commune else "Indiquez une commune de cette intercommunalité.")
        return cleaned

    @property
    def details(self) -> NetworkDetails:
        """What was typed, once the form is valid."""
        said = self.cleaned_data
        return NetworkDetails(
            name=said["name"], kind=NetworkKind(said["kind"]), departement=said["departement"], epci=said["epci"]
        )


class SearchForm(forms.Form):
    text = forms.CharField(
        label="Quelle structure ?",
        min_length=SHORTEST,
        max_length=LONGEST,
        help_text="Son nom, sa commune ou son SIRET.",
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={
            "required": "Écrivez un nom, une commune ou un SIRET.",
            "min_length": f"Écrivez au moins {SHORTEST} lettres.",
        },
    )


def _past_day(**options: Any) -> forms.DateField:
    """A day, today at first; the browser offers no later one."""
    return forms.DateField(
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Indiquez un jour.", "invalid": "Ce n’est pas une date : 31/01/2026, par exemple."},
        **options,
    )


class AcceptForm(forms.Form):
    starts_on = _past_day(
        label="À partir de quand partagez-vous vos totaux ?",
        help_text="Rien de ce qui s’est passé avant ce jour n’est compté dans le réseau.",
    )

    @property
    def day(self) -> dt.date:
        day: dt.date = self.cleaned_data["starts_on"]
        return day


class LeaveForm(forms.Form):
    ends_on = _past_day(
        label="Dernier jour dans le réseau",
        help_text="Ce qui se passe après ce jour n’est plus compté dans le réseau.",
    )

    @property
    def day(self) -> dt.date:
        day: dt.date = self.cleaned_data["ends_on"]
        return day


class InviteForm(forms.Form):
    email = forms.EmailField(
        label="Son adresse électronique",
        help_text="Celle de son compte Trame.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Indiquez son adresse électronique.",
            "invalid": "Cette adresse n’en est pas une : il y manque peut-être « @ » ou la fin.",
        },
    )
