"""Job: one long piece of work, as its owner follows it."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from trame.people.models import User
from trame.people.readers import Reader


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, reader: Reader) -> "JobQuerySet":
        """One's own jobs only: a result may hold what a colleague may not see."""
        owner = getattr(reader, "pk", None)
        return self.filter(owner=owner) if owner else self.none()


class Job(models.Model):
    """Tâche: `done` of `total` steps, a French `message`, and a file when it ends well.

    `payload` holds ids and codes only, never a name nor a note.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", "en attente"
        RUNNING = "running", "en cours"
        DONE = "done", "terminée"
        FAILED = "failed", "échouée"
        CANCELLED = "cancelled", "annulée"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField("nature", max_length=50)
    owner = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="demandée par")
    payload = models.JSONField("paramètres", default=dict)
    status = models.CharField("état", max_length=10, choices=Status.choices, default=Status.WAITING)
    done = models.PositiveIntegerField("fait", default=0)
    total = models.PositiveIntegerField("à faire", default=1)
    message = models.CharField("message", max_length=300, blank=True)
    cancel_requested = models.BooleanField("annulation demandée", default=False)
    result = models.FileField("résultat", upload_to="jobs/%Y/%m/", blank=True)
    result_name = models.CharField("nom du fichier", max_length=150, blank=True)
    result_type = models.CharField("type du fichier", max_length=100, blank=True)
    back_url = models.CharField("page d’origine", max_length=200, blank=True)
    created_at = models.DateTimeField("demandée le", default=timezone.now, editable=False)
    finished_at = models.DateTimeField("finie le", null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "tâche"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="job_done_within_total"),
            models.CheckConstraint(
                condition=~Q(status="done") | Q(finished_at__isnull=False), name="job_done_is_finished"
            ),
        ]
        indexes = [models.Index(fields=["owner", "-created_at"], name="job_by_owner")]

    def __str__(self) -> str:
        return f"{self.kind} ({self.get_status_display()})"

    @property
    def is_over(self) -> bool:
        return self.status in (self.Status.DONE, self.Status.FAILED, self.Status.CANCELLED)
