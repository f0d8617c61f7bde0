"""Places of mediation and who works there."""

import datetime as dt
from collections import Counter
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from trame.people.models import Membership, Organisation
from trame.people.personal import WORK, declare, with_account
from trame.people.readers import Reader
from trame.prepared import rows_of
from trame.reference.models import Commune


class PlaceQuerySet(models.QuerySet["Place"]):
    def visible_to(self, reader: Reader) -> "PlaceQuerySet":
        """The places of the organisations the reader sees."""
        return self.filter(organisation__in=Organisation.objects.visible_to(reader))

    def open_on(self, day: dt.date) -> "PlaceQuerySet":
        """Places that had opened and were not closed on that day; the day of closing counts as open."""
        return self.filter(Q(opened_on=None) | Q(opened_on__lte=day), Q(closed_on=None) | Q(closed_on__gte=day))


class Place(models.Model):
    """Lieu d’activité: where mediation happens; a place kept by its organisation even when closed."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    name = models.CharField("nom", max_length=200)
    address = models.CharField("adresse", max_length=250, blank=True)
    postal_code = models.CharField("code postal", max_length=5, blank=True)
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+", verbose_name="commune")
    opened_on = models.DateField("ouvert depuis le", null=True, blank=True)
    closed_on = models.DateField("fermé après le", null=True, blank=True)

    objects = PlaceQuerySet.as_manager()

    personal = declare(harmless="name address postal_code")

    class Meta:
        verbose_name = "lieu d’activité"
        verbose_name_plural = "lieux d’activité"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="place_has_name"),
            models.CheckConstraint(
                condition=Q(opened_on=None) | Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="place_closes_after_opening",
            ),
            models.UniqueConstraint(
                fields=["organisation", "name", "address", "commune"], name="place_once_per_organisation"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "name"], name="place_by_organisation")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.opened_on and self.closed_on and self.closed_on < self.opened_on:
            raise ValidationError({"closed_on": "La fermeture précède l’ouverture : corrigez l’une des deux dates."})

    def is_open_on(self, day: dt.date) -> bool:
        return (self.opened_on is None or self.opened_on <= day) and (self.closed_on is None or day <= self.closed_on)


def place_labels(ids: Collection[str], reader: Reader) -> dict[str, str]:
    """Id (as text) → name of the places the reader sees; homonyms carry their commune."""
    seen = Place.objects.visible_to(reader).filter(pk__any_of=ids)
    found = rows_of(seen.values_list("pk", "name", "commune__name"))
    names = Counter(name for _, name, _ in found)
    return {str(pk): name if names[name] == 1 else f"{name} ({commune})" for pk, name, commune in found}


class PresenceQuerySet(models.QuerySet["Presence"]):
    def visible_to(self, reader: Reader) -> "PresenceQuerySet":
        return self.filter(place__in=Place.objects.visible_to(reader))


class Presence(models.Model):
    """Intervention: a member who works at a place, from a day to a day."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="presences", verbose_name="lieu")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+", verbose_name="appartenance")
    starts_on = models.DateField("début", null=True, blank=True)
    ends_on = models.DateField("fin", null=True, blank=True)

    objects = PresenceQuerySet.as_manager()

    personal = declare(with_account("membership starts_on ends_on", WORK))

    class Meta:
        verbose_name = "présence dans un lieu"
        verbose_name_plural = "présences dans un lieu"
        constraints = [
            models.UniqueConstraint(fields=["place", "membership"], name="presence_once"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="presence_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership.user} · {self.place}"
