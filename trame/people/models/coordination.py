"""Invitations to coordinate a network: they wait for the account of the address, and leave with its answer."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils import timezone

from trame.people.personal import INVITATION_CHORE, INVITED, Personal, declare, with_account
from trame.people.readers import Reader

from .accounts import User
from .networks import Network

KEPT_FOR = dt.timedelta(days=30)


class CoordinationInvitationQuerySet(models.QuerySet["CoordinationInvitation"]):
    def visible_to(self, reader: Reader) -> "CoordinationInvitationQuerySet":
        """Those sent to the reader's own address, and those of the networks she coordinates today."""
        if not isinstance(reader, User):
            return self.none()
        coordinated = Network.objects.coordinated_by(reader)
        return self.pending().filter(Q(network__in=coordinated) | Q(email=reader.email))

    def addressed_to(self, reader: Reader) -> "CoordinationInvitationQuerySet":
        """Those sent to the reader's own address."""
        return self.filter(email=reader.email) if isinstance(reader, User) else self.none()

    def pending(self) -> "CoordinationInvitationQuerySet":
        return self.filter(created_at__gt=timezone.now() - KEPT_FOR)


class CoordinationInvitation(models.Model):
    """One e-mail address asked to coordinate one network.

    A row exists as long as it waits: answered or withdrawn, it is erased. It is kept by address, whether or not an
    account has it: who invites learns nothing of who has an account.
    """

    network = models.ForeignKey(Network, models.CASCADE, related_name="+", verbose_name="réseau")
    email = models.EmailField("adresse électronique")
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="envoyée par")
    created_at = models.DateTimeField("envoyée le", default=timezone.now, editable=False)

    objects = CoordinationInvitationQuerySet.as_manager()

    personal = declare(
        Personal(
            processing=INVITED,
            fields="email",
            kept="Jusqu’à la réponse, 30 jours au plus.",
            chore=INVITATION_CHORE,
        ),
        with_account("invited_by"),
    )

    class Meta:
        verbose_name = "invitation à coordonner"
        verbose_name_plural = "invitations à coordonner"
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["network", "email"], name="one_invitation_to_coordinate_per_address")
        ]
        indexes = [models.Index(fields=["email"], name="coordination_invited_email")]

    def __str__(self) -> str:
        return f"invitation à coordonner {self.network}"

    @property
    def ends_on(self) -> dt.date:
        """The last day it can be answered."""
        return timezone.localdate(self.created_at + KEPT_FOR)
