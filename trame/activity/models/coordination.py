"""What an activity of coordination says: fields of La Coop for animation, évènement and partenariat."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from trame.people.models import Organisation
from trame.people.personal import declare
from trame.people.readers import Reader
from trame.reference.nomenclatures import (
    PARTNER_TYPES,
    AnimationTopic,
    AnimationType,
    EventType,
    Initiative,
    Nomenclature,
    Organiser,
    PartnershipNature,
    TerritorialLevel,
)

MAX_PEOPLE = 10_000
MAX_OTHER = 200
MAX_PARTNERS = 30
# What is typed freely in an activity of coordination: a name may be in it, though none is asked.
FREE_TEXTS = (
    "animation_type_other",
    "animation_topic_other",
    "event_type_other",
    "organiser_other",
    "partnership_nature_other",
)


def _one_of(label: str, nomenclature: type[Nomenclature]) -> "models.CharField[str, str]":
    return models.CharField(label, max_length=30, blank=True, choices=nomenclature.choices)


def _other(label: str) -> "models.CharField[str, str]":
    return models.CharField(label, max_length=MAX_OTHER, blank=True)


def _some_of(label: str) -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.CharField(max_length=30), verbose_name=label, default=list, blank=True)


def _people(label: str) -> "models.PositiveSmallIntegerField[int | None, int | None]":
    return models.PositiveSmallIntegerField(label, null=True, blank=True)


class CoordinationDetailsQuerySet(models.QuerySet["CoordinationDetails"]):
    def visible_to(self, reader: Reader) -> "CoordinationDetailsQuerySet":
        return self.filter(organisation__in=Organisation.objects.visible_to(reader))


class CoordinationDetails(models.Model):
    """One per activity of coordination; the fields of the two other kinds stay empty.

    Animation: mediators, structures, others (one at least above 0), `animation_type`, `initiative`, `animation_topics`.
    Évènement: participants, `event_type`, `organisers`, `territorial_level`. Partenariat: `partnership_natures`,
    `territorial_level`, and one `Partner` at least. The name of an event or a partnership is the activity's title.
    """

    activity = models.OneToOneField(
        "Activity", models.CASCADE, primary_key=True, related_name="coordination", verbose_name="activité"
    )
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    mediators = _people("médiateur·ice·s numériques")
    structures = _people("structures")
    others = _people("autres acteurs")
    participants = _people("participants")
    animation_type = _one_of("type d’animation", AnimationType)
    animation_type_other = _other("autre type d’animation")
    initiative = _one_of("à l’initiative", Initiative)
    animation_topics = _some_of("thématiques d’animation")
    animation_topic_other = _other("autre thématique d’animation")
    event_type = _one_of("type d’évènement", EventType)
    event_type_other = _other("autre type d’évènement")
    organisers = _some_of("organisateurs")
    organiser_other = _other("autre organisateur")
    territorial_level = _one_of("échelon territorial", TerritorialLevel)
    partnership_natures = _some_of("natures du partenariat")
    partnership_nature_other = _other("autre nature de partenariat")

    objects = CoordinationDetailsQuerySet.as_manager()

    personal = declare(
        harmless="""animation_type animation_type_other initiative animation_topics animation_topic_other event_type
        event_type_other organisers organiser_other territorial_level partnership_natures partnership_nature_other"""
    )

    class Meta:
        verbose_name = "détail de coordination"
        verbose_name_plural = "détails de coordination"
        constraints = [
            models.CheckConstraint(
                condition=Q(animation_topics__contained_by=AnimationTopic.values), name="animation_topics_known"
            ),
            models.CheckConstraint(condition=Q(organisers__contained_by=Organiser.values), name="organisers_known"),
            models.CheckConstraint(
                condition=Q(partnership_natures__contained_by=PartnershipNature.values), name="natures_known"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__in": ["", *known.values]}), name=f"coordination_{name}_known"
                )
                for name, known in (
                    ("animation_type", AnimationType),
                    ("initiative", Initiative),
                    ("event_type", EventType),
                    ("territorial_level", TerritorialLevel),
                )
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{name: None}) | Q(**{f"{name}__lte": MAX_PEOPLE}), name=f"coordination_{name}_bounded"
                )
                for name in ("mediators", "structures", "others", "participants")
            ),
        ]

    def __str__(self) -> str:
        return f"coordination : {self.activity}"


class PartnerQuerySet(models.QuerySet["Partner"]):
    def visible_to(self, reader: Reader) -> "PartnerQuerySet":
        return self.filter(organisation__in=Organisation.objects.visible_to(reader))


class Partner(models.Model):
    """A structure met in a partnership, as its author names it."""

    activity = models.ForeignKey("Activity", models.CASCADE, related_name="partners", verbose_name="activité")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    rank = models.PositiveSmallIntegerField("rang")
    name = models.CharField("nom", max_length=MAX_OTHER)
    type = models.CharField("type", max_length=30, choices=[(t.value, str(t.label)) for t in PARTNER_TYPES])
    type_other = _other("autre type")

    objects = PartnerQuerySet.as_manager()

    personal = declare(harmless="name type type_other")

    class Meta:
        verbose_name = "structure partenaire"
        verbose_name_plural = "structures partenaires"
        ordering = ["activity", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "rank"], name="partner_once_per_rank"),
            models.CheckConstraint(condition=~Q(name=""), name="partner_has_name"),
            models.CheckConstraint(
                condition=Q(type__in=[member.value for member in PARTNER_TYPES]), name="partner_type_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name
