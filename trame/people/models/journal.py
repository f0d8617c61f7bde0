"""The journal of actions: who did what to what, when; never the content. Append-only: the database refuses the rest."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from trame.people.personal import JOURNAL_CHORE, SECURITY, Personal, declare
from trame.people.readers import Reader

from .accounts import User
from .networks import Coordination
from .organisations import Membership, Organisation


class JournalActorQuerySet(models.QuerySet["JournalActor"]):
    def visible_to(self, reader: Reader) -> "JournalActorQuerySet":
        """The reader, her colleagues, and who coordinates her networks: so that a journal can be read with names."""
        coordinators = Coordination.objects.visible_to(reader).values("user")
        return self.filter(Q(user__in=User.objects.visible_to(reader)) | Q(user__in=coordinators))


class JournalActor(models.Model):
    """The one row that ties an opaque id of the journal to an account: one a month, erased after 12 months."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="compte")
    month = models.DateField("mois")  # its first day

    objects = JournalActorQuerySet.as_manager()

    personal = declare(
        Personal(processing=SECURITY, fields="user month", kept="12 mois.", chore=JOURNAL_CHORE),
    )

    class Meta:
        verbose_name = "acteur du journal"
        verbose_name_plural = "acteurs du journal"
        constraints = [models.UniqueConstraint(fields=["user", "month"], name="one_actor_per_month")]

    def __str__(self) -> str:
        return str(self.id)


class JournalEntryQuerySet(models.QuerySet["JournalEntry"]):
    def visible_to(self, reader: Reader) -> "JournalEntryQuerySet":
        """Entries about the organisations the reader manages today: it is the structure's to read."""
        own = getattr(reader, "pk", None)
        if not own:
            return self.none()
        managed = Membership.objects.of_user(own).on(timezone.localdate()).managers()
        return self.filter(organisation__in=managed.values("organisation"))


class JournalEntry(models.Model):
    """One action. `actor` is a JournalActor's id, NULL for the system; `action` a code such as « invitation.sent »."""

    at = models.DateTimeField("quand", default=timezone.now, editable=False)
    actor = models.UUIDField("acteur", null=True)
    action = models.CharField("action", max_length=60)
    object_type = models.CharField("nature de l’objet", max_length=60, blank=True)
    object_id = models.CharField("identifiant de l’objet", max_length=64, blank=True)
    # No foreign key in the database: erasing a structure must not touch what the journal says of it.
    organisation = models.ForeignKey(
        Organisation, models.DO_NOTHING, null=True, db_constraint=False, related_name="+", verbose_name="structure"
    )
    request_id = models.CharField("requête", max_length=32, blank=True)

    objects = JournalEntryQuerySet.as_manager()

    personal = declare(
        Personal(
            processing=SECURITY,
            fields="at actor action object_type object_id request_id",
            kept="Sans limite, sous un numéro : ce qui relie ce numéro à un compte est effacé après 12 mois.",
            follows="people.JournalActor",
        )
    )

    class Meta:
        verbose_name = "ligne du journal"
        verbose_name_plural = "lignes du journal"
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(action=""), name="journal_entry_says_the_action")]
        indexes = [models.Index(fields=["organisation", "-at"], name="journal_by_organisation")]

    def __str__(self) -> str:
        return f"{self.action} {self.object_type} {self.object_id}".strip()
