"""Free words on activities, spelt as their author spelt them."""

from collections.abc import Collection

from django.db import models
from django.db.models import Q

from trame.people.models import Organisation
from trame.people.personal import NO_PERSONAL_DATA, declare
from trame.people.readers import Reader


class TagQuerySet(models.QuerySet["Tag"]):
    def visible_to(self, reader: Reader) -> "TagQuerySet":
        return self.filter(organisation__in=Organisation.objects.visible_to(reader))


class Tag(models.Model):
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    name = models.CharField("mot", max_length=80)
    search_key = models.CharField("clé de recherche", max_length=120, db_collation="C")

    objects = TagQuerySet.as_manager()

    personal = declare(harmless="name search_key")

    class Meta:
        verbose_name = "tag"
        ordering = ["search_key", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="tag_has_name"),
            models.UniqueConstraint(fields=["organisation", "search_key"], name="tag_once_per_organisation"),
        ]

    def __str__(self) -> str:
        return self.name


def tag_labels(ids: Collection[str], reader: Reader) -> dict[str, str]:
    """Id (as text) → the tag's words, for the tags the reader sees."""
    found = Tag.objects.visible_to(reader).filter(pk__in=ids).values_list("pk", "name")
    return {str(pk): name for pk, name in found}


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
