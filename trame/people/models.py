"""Users, organisations and memberships: who works where, in which role, from when to when."""

import datetime as dt
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from trame.reference.models import Commune
from trame.reference.nomenclatures import Nomenclature

from .identifiers import validate_rna, validate_siret
from .readers import CommandReader, Reader


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: str | bool) -> "User":
        """A new account; without password only the code by e-mail signs in. ValueError when the e-mail is empty."""
        if not email:
            raise ValueError("an account needs an e-mail address")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, reader: Reader) -> "UserQuerySet":
        """Oneself, and the people with a membership in an organisation where the reader works today."""
        colleagues = Membership.objects.visible_to(reader).values("user_id")
        own_id = getattr(reader, "pk", None)
        return self.filter(Q(pk__in=colleagues) | Q(pk=own_id))


class User(AbstractBaseUser):
    email = models.EmailField("adresse électronique", unique=True)
    first_name = models.CharField("prénom", max_length=100, blank=True)
    last_name = models.CharField("nom", max_length=100, blank=True)
    is_active = models.BooleanField("compte ouvert", default=True)
    is_admin = models.BooleanField("administre l’instance", default=False)
    date_joined = models.DateTimeField("inscription", default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager.from_queryset(UserQuerySet)()

    class Meta:
        verbose_name = "compte"

    def __str__(self) -> str:
        return self.full_name or self.email

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class Role(Nomenclature):
    MEDIATOR = "mediator", "Saisit, voit les personnes suivies par la structure.", "médiateur·rice"
    MANAGER = "manager", "Voit les chiffres et les activités, sans les noms.", "responsable de structure"


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, reader: Reader) -> "OrganisationQuerySet":
        """The organisations where the reader has a membership today; a command's own scope."""
        if isinstance(reader, CommandReader):
            return self.filter(pk__in=reader.organisation_ids)
        if not reader.is_authenticated:
            return self.none()
        return self.filter(pk__in=Membership.objects.of_user(reader.pk).on(timezone.localdate()).values("organisation"))


class Organisation(models.Model):
    """Structure: the legal person that employs, or gathers, mediators."""

    name = models.CharField("nom", max_length=200)
    siret = models.CharField("SIRET", max_length=14, blank=True, validators=[validate_siret])
    rna = models.CharField("RNA", max_length=10, blank=True, validators=[validate_rna])
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+", verbose_name="commune")
    created_at = models.DateTimeField("création", default=timezone.now, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "structure"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_name"),
            models.CheckConstraint(condition=Q(siret="") | Q(siret__regex=r"^\d{14}$"), name="siret_has_14_digits"),
            models.CheckConstraint(condition=Q(rna="") | Q(rna__regex=r"^W\d[0-9AB]\d{7}$"), name="rna_is_w_and_9"),
            models.UniqueConstraint(fields=["siret"], condition=~Q(siret=""), name="siret_once"),
        ]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def of_user(self, user_id: int) -> "MembershipQuerySet":
        return self.filter(user_id=user_id)

    def on(self, day: dt.date) -> "MembershipQuerySet":
        """Memberships that hold on that day, ends included."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def mediators(self) -> "MembershipQuerySet":
        return self.filter(role=Role.MEDIATOR)

    def visible_to(self, reader: Reader) -> "MembershipQuerySet":
        """All memberships, past ones too, of the organisations the reader sees."""
        return self.filter(organisation__in=Organisation.objects.visible_to(reader))


class Membership(models.Model):
    """One role of one person in one organisation, from a day to a day (both included; no end = still there)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name="compte")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships", verbose_name="structure")
    role = models.CharField("rôle", max_length=10, choices=Role.choices)
    starts_on = models.DateField("début", default=timezone.localdate)
    ends_on = models.DateField("fin", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "appartenance"
        ordering = ["organisation__name", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="membership_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"], condition=Q(ends_on=None), name="one_open_membership_per_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation} ({self.get_role_display()})"

    def clean(self) -> None:
        if self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "La fin précède le début : corrigez l’une des deux dates."})

    def covers(self, day: dt.date) -> bool:
        """Whether the membership holds on that day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
