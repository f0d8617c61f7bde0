"""People followed by choice, and their attendances."""

import uuid
from collections.abc import Collection

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, Max, Q
from django.utils import timezone

from trame.people.models import Organisation, User
from trame.people.personal import WORK, declare, with_account
from trame.people.readers import Reader
from trame.reference.models import Commune
from trame.reference.nomenclatures import AgeBand, Gender, Status, stated

from ..personal import of_followed


def _choices(nomenclature: type[Gender | AgeBand | Status]) -> list[tuple[str, str]]:
    return [(member.value, str(member.label)) for member in stated(nomenclature)]


class BeneficiaryQuerySet(models.QuerySet["Beneficiary"]):
    def visible_to(self, reader: Reader) -> "BeneficiaryQuerySet":
        """People followed by the organisations the reader sees; whether names are shown is access.may_see_names."""
        return self.filter(organisation__in=Organisation.objects.visible_to(reader), merged_into=None)

    def of(self, organisation_id: int) -> "BeneficiaryQuerySet":
        """Those an organisation follows; a file merged into another is nobody's any more."""
        return self.filter(organisation=organisation_id, merged_into=None)

    def with_accompaniments(self) -> "BeneficiaryQuerySet":
        """Adds `accompaniments`, how many times she came, and `last_on`, the day of the last one (None: never)."""
        living = Q(attendances__activity__deleted_at=None)
        return self.annotate(
            accompaniments=Count("attendances", filter=Q(attendances__isnull=False) & living),
            last_on=Max("attendances__activity__date", filter=living),
        )


class Beneficiary(models.Model):
    """Personne suivie: a named person, or one known by a pseudonym only (then both name fields are empty).

    « Non renseigné » is the empty string or NULL, never a guessed value.
    """

    # What addresses say of her: neither a name nor a number that counts people.
    client_uuid = models.UUIDField("identifiant de la fiche", unique=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    pseudonym = models.CharField("pseudonyme", max_length=40)
    name = models.CharField("nom et prénom", max_length=200, blank=True)
    gender = models.CharField("genre", max_length=20, blank=True, choices=_choices(Gender))
    birth_year = models.PositiveSmallIntegerField("année de naissance", null=True, blank=True)
    age_band = models.CharField("tranche d’âge", max_length=30, blank=True, choices=_choices(AgeBand))
    status = models.CharField("statut", max_length=20, blank=True, choices=_choices(Status))
    residence = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="commune de résidence"
    )
    phone = models.CharField("téléphone", max_length=20, blank=True)
    email = models.EmailField("adresse électronique", blank=True)
    # Why she is followed, when she was told, and until when: asked of a named file, never of an anonymous visit.
    purpose = models.CharField("pourquoi la suivre", max_length=300, blank=True)
    informed_on = models.DateField("informée le", null=True, blank=True)
    follow_until = models.DateField("suivie jusqu’au", null=True, blank=True)
    referent = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="référent·e"
    )
    merged_into = models.ForeignKey(
        "self", models.CASCADE, null=True, editable=False, related_name="+", verbose_name="fondue dans"
    )
    # Keyed hash of what an import knows of the person, so that re-importing finds her again without her name.
    match_key = models.CharField("clé de rapprochement", max_length=64, blank=True, editable=False)
    # Those of files merged into this one for good: importing their file again still reaches her.
    former_match_keys = ArrayField(
        models.CharField(max_length=64), verbose_name="clés de fiches fondues", default=list, blank=True, editable=False
    )
    created_at = models.DateTimeField("création", default=timezone.now, editable=False)
    updated_at = models.DateTimeField("modifiée le", auto_now=True)

    objects = BeneficiaryQuerySet.as_manager()

    personal = declare(
        of_followed(
            "pseudonym name gender birth_year age_band status residence phone email purpose informed_on follow_until "
            "merged_into match_key former_match_keys created_at",
            kept="{people_months} mois après la dernière venue, ou après la création de la fiche sans aucune venue ; "
            "plus tôt quand une fin de suivi est notée : soixante jours après elle, ou après la dernière venue si la "
            "personne est revenue depuis.",
        ),
        with_account("referent", WORK),
    )

    class Meta:
        verbose_name = "personne suivie"
        verbose_name_plural = "personnes suivies"
        ordering = ["pseudonym", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(pseudonym=""), name="beneficiary_has_pseudonym"),
            models.CheckConstraint(
                condition=Q(birth_year=None) | Q(birth_year__gte=1900, birth_year__lte=2100),
                name="beneficiary_birth_year_plausible",
            ),
            models.UniqueConstraint(fields=["organisation", "pseudonym"], name="pseudonym_once_per_organisation"),
            models.UniqueConstraint(
                fields=["organisation", "match_key"], condition=~Q(match_key=""), name="match_key_once"
            ),
        ]

    def __str__(self) -> str:
        return self.pseudonym


def pseudonyms(ids: Collection[str], reader: Reader) -> dict[str, str]:
    """Id (as text) → pseudonym, for the people whom the reader’s structures follow."""
    found = Beneficiary.objects.visible_to(reader).filter(pk__in=ids).values_list("pk", "pseudonym")
    return {str(pk): pseudonym for pk, pseudonym in found}


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def visible_to(self, reader: Reader) -> "AttendanceQuerySet":
        return self.filter(organisation__in=Organisation.objects.visible_to(reader))


class Attendance(models.Model):
    """Accompagnement of one followed person at one activity.

    `age_band` is the band declared that day; it counts only when the person's birth year is unknown.
    """

    activity = models.ForeignKey("Activity", models.CASCADE, related_name="attendances", verbose_name="activité")
    beneficiary = models.ForeignKey(
        Beneficiary, models.PROTECT, related_name="attendances", verbose_name="personne suivie"
    )
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    age_band = models.CharField("tranche d’âge ce jour-là", max_length=30, blank=True, choices=_choices(AgeBand))

    objects = AttendanceQuerySet.as_manager()

    personal = declare(
        of_followed(
            "beneficiary activity age_band",
            kept="{people_months} mois après la dernière venue : la venue devient alors un nombre, sans personne.",
        )
    )

    class Meta:
        verbose_name = "accompagnement"
        constraints = [
            models.UniqueConstraint(fields=["activity", "beneficiary"], name="person_once_per_activity"),
        ]
        indexes = [models.Index(fields=["organisation", "beneficiary"], name="attendance_by_person")]

    def __str__(self) -> str:
        return f"{self.beneficiary} · {self.activity}"
