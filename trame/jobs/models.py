"""Job: one long piece of work, as its owner follows it. ChoreRun: the proof that a daily chore was done."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from trame.people.models import User
from trame.people.personal import RESULT_CHORE, WORK, Personal, declare
from trame.people.readers import Reader

from .privacy.models import RetentionRun as RetentionRun


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, reader: Reader) -> "JobQuerySet":
        """One's own jobs only: a result may hold what a colleague may not see."""
        owner = getattr(reader, "pk", None)
        return self.filter(owner=owner) if owner else self.none()


class Job(models.Model):
    """Tâche: `done` of `total` steps, a French `message`, and a file when it ends well.

    `payload` holds ids and codes only, never a name nor a note. `started_at` is the start of the latest attempt, by
    which a worker knows that the job is still its own; `heartbeat_at` the last sign of life of that attempt.
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
    attempts = models.PositiveSmallIntegerField("essais faits", default=0)
    max_attempts = models.PositiveSmallIntegerField("essais permis", default=1)
    next_try_at = models.DateTimeField("prochain essai", null=True)
    worker = models.CharField("processus", max_length=100, blank=True)
    created_at = models.DateTimeField("demandée le", default=timezone.now, editable=False)
    started_at = models.DateTimeField("commencée le", null=True)
    heartbeat_at = models.DateTimeField("dernier signe de vie", null=True)
    finished_at = models.DateTimeField("finie le", null=True)

    objects = JobQuerySet.as_manager()

    personal = declare(
        Personal(
            processing=WORK,
            fields="owner payload message result result_name",
            kept="Sept jours après la fin ; un fichier qui nomme une personne effacée l’est avec elle.",
            chore=RESULT_CHORE,
        ),
        harmless="kind status result_type back_url worker",
    )

    class Meta:
        verbose_name = "tâche"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="job_done_within_total"),
            models.CheckConstraint(
                condition=~Q(status="done") | Q(finished_at__isnull=False), name="job_done_is_finished"
            ),
            models.CheckConstraint(condition=Q(attempts__lte=F("max_attempts")), name="job_attempts_within_max"),
        ]
        indexes = [
            models.Index(fields=["owner", "-created_at"], name="job_by_owner"),
            # What the watch looks at every minute: never more than a few rows.
            models.Index(fields=["status"], name="job_not_over", condition=Q(status__in=["waiting", "running"])),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.get_status_display()})"

    @property
    def is_over(self) -> bool:
        return self.status in (self.Status.DONE, self.Status.FAILED, self.Status.CANCELLED)

    @property
    def title(self) -> str:
        """What its page is called in this state."""
        if self.waits_to_try_again:
            return "La préparation va reprendre"
        if self.status == self.Status.DONE and not self.result:
            return "C’est terminé"
        return {
            self.Status.DONE.value: "Votre fichier est prêt",
            self.Status.FAILED.value: "La préparation a échoué",
            self.Status.CANCELLED.value: "La préparation est annulée",
        }.get(self.status, "Préparation du fichier")

    @property
    def waits_to_try_again(self) -> bool:
        return self.status == self.Status.WAITING and self.next_try_at is not None


class ChoreRunQuerySet(models.QuerySet["ChoreRun"]):
    def visible_to(self, reader: Reader) -> "ChoreRunQuerySet":
        """Who administers the instance: a chore works on every structure at once."""
        return self.all() if getattr(reader, "is_admin", False) else self.none()


class ChoreRun(models.Model):
    """Passage d’une ronde: one chore on one due day, tried `tries` times; figures and class of error, no content."""

    chore = models.CharField("travail", max_length=120)
    due_on = models.DateField("dû le")
    tries = models.PositiveIntegerField("essais", default=0)
    started_at = models.DateTimeField("commencé le")
    finished_at = models.DateTimeField("fini le", null=True)
    ok = models.BooleanField("réussi", default=False)
    erased = models.PositiveIntegerField("effacés", default=0)
    error = models.CharField("nature de l’erreur", max_length=100, blank=True)

    objects = ChoreRunQuerySet.as_manager()

    personal = declare(harmless="chore error")

    class Meta:
        verbose_name = "passage d’une ronde"
        verbose_name_plural = "passages des rondes"
        ordering = ["-due_on", "chore"]
        constraints = [
            models.UniqueConstraint(fields=["chore", "due_on"], name="chore_run_once_a_day"),
            models.CheckConstraint(
                condition=Q(ok=False) | Q(finished_at__isnull=False, error=""), name="chore_run_ok_is_finished"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chore} ({self.due_on:%d/%m/%Y})"
