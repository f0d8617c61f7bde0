"""Invitations: the only way in by default."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from trame.people.personal import INVITATION_CHORE, INVITED, Personal, declare, with_account
from trame.people.readers import Reader

from .accounts import User
from .organisations import Membership, Organisation, Role


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, reader: Reader) -> "InvitationQuerySet":
        """Invitations of the organisations the reader manages today."""
        own = getattr(reader, "pk", None)
        if not own:
            return self.none()
        managed = Membership.objects.of_user(own).on(timezone.localdate()).managers()
        return self.filter(organisation__in=managed.values("organisation"))

    def pending(self) -> "InvitationQuerySet":
        """Neither accepted, nor revoked, nor expired."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())

    def unanswered(self) -> "InvitationQuerySet":
        """Neither accepted nor revoked: those still valid, and those that expired without an answer."""
        return self.filter(accepted_at=None, revoked_at=None)


class Invitation(models.Model):
    """One e-mail address asked to join one organisation in one role; the token of its link is kept as a digest only."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    email = models.EmailField("adresse électronique")
    role = models.CharField("rôle", max_length=10, choices=Role.choices)
    token_digest = models.CharField("empreinte du jeton", max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="envoyée par")
    created_at = models.DateTimeField("envoyée le", default=timezone.now, editable=False)
    expires_at = models.DateTimeField("valable jusqu’au")
    accepted_at = models.DateTimeField("acceptée le", null=True, editable=False)
    accepted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="acceptée par")
    revoked_at = models.DateTimeField("retirée le", null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    personal = declare(
        Personal(
            processing=INVITED,
            fields="email role",
            kept="30 jours après la réponse, le retrait ou la fin de validité.",
            chore=INVITATION_CHORE,
        ),
        with_account("invited_by accepted_by"),
        harmless="token_digest",
    )

    class Meta:
        verbose_name = "invitation"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="invitation_role_known"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="invitation_expires_later"),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None), name="invitation_accepted_or_revoked"
            ),
            models.UniqueConstraint(
                fields=["organisation", "email", "role"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="one_open_invitation_per_address_and_role",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-created_at"], name="invitation_by_organisation")]

    def __str__(self) -> str:
        return f"invitation à {self.organisation}"

    @property
    def is_pending(self) -> bool:
        return self.state == "pending"

    @property
    def state(self) -> str:
        """« pending », « accepted », « revoked » or « expired »."""
        if self.accepted_at is not None:
            return "accepted"
        if self.revoked_at is not None:
            return "revoked"
        return "pending" if self.expires_at > timezone.now() else "expired"
