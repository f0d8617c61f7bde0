"""Link: an address that opens one object, until a day, to whoever holds it."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from trame.people.models import Organisation, User
from trame.people.personal import WORK, declare, with_account
from trame.people.readers import LinkReader, Reader


class LinkQuerySet(models.QuerySet["Link"]):
    def visible_to(self, reader: Reader) -> "LinkQuerySet":
        """The links of the organisations the reader sees: what is shared is the whole structure's business."""
        return self.filter(organisation__in=Organisation.objects.visible_to(reader))

    def usable(self) -> "LinkQuerySet":
        """Those that still open something; a structure that is no longer recognised shares nothing."""
        return self.filter(
            Q(max_uses=None) | Q(uses__lt=F("max_uses")),
            revoked_at=None,
            expires_at__gt=timezone.now(),
            organisation__verified_at__isnull=False,
        )

    def of_object(self, scope: str, object_id: object) -> "LinkQuerySet":
        return self.filter(scope=scope, object_id=str(object_id))


class Link(models.Model):
    """Lien: `scope` (scopes.py) says what it opens, `object_id` the one object.

    Its token is never stored: `token_digest` is its SHA-256. `uses` counts openings, `last_used_on` is a day and not
    a time: the structure knows that its link serves, not when somebody reads.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    scope = models.CharField("portée", max_length=60)
    object_id = models.CharField("identifiant de l’objet", max_length=64)
    token_digest = models.CharField("empreinte du lien", max_length=64, unique=True, editable=False)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="fait par")
    created_at = models.DateTimeField("fait le", default=timezone.now, editable=False)
    expires_at = models.DateTimeField("valable jusqu’au")
    revoked_at = models.DateTimeField("retiré le", null=True, editable=False)
    max_uses = models.PositiveSmallIntegerField("ouvertures permises", null=True)  # NULL: as many as asked
    uses = models.PositiveIntegerField("ouvertures", default=0)
    last_used_on = models.DateField("dernière ouverture", null=True, editable=False)

    objects = LinkQuerySet.as_manager()

    personal = declare(with_account("created_by", WORK), harmless="scope object_id token_digest")

    class Meta:
        verbose_name = "lien de partage"
        verbose_name_plural = "liens de partage"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(token_digest__regex=r"^[0-9a-f]{64}$"),  # noqa: S106 (a shape, not a secret)
                name="link_keeps_a_digest",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="link_expires_later"),
            models.CheckConstraint(condition=Q(max_uses=None) | Q(max_uses=1), name="link_serves_once_or_always"),
            models.CheckConstraint(
                condition=Q(max_uses=None) | Q(uses__lte=F("max_uses")), name="link_is_not_overspent"
            ),
            models.CheckConstraint(condition=~Q(scope="") & ~Q(object_id=""), name="link_opens_one_object"),
        ]
        indexes = [
            models.Index(fields=["organisation", "-created_at"], name="link_by_organisation"),
            models.Index(fields=["scope", "object_id"], name="link_by_object"),
        ]

    def __str__(self) -> str:
        return f"lien {self.pk} ({self.scope})"

    @property
    def reader(self) -> LinkReader:
        """Who holds it: the reader that every `visible_to` knows."""
        return LinkReader(scope=self.scope, object_id=self.object_id)

    @property
    def last_day(self) -> dt.date:
        """The last day it serves, whole: it expires at the midnight that ends it."""
        return timezone.localdate(self.expires_at - dt.timedelta(microseconds=1))

    @property
    def serves_once(self) -> bool:
        return self.max_uses == 1

    @property
    def state(self) -> str:
        """open, revoked, spent, expired; suspended while its structure is not recognised."""
        if self.revoked_at:
            return "revoked"
        if self.max_uses is not None and self.uses >= self.max_uses:
            return "spent"
        if self.expires_at <= timezone.now():
            return "expired"
        return "open" if self.organisation.is_verified else "suspended"
