"""Networks: organisations side by side, and the people who coordinate them."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from trame.people.personal import declare, with_account
from trame.people.readers import Reader
from trame.reference.models import Departement, Epci
from trame.reference.nomenclatures import Nomenclature

from .accounts import User
from .organisations import Organisation


class NetworkKind(Nomenclature):
    HUB = "hub", "Hub pour un numérique inclusif, à l’échelle d’une région.", "Hub"
    DEPARTEMENT = "departement", "Réseau d’un département.", "département"
    EPCI = "epci", "Réseau d’une intercommunalité.", "EPCI"
    EQUIPE = "equipe", "Équipe de plusieurs structures.", "équipe"


class NetworkQuerySet(models.QuerySet["Network"]):
    def visible_to(self, reader: Reader) -> "NetworkQuerySet":
        """The networks the reader coordinates today, and those her organisations are, were or are asked to be in."""
        own = getattr(reader, "pk", None)
        if not own:
            return self.none()
        coordinated = Coordination.objects.of_user(own).on(timezone.localdate()).values("network")
        joined = NetworkMembership.objects.filter(organisation__in=Organisation.objects.visible_to(reader))
        return self.filter(Q(pk__in=coordinated) | Q(pk__in=joined.values("network")))

    def coordinated_by(self, reader: Reader) -> "NetworkQuerySet":
        """The networks the reader coordinates today: the only ones whose figures she sees."""
        own = getattr(reader, "pk", None)
        if not own:
            return self.none()
        return self.filter(pk__in=Coordination.objects.of_user(own).on(timezone.localdate()).values("network"))


class Network(models.Model):
    """Réseau: a set of organisations. Its figures are sums over members, each within the dates of its membership."""

    name = models.CharField("nom", max_length=200)
    kind = models.CharField("nature", max_length=15, choices=NetworkKind.choices)
    departement = models.ForeignKey(
        Departement, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="département"
    )
    epci = models.ForeignKey(Epci, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="EPCI")
    created_at = models.DateTimeField("création", default=timezone.now, editable=False)

    objects = NetworkQuerySet.as_manager()

    personal = declare(harmless="name kind")

    class Meta:
        verbose_name = "réseau"
        verbose_name_plural = "réseaux"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="network_has_name"),
            models.CheckConstraint(condition=Q(kind__in=NetworkKind.values), name="network_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name


class CoordinationQuerySet(models.QuerySet["Coordination"]):
    def of_user(self, user_id: int) -> "CoordinationQuerySet":
        return self.filter(user_id=user_id)

    def on(self, day: dt.date) -> "CoordinationQuerySet":
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def visible_to(self, reader: Reader) -> "CoordinationQuerySet":
        """Who coordinates the networks the reader sees: the structure must know who reads its figures."""
        return self.filter(network__in=Network.objects.visible_to(reader))


class Coordination(models.Model):
    """One person coordinating one network, from a day to a day (both included; no end = still)."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="coordinations", verbose_name="réseau")
    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="compte")
    starts_on = models.DateField("début", default=timezone.localdate)
    ends_on = models.DateField("fin", null=True, blank=True)

    objects = CoordinationQuerySet.as_manager()

    personal = declare(with_account("user starts_on ends_on"))

    class Meta:
        verbose_name = "coordination"
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="coordination_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["network", "user"], condition=Q(ends_on=None), name="one_open_coordination_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.network}"


class NetworkMembershipQuerySet(models.QuerySet["NetworkMembership"]):
    def visible_to(self, reader: Reader) -> "NetworkMembershipQuerySet":
        """Memberships of the reader's own organisations, and all those of the networks she coordinates today.

        Members of a network also see who else has accepted to be in it; not who is asked, nor who refused.
        """
        own = Organisation.objects.visible_to(reader)
        coordinated = Network.objects.coordinated_by(reader)
        joined = NetworkMembership.objects.filter(organisation__in=own).on(timezone.localdate()).values("network")
        beside = Q(network__in=joined, accepted_at__isnull=False)
        return self.filter(Q(organisation__in=own) | Q(network__in=coordinated) | beside)

    def accepted(self) -> "NetworkMembershipQuerySet":
        return self.filter(accepted_at__isnull=False)

    def on(self, day: dt.date) -> "NetworkMembershipQuerySet":
        """Accepted memberships that hold on that day, ends included."""
        return self.accepted().filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class NetworkMembership(models.Model):
    """One organisation in one network: asked by a coordinator, accepted by a manager of the organisation.

    Until accepted, `starts_on` is NULL and nothing is shared. Figures are shared from `starts_on` to `ends_on`, both
    included (no end = still a member). `refused_at`: the manager said no.
    """

    network = models.ForeignKey(Network, models.CASCADE, related_name="memberships", verbose_name="réseau")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="demandée par")
    asked_at = models.DateTimeField("demandée le", default=timezone.now, editable=False)
    accepted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="acceptée par")
    accepted_at = models.DateTimeField("acceptée le", null=True, editable=False)
    refused_at = models.DateTimeField("refusée le", null=True, editable=False)
    starts_on = models.DateField("début", null=True, blank=True)
    ends_on = models.DateField("fin", null=True, blank=True)

    objects = NetworkMembershipQuerySet.as_manager()

    personal = declare(with_account("asked_by accepted_by"))

    class Meta:
        verbose_name = "appartenance à un réseau"
        verbose_name_plural = "appartenances à un réseau"
        ordering = ["organisation__name", "asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None, starts_on=None) | Q(accepted_at__isnull=False, starts_on__isnull=False),
                name="network_membership_starts_when_accepted",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="network_membership_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(refused_at=None), name="network_membership_accepted_or_refused"
            ),
            models.UniqueConstraint(
                fields=["network", "organisation"],
                condition=Q(ends_on=None, refused_at=None),
                name="one_open_membership_per_network",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "network"], name="network_membership_by_org")]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.network}"

    @property
    def is_pending(self) -> bool:
        return self.accepted_at is None and self.refused_at is None

    def has_ended(self, day: dt.date) -> bool:
        return self.ends_on is not None and self.ends_on < day
