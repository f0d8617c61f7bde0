"""Activity: one thing done on one day by a mediator."""

import datetime as dt
import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from trame.directory.models import Place
from trame.people.models import Membership, Organisation, User
from trame.people.personal import WORK, declare, with_account
from trame.people.readers import Reader
from trame.reference.models import Commune
from trame.reference.nomenclatures import (
    COORDINATION_KINDS,
    Autonomy,
    Channel,
    DurationBand,
    Kind,
    Level,
    Material,
    Redirection,
    Topic,
)

from ..personal import NOTES_CHORE, of_followed
from .counters import AnonymousCounters, counter_constraints
from .facets import OptionalFacets, facet_constraints

FIRST_DATE = dt.date(2000, 1, 1)
MAX_MINUTES = 23 * 60 + 59
MAX_NOTES = 10_000


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, reader: Reader) -> "ActivityQuerySet":
        """Activities, not deleted, of the organisations the reader sees."""
        return self.filter(organisation__in=Organisation.objects.visible_to(reader), deleted_at=None)

    def deleted_of(self, reader: Reader) -> "ActivityQuerySet":
        """Deleted activities that can still be brought back, of the organisations the reader sees."""
        return self.filter(organisation__in=Organisation.objects.visible_to(reader), deleted_at__isnull=False)

    def with_participants(self) -> "ActivityQuerySet":
        """Adds `followed_number`, and `participants`: followed people present plus anonymous ones.

        Loads `coordination` too, which counts and names its own otherwise (`coordination_words`).
        """
        # Counted one activity at a time: a join would group the attendances of every activity before keeping a page.
        of_it = self.model._meta.get_field("attendances").related_model._base_manager.filter(activity=OuterRef("pk"))
        followed = of_it.order_by().values("activity").annotate(number=Count("pk")).values("number")
        return self.select_related("coordination").annotate(
            followed_number=Coalesce(Subquery(followed), 0), participants=F("followed_number") + F("anonymous_total")
        )


