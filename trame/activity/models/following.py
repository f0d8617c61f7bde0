"""What goes with a person followed: objectives, levels, the merge of two files, two files said to be two people."""

import uuid
from typing import Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from trame.people.models import Organisation, User
from trame.people.personal import WORK, declare, with_account
from trame.people.readers import Reader

from ..personal import MERGED_CHORE, of_followed
from .beneficiary import Beneficiary

Row = TypeVar("Row", bound=models.Model)


class _OfAnOrganisation(models.QuerySet[Row]):
    """A door for each model: one left open must be seen by the walk of permissions, whatever the others do."""

    def visible_to(self, reader: Reader) -> Self:
        return self.filter(organisation__in=Organisation.objects.visible_to(reader))


class ObjectiveQuerySet(_OfAnOrganisation["Objective"]):
    pass


class Objective(models.Model):
    class State(models.TextChoices):
        OPEN = "en_cours", "en cours"
        REACHED = "atteint", "atteint"
        LEFT = "abandonne", "laissé de côté"

    client_uuid = models.UUIDField("identifiant", unique=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    beneficiary = models.ForeignKey(
        Beneficiary, models.CASCADE, related_name="objectives", verbose_name="personne suivie"
    )
    sentence = models.CharField("objectif", max_length=200)
    state = models.CharField("état", max_length=10, choices=State.choices, default=State.OPEN)
    set_on = models.DateField("fixé le", default=timezone.localdate)
    closed_on = models.DateField("clos le", null=True, blank=True)

    objects = ObjectiveQuerySet.as_manager()

    personal = declare(of_followed("beneficiary sentence state set_on closed_on"))

    class Meta:
        verbose_name = "objectif"
        ordering = ["set_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(sentence=""), name="objective_says_something"),
            models.CheckConstraint(
                condition=Q(state="en_cours", closed_on=None) | Q(state__in=("atteint", "abandonne")),
                name="objective_closed_when_over",
            ),
        ]

    def __str__(self) -> str:
        return f"objectif {self.pk}"


class LevelReadingQuerySet(_OfAnOrganisation["LevelReading"]):
    pass


class LevelReading(models.Model):
    """Positionnement: what one tool said of a person on one day, kept as the tool says it, never converted.

    `scale` and `scale_version` name the tool (« trame_8_taches », « pix »…); `detail` maps its items or domains to
    values as given; `result` is its overall answer in words or figures, as given.
    """

    client_uuid = models.UUIDField("identifiant", unique=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    beneficiary = models.ForeignKey(Beneficiary, models.CASCADE, related_name="levels", verbose_name="personne suivie")
    scale = models.CharField("outil", max_length=30)
    scale_version = models.CharField("version", max_length=30, blank=True)
    read_on = models.DateField("date")
    detail = models.JSONField("détail", default=dict, blank=True)
    result = models.CharField("résultat", max_length=200, blank=True)
    read_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="noté par")
    created_at = models.DateTimeField("création", default=timezone.now, editable=False)

    objects = LevelReadingQuerySet.as_manager()

    personal = declare(
        of_followed("beneficiary read_on detail result"),
        with_account("read_by", WORK),
        harmless="scale scale_version",
    )

    class Meta:
        verbose_name = "positionnement"
        ordering = ["read_on", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(scale=""), name="level_names_its_scale")]

    def __str__(self) -> str:
        return f"{self.scale} · {self.read_on}"


class PersonMergeQuerySet(_OfAnOrganisation["PersonMerge"]):
    pass


class PersonMerge(models.Model):
    """Fusion de fiches: `merged` became `kept`; undone within 30 days it gives both back, then `merged` is deleted.

    `kept_before` and `kept_after`: {field: value as JSON} of `kept` for the fields that changed. `moved`: activities
    (ids) whose attendance changed person: a correction rewrites the rows of an activity, so the ids of attendances
    would not last. `dropped`: {activity id: age band} of attendances at activities where both were.
    """

    client_uuid = models.UUIDField("identifiant", unique=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    kept = models.ForeignKey(Beneficiary, models.CASCADE, related_name="+", verbose_name="fiche gardée")
    merged = models.ForeignKey(Beneficiary, models.CASCADE, related_name="+", verbose_name="fiche fondue")
    kept_before = models.JSONField("fiche avant", default=dict)
    kept_after = models.JSONField("fiche après", default=dict)
    moved = ArrayField(models.BigIntegerField(), verbose_name="venues déplacées", default=list)
    dropped = models.JSONField("venues en double", default=dict)
    moved_objectives = ArrayField(models.BigIntegerField(), verbose_name="objectifs déplacés", default=list)
    moved_levels = ArrayField(models.BigIntegerField(), verbose_name="positionnements déplacés", default=list)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="faite par")
    made_at = models.DateTimeField("faite le", default=timezone.now, editable=False)
    undone_at = models.DateTimeField("défaite le", null=True, editable=False)

    objects = PersonMergeQuerySet.as_manager()

    personal = declare(
        of_followed(
            "kept merged kept_before kept_after moved dropped moved_objectives moved_levels",
            chore=MERGED_CHORE,
            kept="Trente jours, pour pouvoir défaire la fusion ; la fiche fondue part ensuite.",
        ),
        with_account("by", WORK),
    )

    class Meta:
        verbose_name = "fusion de fiches"
        verbose_name_plural = "fusions de fiches"
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.kept} ← {self.merged}"


class DistinctPeopleQuerySet(_OfAnOrganisation["DistinctPeople"]):
    pass


class DistinctPeople(models.Model):
    """« Ce sont deux personnes »: two files that look alike and are not one person’s, so nobody is asked again."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    first = models.ForeignKey(Beneficiary, models.CASCADE, related_name="+", verbose_name="une fiche")
    second = models.ForeignKey(Beneficiary, models.CASCADE, related_name="+", verbose_name="l’autre fiche")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="dit par")
    said_at = models.DateTimeField("dit le", default=timezone.now, editable=False)

    objects = DistinctPeopleQuerySet.as_manager()

    personal = declare(
        of_followed("first second", kept="Tant que les deux fiches sont gardées."),
        with_account("by", WORK),
    )

    class Meta:
        verbose_name = "deux personnes distinctes"
        verbose_name_plural = "paires de personnes distinctes"
        constraints = [
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="distinct_people_in_order"),
            models.UniqueConstraint(fields=["first", "second"], name="distinct_people_once"),
        ]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"
