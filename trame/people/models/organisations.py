"""Organisations and memberships: who works where, in which role, from when to when."""

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone

from trame.people.identifiers import clean_siret, validate_rna, validate_siret
from trame.people.personal import declare, with_account
from trame.people.readers import CommandReader, LinkReader, Reader
from trame.reference.models import Commune
from trame.reference.nomenclatures import Nomenclature

from .accounts import User


class Role(Nomenclature):
    MEDIATOR = "mediator", "Saisit, voit les personnes suivies par la structure.", "médiateur·rice"
    MANAGER = "manager", "Voit les chiffres et les activités, sans les noms.", "responsable de structure"


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, reader: Reader) -> "OrganisationQuerySet":
        """The organisations where the reader has a membership today; a command's own scope."""
        if isinstance(reader, CommandReader):
            return self.filter(pk__in=reader.organisation_ids)
        if isinstance(reader, LinkReader) or not reader.is_authenticated:
            return self.none()
        return self.filter(pk__in=Membership.objects.of_user(reader.pk).on(timezone.localdate()).values("organisation"))

    def administered_by(self, reader: Reader) -> "OrganisationQuerySet":
        """Every organisation, for the admin of the instance: what it is called and where, nothing of what it does.

        A door apart from `visible_to`: what hangs on an organisation (people, activities…) stays closed to the admin.
        """
        is_admin = getattr(reader, "is_admin", False) and getattr(reader, "is_active", False)
        return self.all() if is_admin else self.none()

    def named_like(self, text: str) -> "OrganisationQuerySet":
        """Those whose name holds `text`, or whose SIRET it is."""
        return self.filter(Q(name__icontains=text) | Q(siret=clean_siret(text) or "-"))

    def with_team_sizes(self) -> "OrganisationQuerySet":
        """`members` and `managers`: how many people of each today; `awaits_manager`: one is invited, not yet there."""
        from .invitations import Invitation  # invitations points to Organisation

        today = timezone.localdate()
        now = Q(memberships__ends_on=None) | Q(memberships__ends_on__gte=today)
        now &= Q(memberships__starts_on__lte=today)
        invited = Invitation.objects.pending().filter(organisation=OuterRef("pk"), role=Role.MANAGER)
        return self.annotate(
            members=Count("memberships__user", filter=now, distinct=True),
            managers=Count("memberships__user", filter=now & Q(memberships__role=Role.MANAGER), distinct=True),
            awaits_manager=Exists(invited),
        )

    def verified(self) -> "OrganisationQuerySet":
        """Those that the instance's admin has recognised: only they join networks and publish."""
        return self.filter(verified_at__isnull=False)


class Organisation(models.Model):
    """Structure: the legal person that employs, or gathers, mediators.

    `modules_on` and `modules_off` are the structure's own choices; a code in neither follows each reader's profile.
    """

    name = models.CharField("nom", max_length=200)
    siret = models.CharField("SIRET", max_length=14, blank=True, validators=[validate_siret])
    rna = models.CharField("RNA", max_length=10, blank=True, validators=[validate_rna])
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+", verbose_name="commune")
    verified_at = models.DateTimeField("vérifiée le", null=True, blank=True, editable=False)
    modules_on = ArrayField(models.CharField(max_length=40), verbose_name="modules allumés", default=list, blank=True)
    modules_off = ArrayField(models.CharField(max_length=40), verbose_name="modules éteints", default=list, blank=True)
    created_at = models.DateTimeField("création", default=timezone.now, editable=False)

    objects = OrganisationQuerySet.as_manager()

    personal = declare(harmless="name siret rna modules_on modules_off")

    class Meta:
        verbose_name = "structure"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_name"),
            models.CheckConstraint(condition=Q(siret="") | Q(siret__regex=r"^\d{14}$"), name="siret_has_14_digits"),
            models.CheckConstraint(condition=Q(rna="") | Q(rna__regex=r"^W\d[0-9AB]\d{7}$"), name="rna_is_w_and_9"),
            models.CheckConstraint(
                condition=~Q(modules_on__overlap=F("modules_off")), name="module_is_on_or_off_not_both"
            ),
            models.UniqueConstraint(fields=["siret"], condition=~Q(siret=""), name="siret_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None


class MembershipQuerySet(models.QuerySet["Membership"]):
    def of_user(self, user_id: int) -> "MembershipQuerySet":
        return self.filter(user_id=user_id)

    def on(self, day: dt.date) -> "MembershipQuerySet":
        """Memberships that hold on that day, ends included."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def mediators(self) -> "MembershipQuerySet":
        return self.filter(role=Role.MEDIATOR)

    def managers(self) -> "MembershipQuerySet":
        return self.filter(role=Role.MANAGER)

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

    personal = declare(with_account("user role starts_on ends_on"))

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
