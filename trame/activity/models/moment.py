"""Moment à retenir: a sentence, a photo or a voice note of an activity worth keeping for the bilan."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from trame.files.models import StoredFile
from trame.people.models import Organisation, User
from trame.people.personal import WORK, declare, with_account
from trame.people.readers import Reader

from ..personal import NOTES_CHORE, of_followed

MAX_SENTENCE = 1_000


class MomentKind(models.TextChoices):
    SENTENCE = "sentence", "phrase"
    PHOTO = "photo", "photo"
    VOICE = "voice", "note vocale"


class MomentQuerySet(models.QuerySet["Moment"]):
    def visible_to(self, reader: Reader) -> "MomentQuerySet":
        """Moments of living activities, of the organisations the reader sees; their content asks may_see_names too."""
        return self.filter(organisation__in=Organisation.objects.visible_to(reader), activity__deleted_at=None)

    def with_what_they_show(self) -> "MomentQuerySet":
        """With the activity as a heading needs it, the author and the file: no query more for each."""
        return self.select_related("activity__coordination", "author", "file")


class Moment(models.Model):
    """Its year is that of the activity's date. Consent is asked later, when it is used."""

    client_uuid = models.UUIDField("identifiant", unique=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    activity = models.ForeignKey("Activity", models.CASCADE, related_name="moments", verbose_name="activité")
    author = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="gardé par")
    kind = models.CharField("nature", max_length=10, choices=MomentKind.choices)
    sentence = models.TextField("phrase", max_length=MAX_SENTENCE, blank=True)
    file = models.OneToOneField(StoredFile, models.CASCADE, null=True, related_name="+", verbose_name="fichier")
    created_at = models.DateTimeField("gardé le", default=timezone.now, editable=False)

    objects = MomentQuerySet.as_manager()

    personal = declare(
        of_followed("sentence file", chore=NOTES_CHORE, kept="{notes_months} mois après la date de l’activité."),
        with_account("author", WORK),
        harmless="kind",
    )

    class Meta:
        verbose_name = "moment à retenir"
        verbose_name_plural = "moments à retenir"
        ordering = ["-activity__date", "-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MomentKind.values), name="moment_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=MomentKind.SENTENCE, file=None) & ~Q(sentence="")
                | Q(kind__in=(MomentKind.PHOTO, MomentKind.VOICE), file__isnull=False),
                name="moment_holds_something",
            ),
        ]

    def __str__(self) -> str:
        return f"moment : {self.activity}"
