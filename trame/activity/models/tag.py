"""Free words on activities, spelt as their author spelt them: personal, of the organisation, of a network."""

import uuid
from collections import Counter
from collections.abc import Collection

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from trame.people.models import Network, NetworkMembership, Organisation, User
from trame.people.personal import NO_PERSONAL_DATA, WORK, declare, with_account
from trame.people.readers import Reader
from trame.prepared import rows_of

MAX_NAME, MAX_DESCRIPTION = 80, 280


class TagScope(models.TextChoices):
    PERSONAL = "personal", "personnel"
    ORGANISATION = "organisation", "de la structure"
    NETWORK = "network", "du réseau"


class TagQuerySet(models.QuerySet["Tag"]):
    def visible_to(self, reader: Reader) -> "TagQuerySet":
        """Tags of her organisations, personal ones of colleagues too (they stand on activities that she sees); those of
        the networks that her organisations are in, or that she coordinates."""
        own = Organisation.objects.visible_to(reader)
        joined = NetworkMembership.objects.accepted().filter(organisation__in=own).values("network")
        coordinated = Network.objects.coordinated_by(reader).values("pk")
        return self.filter(Q(organisation__in=own) | Q(network__in=joined) | Q(network__in=coordinated))

    def offered(self) -> "TagQuerySet":
        """Those that a form proposes: neither archived nor merged into another."""
        return self.filter(archived_at=None, merged_into=None)


class Tag(models.Model):
    """`organisation` is NULL for a tag of a network; `owner` is whose word a personal tag is.

    `merged_into`: for the 30 days in which a merge can be undone; then only the alias is left.
    """

    client_uuid = models.UUIDField("identifiant", unique=True, default=uuid.uuid4, editable=False)
    scope = models.CharField("portée", max_length=15, choices=TagScope.choices, default=TagScope.ORGANISATION)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, related_name="+", verbose_name="structure"
    )
    owner = models.ForeignKey(User, models.CASCADE, null=True, related_name="+", verbose_name="compte")
    network = models.ForeignKey(Network, models.CASCADE, null=True, related_name="+", verbose_name="réseau")
    name = models.CharField("mot", max_length=MAX_NAME)
    search_key = models.CharField("clé de recherche", max_length=120, db_collation="C")
    description = models.CharField("description", max_length=MAX_DESCRIPTION, blank=True)
    created_at = models.DateTimeField("création", default=timezone.now, editable=False)
    archived_at = models.DateTimeField("archivé le", null=True, editable=False)
    merged_into = models.ForeignKey(
        "self", models.CASCADE, null=True, editable=False, related_name="+", verbose_name="fondu dans"
    )

    objects = TagQuerySet.as_manager()

    personal = declare(with_account("owner", WORK), harmless="scope name search_key description")

    class Meta:
        verbose_name = "tag"
        ordering = ["search_key", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="tag_has_name"),
            models.CheckConstraint(
                condition=Q(scope=TagScope.PERSONAL, organisation__isnull=False, owner__isnull=False, network=None)
                | Q(scope=TagScope.ORGANISATION, organisation__isnull=False, owner=None, network=None)
                | Q(scope=TagScope.NETWORK, organisation=None, owner=None, network__isnull=False),
                name="tag_belongs_where_its_scope_says",
            ),
            models.UniqueConstraint(
                fields=["organisation", "search_key"],
                condition=Q(scope=TagScope.ORGANISATION),
                name="tag_once_per_organisation",
            ),
            models.UniqueConstraint(
                fields=["organisation", "owner", "search_key"],
                condition=Q(scope=TagScope.PERSONAL),
                name="tag_once_per_person",
            ),
            models.UniqueConstraint(
                fields=["network", "search_key"], condition=Q(scope=TagScope.NETWORK), name="tag_once_per_network"
            ),
        ]

    def __str__(self) -> str:
        return self.name


def tag_labels(ids: Collection[str], reader: Reader) -> dict[str, str]:
    """Id (as text) → the tag's words, for the tags the reader sees; those of the same word carry their scope."""
    found = rows_of(Tag.objects.visible_to(reader).filter(pk__any_of=ids).values_list("pk", "name", "scope"))
    names = Counter(name for _, name, _ in found)
    return {str(pk): name if names[name] == 1 else f"{name} ({TagScope(scope).label})" for pk, name, scope in found}


# Beyond that, boxes to tick help nobody.
MAX_CHOICES = 300


