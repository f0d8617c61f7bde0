"""StoredFile: one file that somebody sent; OrganisationLogo: the picture that stands for a structure."""

import secrets
import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from trame.people.models import Organisation, User
from trame.people.personal import NO_PERSONAL_DATA, WORK, Personal, declare, with_account
from trame.people.readers import Reader

FOLDER = "files"
DELETED_CHORE = "fichiers retirés il y a plus de trente jours"


def random_path(stored: "StoredFile", name: str) -> str:
    """Where the bytes go: neither name nor extension, so that no other program takes them for what they claim."""
    drawn = secrets.token_hex(16)
    return f"{FOLDER}/{drawn[:2]}/{drawn}"


class FileKind(models.TextChoices):
    PICTURE = "picture", "image"
    DOCUMENT = "document", "document"
    SOUND = "sound", "enregistrement sonore"


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def visible_to(self, reader: Reader) -> "StoredFileQuerySet":
        """The files of the organisations the reader sees; a deleted one is no longer anybody's.

        Nor is a reserved one: what it belongs to has a door of its own.
        """
        return self.filter(deleted_at=None, reserved=False, organisation__in=Organisation.objects.visible_to(reader))


class StoredFile(models.Model):
    """Fichier: `content` holds the bytes as Trame wrote them, `name` what is shown and proposed at download.

    `content_type`, `size`, `sha256`, `width`, `height` and `seconds` are measured on those bytes, never taken from the
    sender. `reserved`: not every member of the structure may open it; it is sent by the page of what it belongs to.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="déposé par")
    kind = models.CharField("nature", max_length=10, choices=FileKind.choices)
    name = models.CharField("nom", max_length=120)
    content_type = models.CharField("type", max_length=100)
    size = models.PositiveIntegerField("taille")  # bytes
    sha256 = models.CharField("empreinte", max_length=64)
    width = models.PositiveIntegerField("largeur", null=True)
    height = models.PositiveIntegerField("hauteur", null=True)
    seconds = models.PositiveIntegerField("durée en secondes", null=True)
    reserved = models.BooleanField("réservé", default=False)
    content = models.FileField("contenu", upload_to=random_path, max_length=100)
    created_at = models.DateTimeField("déposé le", default=timezone.now, editable=False)
    deleted_at = models.DateTimeField("retiré le", null=True, editable=False)

    objects = StoredFileQuerySet.as_manager()

    personal = declare(
        Personal(
            processing=WORK,
            fields="name content",
            kept="Tant que la structure garde le fichier, puis trente jours.",
            chore=DELETED_CHORE,
        ),
        with_account("created_by", WORK),
        harmless="kind content_type sha256",
    )

    class Meta:
        verbose_name = "fichier déposé"
        verbose_name_plural = "fichiers déposés"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=FileKind.values), name="file_kind_known"),
            models.CheckConstraint(condition=~Q(name=""), name="file_has_name"),
            models.CheckConstraint(
                # « NULL > 0 » is unknown, which a CHECK lets through: not null is said too.
                condition=Q(kind=FileKind.PICTURE, width__isnull=False, height__isnull=False, width__gt=0, height__gt=0)
                | Q(kind__in=(FileKind.DOCUMENT, FileKind.SOUND), width=None, height=None),
                name="file_has_sides_if_picture",
            ),
            models.CheckConstraint(
                condition=Q(kind=FileKind.SOUND, seconds__isnull=False, seconds__gt=0)
                | ~Q(kind=FileKind.SOUND) & Q(seconds=None),
                name="file_lasts_if_sound",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-created_at"], name="file_by_organisation"),
            models.Index(fields=["deleted_at"], name="file_deleted", condition=Q(deleted_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationLogoQuerySet(models.QuerySet["OrganisationLogo"]):
    def visible_to(self, reader: Reader) -> "OrganisationLogoQuerySet":
        return self.filter(organisation__in=Organisation.objects.visible_to(reader))


class OrganisationLogo(models.Model):
    """The picture shown on the structure's page and on what it shares."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, primary_key=True, related_name="+", verbose_name="structure"
    )
    file = models.OneToOneField(StoredFile, models.CASCADE, related_name="+", verbose_name="image")

    objects = OrganisationLogoQuerySet.as_manager()

    personal = NO_PERSONAL_DATA

    class Meta:
        verbose_name = "logo de la structure"
        verbose_name_plural = "logos des structures"

    def __str__(self) -> str:
        return f"logo de {self.organisation}"
