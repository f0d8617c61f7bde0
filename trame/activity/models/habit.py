"""What one keeps at hand: named templates of records, named filters of the list."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from trame.people.models import Organisation, User
from trame.people.personal import WORK, declare, with_account
from trame.people.readers import Reader
from trame.reference.nomenclatures import Kind

MAX_NAME = 60


class RecordTemplateQuerySet(models.QuerySet["RecordTemplate"]):
    def visible_to(self, reader: Reader) -> "RecordTemplateQuerySet":
        """One's own, in the organisations one sees: a template is a habit, not a rule for colleagues."""
        return self.filter(owner=getattr(reader, "pk", None), organisation__in=Organisation.objects.visible_to(reader))


class RecordTemplate(models.Model):
    """Modèle de saisie: `content` holds values of the record form by field name, codes and ids only.

    Neither people, nor notes, nor date.
    """

    client_uuid = models.UUIDField("identifiant", unique=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    owner = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="compte")
    name = models.CharField("nom", max_length=MAX_NAME)
    kind = models.CharField("nature", max_length=20, choices=Kind.choices)
    content = models.JSONField("contenu", default=dict)
    created_at = models.DateTimeField("création", default=timezone.now, editable=False)

    objects = RecordTemplateQuerySet.as_manager()

    personal = declare(with_account("owner name", WORK), harmless="kind content")

    class Meta:
        verbose_name = "modèle de saisie"
        verbose_name_plural = "modèles de saisie"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="template_has_name"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="template_kind_known"),
            models.UniqueConstraint(fields=["owner", "organisation", "name"], name="template_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def visible_to(self, reader: Reader) -> "SavedFilterQuerySet":
        """One's own."""
        return self.filter(owner=getattr(reader, "pk", None))


class SavedFilter(models.Model):
    """Filtre enregistré: `query` is what the address of the list says, codes and dates only."""

    client_uuid = models.UUIDField("identifiant", unique=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="compte")
    name = models.CharField("nom", max_length=MAX_NAME)
    query = models.CharField("filtres", max_length=1_000)
    created_at = models.DateTimeField("création", default=timezone.now, editable=False)

    objects = SavedFilterQuerySet.as_manager()

    personal = declare(with_account("owner name", WORK), harmless="query")

    class Meta:
        verbose_name = "filtre enregistré"
        verbose_name_plural = "filtres enregistrés"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="saved_filter_has_name"),
            models.UniqueConstraint(fields=["owner", "name"], name="saved_filter_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class BulkChangeQuerySet(models.QuerySet["BulkChange"]):
    def visible_to(self, reader: Reader) -> "BulkChangeQuerySet":
        """One's own, in the organisations one sees."""
        return self.filter(by=getattr(reader, "pk", None), organisation__in=Organisation.objects.visible_to(reader))


class BulkChange(models.Model):
    """Changement groupé: one change made to many activities, and what each said before, for 30 days.

    `before`: {activity id: {field: value}}; `after`: the same for what was written, so that an activity changed since
    is left alone by the undoing.
    """

    class Verb(models.TextChoices):
        TAG = "tag", "ajouter un tag"
        UNTAG = "untag", "retirer un tag"
        PLACE = "place", "changer le lieu"
        DATE = "date", "changer la date"

    client_uuid = models.UUIDField("identifiant", unique=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    by = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="compte")
    verb = models.CharField("changement", max_length=10, choices=Verb.choices)
    before = models.JSONField("avant", default=dict)
    after = models.JSONField("après", default=dict)
    made_at = models.DateTimeField("fait le", default=timezone.now, editable=False)
    undone_at = models.DateTimeField("défait le", null=True, editable=False)

    objects = BulkChangeQuerySet.as_manager()

    personal = declare(with_account("by", WORK), harmless="verb before after")

    class Meta:
        verbose_name = "changement groupé"
        verbose_name_plural = "changements groupés"
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} · {len(self.before)}"