class Activity(AnonymousCounters, OptionalFacets):
    """Activité (CRA). Participants = attendances (followed people) + `anonymous_total`.

    `commune` is resolved when written: the place's, the one typed (at home, elsewhere), or the organisation's (remote).
    Coordination (animation, évènement, partenariat) has no channel, place, topic nor participant of its own: what it
    says is in `CoordinationDetails`. Only an animation, of these, has a duration.
    """

    client_uuid = models.UUIDField("identifiant de saisie", unique=True, default=uuid.uuid4)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="structure")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name="appartenance")
    mediator = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="médiateur·rice")
    kind = models.CharField("nature", max_length=20, choices=Kind.choices)
    date = models.DateField("date")
    minutes = models.PositiveSmallIntegerField("durée en minutes", null=True)
    channel = models.CharField("canal", max_length=20, choices=Channel.choices, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="lieu")
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="commune"
    )
    topics = ArrayField(models.CharField(max_length=40), verbose_name="thématiques", default=list, blank=True)
    materials = ArrayField(models.CharField(max_length=20), verbose_name="matériel", default=list, blank=True)
    title = models.CharField("titre de l’atelier", max_length=200, blank=True)
    procedure_name = models.CharField("nom de la démarche", max_length=200, blank=True)
    autonomy = models.CharField("autonomie", max_length=30, blank=True, choices=Autonomy.choices)
    level = models.CharField("niveau de l’atelier", max_length=20, blank=True, choices=Level.choices)
    redirected = models.BooleanField("personne réorientée", null=True, blank=True)
    redirection = models.CharField("réorientée vers", max_length=40, blank=True, choices=Redirection.choices)
    notes = models.TextField("notes", max_length=MAX_NOTES, blank=True)
    # Labels of an imported file that no nomenclature knows: {column of the file: [label, …]}; shown, never counted.
    unmapped_labels = models.JSONField("libellés inconnus", default=dict, blank=True)
    source = models.CharField("source", max_length=20, blank=True, editable=False)
    source_id = models.CharField("identifiant dans la source", max_length=64, blank=True, editable=False)
    batch = models.UUIDField("lot d’import", null=True, editable=False)
    # Digest of what was sent, so that replaying a client_uuid with other content is told apart (409).
    content_digest = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField("enregistrée le", default=timezone.now, editable=False)
    updated_at = models.DateTimeField("modifiée le", auto_now=True)
    deleted_at = models.DateTimeField("supprimée le", null=True, editable=False)

    objects = ActivityQuerySet.as_manager()

    personal = declare(
        of_followed("notes", chore=NOTES_CHORE, kept="{notes_months} mois après la date de l’activité."),
        with_account("mediator membership", WORK),
        harmless="""kind channel topics materials title procedure_name autonomy level redirection unmapped_labels
        source source_id content_digest setting access_mode payment origin public_kind equipment_at_start
        connection_at_start skill_at_start skill_after secondary_topics half_days""",
    )

    class Meta:
        verbose_name = "activité"
        ordering = ["-date", "-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(date__gte=FIRST_DATE), name="activity_date_from_2000"),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=MAX_MINUTES), name="activity_lasts_1_min_to_23_h_59"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="activity_kind_known"),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values) | Q(channel="", kind__in=COORDINATION_KINDS),
                name="activity_channel_known",
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=False) | Q(kind__in=(Kind.EVENEMENT, Kind.PARTENARIAT)),
                name="activity_has_a_duration",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=COORDINATION_KINDS) | Q(channel="", topics=[], anonymous_total=0),
                name="coordination_has_no_participants",
            ),
            models.CheckConstraint(
                condition=Q(place=None) | Q(channel=Channel.LIEU_ACTIVITE), name="activity_place_only_at_a_place"
            ),
            models.CheckConstraint(condition=Q(topics__contained_by=Topic.values), name="activity_topics_known"),
            models.CheckConstraint(
                condition=Q(materials__contained_by=Material.values), name="activity_materials_known"
            ),
            models.CheckConstraint(
                condition=Q(autonomy="") | Q(kind=Kind.INDIVIDUEL), name="activity_autonomy_is_individual"
            ),
            models.CheckConstraint(condition=Q(level="") | Q(kind=Kind.COLLECTIF), name="activity_level_is_workshop"),
            models.CheckConstraint(
                condition=Q(redirection="") | Q(redirected=True), name="activity_redirection_when_redirected"
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.COLLECTIF) | Q(anonymous_total__lte=1), name="individual_is_one_person"
            ),
            models.UniqueConstraint(
                fields=["organisation", "source", "source_id"],
                condition=~Q(source="") & Q(deleted_at=None),
                name="imported_once",
            ),
            *counter_constraints(),
            *facet_constraints(),
        ]
        indexes = [
            models.Index(fields=["organisation", "-date"], name="activity_by_organisation"),
            models.Index(fields=["organisation", "mediator", "-date"], name="activity_by_mediator"),
            # Few among many: the figures of coordination never walk through the accompaniments.
            models.Index(
                fields=["organisation", "mediator", "-date"],
                condition=Q(kind__in=COORDINATION_KINDS),
                name="coordination_by_organisation",
            ),
            models.Index(fields=["batch"], condition=Q(batch__isnull=False), name="activity_by_batch"),
            GinIndex(fields=["topics"], name="activity_topics_gin"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} du {self.date:%d/%m/%Y}"

    @property
    def topic_members(self) -> list[Topic]:
        return [Topic(code) for code in self.topics]

    @property
    def duration_band(self) -> DurationBand | None:
        if self.minutes is None:
            return None
        for limit, band in ((30, DurationBand.UNDER_30), (60, DurationBand.FROM_30), (120, DurationBand.FROM_60)):
            if self.minutes < limit:
                return band
        return DurationBand.FROM_120
