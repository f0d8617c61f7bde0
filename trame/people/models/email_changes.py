"""Changes of address: asked, then confirmed from both mailboxes before anything changes."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from trame.people.personal import ACCOUNTS, EMAIL_CHANGE_CHORE, Personal, declare
from trame.people.readers import Reader

from .accounts import User


class EmailChangeQuerySet(models.QuerySet["EmailChange"]):
    def visible_to(self, reader: Reader) -> "EmailChangeQuerySet":
        """One's own."""
        own = getattr(reader, "pk", None)
        return self.filter(user_id=own) if own else self.none()

    def pending(self) -> "EmailChangeQuerySet":
        return self.filter(expires_at__gt=timezone.now())


class EmailChange(models.Model):
    """The one change under way of an account. The links sent are kept as digests, emptied when they are spent."""

    user = models.OneToOneField(User, models.CASCADE, related_name="+", verbose_name="compte")
    new_email = models.EmailField("nouvelle adresse électronique")
    old_digest = models.CharField("empreinte du lien à l’ancienne adresse", max_length=64, null=True, unique=True)  # noqa: DJ001
    new_digest = models.CharField("empreinte du lien à la nouvelle adresse", max_length=64, null=True, unique=True)  # noqa: DJ001
    asked_at = models.DateTimeField("demandé le", default=timezone.now, editable=False)
    expires_at = models.DateTimeField("valable jusqu’au")

    objects = EmailChangeQuerySet.as_manager()

    personal = declare(
        Personal(
            processing=ACCOUNTS,
            fields="user new_email",
            kept="Jusqu’à la confirmation, au plus jusqu’à la fin de validité des liens.",
            chore=EMAIL_CHANGE_CHORE,
        ),
        harmless="old_digest new_digest",
    )

    class Meta:
        verbose_name = "changement d’adresse"
        verbose_name_plural = "changements d’adresse"
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("asked_at")), name="email_change_expires_later")
        ]

    def __str__(self) -> str:
        return "changement d’adresse"

    @property
    def confirmed_by_old(self) -> bool:
        return self.old_digest is None

    @property
    def confirmed_by_new(self) -> bool:
        return self.new_digest is None
