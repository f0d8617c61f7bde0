"""Accounts: the people who sign in."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from trame.people.personal import ACCOUNT_CHORE, ACCOUNTS, Personal, declare
from trame.people.readers import Reader
from trame.reference.nomenclatures import Nomenclature


class Profile(Nomenclature):
    """What somebody says of her work at her first sign-in: the entries and optional fields she begins with."""

    MEDIATHEQUE = "mediatheque", "Bibliothécaire, agent de médiathèque.", "médiathèque"
    CONSEILLER_NUMERIQUE = "conseiller_numerique", "Poste conseiller numérique France services.", "conseiller numérique"
    FRANCE_SERVICES = "france_services", "Agent d’une maison France services.", "France services"
    ASSOCIATION = "association", "Médiateur ou médiatrice d’une association, d’un tiers-lieu.", "association"
    BENEVOLE = "benevole", "Aide bénévolement.", "bénévole"
    COORDINATION = "coordination", "Coordonne un réseau, une équipe, un territoire.", "coordination"


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
        from .organisations import Membership  # organisations points to User

        colleagues = Membership.objects.visible_to(reader).values("user_id")
        own_id = getattr(reader, "pk", None)
        return self.filter(Q(pk__in=colleagues) | Q(pk=own_id))


class User(AbstractBaseUser):
    email = models.EmailField("adresse électronique", unique=True)
    first_name = models.CharField("prénom", max_length=100, blank=True)
    last_name = models.CharField("nom", max_length=100, blank=True)
    is_active = models.BooleanField("compte ouvert", default=True)
    is_admin = models.BooleanField("administre l’instance", default=False)
    profile = models.CharField("profil", max_length=30, blank=True, choices=Profile.choices)
    profile_asked_on = models.DateField("profil demandé le", null=True, blank=True, editable=False)
    # The structure she works for just now, when she belongs to several: pages show it, records are written for it.
    current_organisation = models.ForeignKey(
        "people.Organisation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="structure du moment",
    )
    date_joined = models.DateTimeField("inscription", default=timezone.now)
    last_seen_on = models.DateField("dernier passage", default=timezone.localdate)
    idle_warned_on = models.DateField("prévenu·e de la fermeture le", null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager.from_queryset(UserQuerySet)()

    personal = declare(
        Personal(
            processing=ACCOUNTS,
            fields="email first_name last_name profile current_organisation date_joined last_seen_on password",
            kept="12 mois après le dernier passage, après un courriel envoyé trente jours avant.",
            chore=ACCOUNT_CHORE,
        )
    )

    class Meta:
        verbose_name = "compte"
        constraints = [
            models.CheckConstraint(condition=Q(profile="") | Q(profile__in=Profile.values), name="user_profile_known")
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()