def tag_choices(organisation_ids: Collection[int], reader: Reader) -> dict[str, str]:
    """Id (as text) → name of the tags that a form of these organisations would propose to the reader."""
    mine = ~Q(scope=TagScope.PERSONAL) | Q(owner=getattr(reader, "pk", None) or 0)
    of_them = Q(organisation__in=organisation_ids) | Q(organisation=None)
    found = Tag.objects.visible_to(reader).offered().filter(mine, of_them)[:MAX_CHOICES]
    return {str(pk): name for pk, name in found.values_list("pk", "name")}


class ActivityTag(models.Model):
    activity = models.ForeignKey("Activity", models.CASCADE, related_name="activity_tags", verbose_name="activité")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="+", verbose_name="tag")

    personal = NO_PERSONAL_DATA

    class Meta:
        verbose_name = "tag d’une activité"
        verbose_name_plural = "tags des activités"
        constraints = [models.UniqueConstraint(fields=["activity", "tag"], name="tag_once_per_activity")]

    def __str__(self) -> str:
        return f"{self.tag}"


class TagAliasQuerySet(models.QuerySet["TagAlias"]):
    def visible_to(self, reader: Reader) -> "TagAliasQuerySet":
        """Of a network's tag, its own other names and those of her organisations: a coordinator reads no structure's
        words."""
        own = Q(organisation__in=Organisation.objects.visible_to(reader)) | Q(organisation=None)
        return self.filter(own, tag__in=Tag.objects.visible_to(reader))


class TagAlias(models.Model):
    """The word of an author, kept when her tag was merged into another: typing it gives that tag.

    `organisation`: where the word was used (NULL: in the whole network).
    """

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="aliases", verbose_name="tag")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, related_name="+", verbose_name="structure"
    )
    name = models.CharField("mot", max_length=MAX_NAME)
    search_key = models.CharField("clé de recherche", max_length=120, db_collation="C")
    created_at = models.DateTimeField("création", default=timezone.now, editable=False)

    objects = TagAliasQuerySet.as_manager()

    personal = declare(harmless="name search_key")

    class Meta:
        verbose_name = "alias d’un tag"
        verbose_name_plural = "alias des tags"
        ordering = ["search_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tag", "organisation", "search_key"], nulls_distinct=False, name="alias_once_per_tag"
            )
        ]

    def __str__(self) -> str:
        return self.name


class DistinctTagsQuerySet(models.QuerySet["DistinctTags"]):
    def visible_to(self, reader: Reader) -> "DistinctTagsQuerySet":
        own = Tag.objects.visible_to(reader)
        return self.filter(first__in=own, second__in=own)


class DistinctTags(models.Model):
    """« Ce ne sont pas les mêmes »: two tags that look alike, and that harmonising does not propose any more."""

    first = models.ForeignKey(Tag, models.CASCADE, related_name="+", verbose_name="un tag")
    second = models.ForeignKey(Tag, models.CASCADE, related_name="+", verbose_name="l’autre tag")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="dit par")
    said_at = models.DateTimeField("dit le", default=timezone.now, editable=False)

    objects = DistinctTagsQuerySet.as_manager()

    personal = declare(with_account("by", WORK))

    class Meta:
        verbose_name = "tags à ne pas confondre"
        verbose_name_plural = "tags à ne pas confondre"
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="distinct_tags_said_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="distinct_tags_lowest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"


class TagMergeQuerySet(models.QuerySet["TagMerge"]):
    def visible_to(self, reader: Reader) -> "TagMergeQuerySet":
        own = Tag.objects.visible_to(reader)
        return self.filter(kept__in=own, merged__in=own)


class TagMerge(models.Model):
    """Fusion de tags: `merged` became `kept`; undone within 30 days it gives back both.

    `moved`: activities (ids) that had `merged` alone; `dropped`: those that had both.
    """

    client_uuid = models.UUIDField("identifiant", unique=True, default=uuid.uuid4, editable=False)
    kept = models.ForeignKey(Tag, models.CASCADE, related_name="+", verbose_name="tag gardé")
    merged = models.ForeignKey(Tag, models.CASCADE, related_name="+", verbose_name="tag fondu")
    moved = ArrayField(models.BigIntegerField(), verbose_name="activités déplacées", default=list)
    dropped = ArrayField(models.BigIntegerField(), verbose_name="activités en double", default=list)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="faite par")
    made_at = models.DateTimeField("faite le", default=timezone.now, editable=False)
    undone_at = models.DateTimeField("défaite le", null=True, editable=False)

    objects = TagMergeQuerySet.as_manager()

    personal = declare(with_account("by", WORK), harmless="moved dropped")

    class Meta:
        verbose_name = "fusion de tags"
        verbose_name_plural = "fusions de tags"
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.kept} ← {self.merged}"
