"""ImportBatch: one file brought in, from its upload to its undoing."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from trame.activity.personal import of_followed
from trame.people.models import Membership, Organisation, User
from trame.people.personal import WORK, declare, with_account
from trame.people.readers import Reader


class BatchState(models.TextChoices):
    STAGED = "staged", "À confirmer"
    IMPORTED = "imported", "Importé"
    UNDONE = "undone", "Annulé"


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    def visible_to(self, reader: Reader) -> "ImportBatchQuerySet":
        """Batches of the organisations the reader sees; a staged one holds a file with names: its owner only."""
        own = Q(owner=getattr(reader, "pk", None)) | ~Q(state=BatchState.STAGED)
        return self.filter(own, organisation__in=Organisation.objects.visible_to(reader))


def _ids() -> "ArrayField[list[int], list[int]]":
    return ArrayField(models.BigIntegerField(), default=list, editable=False)


class ImportBatch(models.Model):
    """Lot d’import. `content` is the file, kept until it is confirmed, abandoned or expired, then erased.

    `activities`, `attendances`, `minutes` are what was written; `already` what was known (activities).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="déposé par")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name="appartenance")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    partner = models.CharField("provenance", max_length=20)
    state = models.CharField("état", max_length=10, choices=BatchState.choices, default=BatchState.STAGED)
    content = models.BinaryField("fichier", null=True)
    names_kept = models.BooleanField("noms gardés", default=False)
    rows = models.PositiveIntegerField("lignes", default=0)
    activities = models.PositiveIntegerField("activités", default=0)
    attendances = models.PositiveIntegerField("accompagnements", default=0)
    minutes = models.PositiveIntegerField("minutes", default=0)
    already = models.PositiveIntegerField("activités déjà importées", default=0)
    first_day = models.DateField("première activité", null=True)
    last_day = models.DateField("dernière activité", null=True)
    created_places = _ids()
    created_people = _ids()
    created_tags = _ids()
    staged_at = models.DateTimeField("déposé le", default=timezone.now, editable=False)
    imported_at = models.DateTimeField("importé le", null=True, editable=False)
    undone_at = models.DateTimeField("annulé le", null=True, editable=False)

    objects = ImportBatchQuerySet.as_manager()

    personal = declare(
        of_followed(
            "content",
            chore="fichiers déposés et jamais importés",
            kept="Jusqu’à la confirmation de l’import, sept jours au plus.",
        ),
        with_account("owner membership", WORK),
        harmless="partner state created_places created_people created_tags",
    )

    class Meta:
        verbose_name = "lot d’import"
        verbose_name_plural = "lots d’import"
        ordering = ["-staged_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=BatchState.STAGED, content__isnull=False)
                | (~Q(state=BatchState.STAGED) & Q(content=None)),
                name="import_keeps_its_file_only_while_staged",
            ),
            models.CheckConstraint(
                condition=Q(state=BatchState.STAGED) | Q(imported_at__isnull=False), name="import_has_its_moment"
            ),
            models.CheckConstraint(condition=Q(state__in=BatchState.values), name="import_state_known"),
        ]

    def __str__(self) -> str:
        return f"Import du {timezone.localtime(self.staged_at):%d/%m/%Y}"

    @property
    def is_staged(self) -> bool:
        return self.state == BatchState.STAGED

    @property
    def is_imported(self) -> bool:
        return self.state == BatchState.IMPORTED
