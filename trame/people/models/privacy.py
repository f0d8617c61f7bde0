"""What a structure says and chooses about the personal data it keeps."""

from django.db import models
from django.db.models import Q

from trame.people.personal import ACCOUNTS, Personal, declare
from trame.people.readers import Reader

from .organisations import Organisation

FEWEST_MONTHS, USUAL_MONTHS, MOST_MONTHS = 12, 24, 36


class PrivacySettingsQuerySet(models.QuerySet["PrivacySettings"]):
    def visible_to(self, reader: Reader) -> "PrivacySettingsQuerySet":
        return self.filter(organisation__in=Organisation.objects.visible_to(reader))


class PrivacySettings(models.Model):
    """Réglages des données personnelles of one structure; a structure without a row has the usual durations.

    `contact` and `dpo` are printed on the notice given to people followed: an address, an e-mail, a phone number.
    """

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    contact = models.CharField("contact pour les données personnelles", max_length=200, blank=True)
    dpo = models.CharField("délégué·e à la protection des données", max_length=200, blank=True)
    people_months = models.PositiveSmallIntegerField("personnes suivies, en mois", default=USUAL_MONTHS)
    notes_months = models.PositiveSmallIntegerField("notes, en mois", default=USUAL_MONTHS)

    objects = PrivacySettingsQuerySet.as_manager()

    personal = declare(
        Personal(
            processing=ACCOUNTS,
            fields="contact dpo",
            kept="Tant que la structure existe : elle les change quand elle veut.",
            follows="people.Organisation",
        )
    )

    class Meta:
        verbose_name = "réglages des données personnelles"
        verbose_name_plural = "réglages des données personnelles"
        constraints = [
            models.CheckConstraint(
                condition=Q(people_months__gte=FEWEST_MONTHS, people_months__lte=MOST_MONTHS),
                name="people_kept_12_to_36_months",
            ),
            models.CheckConstraint(
                condition=Q(notes_months__gte=FEWEST_MONTHS, notes_months__lte=MOST_MONTHS),
                name="notes_kept_12_to_36_months",
            ),
        ]

    def __str__(self) -> str:
        return f"données personnelles de {self.organisation}"


def privacy_of(organisation: Organisation) -> PrivacySettings:
    """What the structure chose, else the usual durations (not saved)."""
    found = PrivacySettings.objects.filter(organisation=organisation).first()
    return found or PrivacySettings(organisation=organisation)
