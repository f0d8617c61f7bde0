"""Report: a bilan d’activité as it is written; Publication: one state of it, frozen for good."""

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone

from trame.people.models import Organisation, User
from trame.people.personal import WORK, declare, with_account
from trame.people.readers import LinkReader, Reader

from .sections import KIND_BY_NUMBER, SectionKind

# The scope of the links that show a publication (sharing.py).
SHARED_PUBLICATION = "report.publication"


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, reader: Reader) -> "ReportQuerySet":
        return self.filter(organisation__in=Organisation.objects.visible_to(reader))


class Report(models.Model):
    """Bilan d’activité of one organisation for one calendar year; two funders may each get theirs."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    year = models.PositiveSmallIntegerField("année")
    recipient = models.CharField("destinataire", max_length=150, blank=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="commencé par")
    created_at = models.DateTimeField("commencé le", default=timezone.now, editable=False)
    updated_at = models.DateTimeField("modifié le", auto_now=True)

    objects = ReportQuerySet.as_manager()

    personal = declare(with_account("created_by", WORK), harmless="recipient")

    class Meta:
        verbose_name = "bilan d’activité"
        verbose_name_plural = "bilans d’activité"
        ordering = ["-year", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(year__gte=2000, year__lte=2100), name="report_year_plausible"),
        ]

    def __str__(self) -> str:
        return f"Bilan d’activité {self.year}"

    @property
    def kept(self) -> int:
        """How many sections stay in the bilan."""
        return sum(section.kept for section in self.sections.all())

    @property
    def ready(self) -> int:
        """How many of them already say something."""
        return sum(section.state in ("written", "figures") for section in self.sections.all())


class SectionQuerySet(models.QuerySet["Section"]):
    def visible_to(self, reader: Reader) -> "SectionQuerySet":
        return self.filter(report__in=Report.objects.visible_to(reader))


class Section(models.Model):
    """One of the nine sections. `body` is sanitised HTML (richtext.py); `figures` are codes of indicators."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections", verbose_name="bilan")
    number = models.PositiveSmallIntegerField("numéro")
    kept = models.BooleanField("partie gardée", default=True)
    body = models.TextField("texte", blank=True)
    figures = ArrayField(models.CharField(max_length=60), verbose_name="chiffres cités", default=list, blank=True)

    objects = SectionQuerySet.as_manager()

    personal = declare(harmless="body figures")

    class Meta:
        verbose_name = "partie d’un bilan"
        verbose_name_plural = "parties des bilans"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="section_once_per_report"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=9), name="section_is_one_of_nine"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.kind.title}"

    @property
    def kind(self) -> SectionKind:
        return KIND_BY_NUMBER[self.number]

    @property
    def state(self) -> str:
        """dropped, written (text), figures (figures alone) or empty."""
        if not self.kept:
            return "dropped"
        if self.body:
            return "written"
        return "figures" if self.figures else "empty"


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_to(self, reader: Reader) -> "PublicationQuerySet":
        """Those of the reader's organisations; for who holds a link to one, that one."""
        if isinstance(reader, LinkReader):
            named = reader.scope == SHARED_PUBLICATION and reader.object_id.isdecimal()
            return self.filter(pk=int(reader.object_id)) if named else self.none()
        return self.filter(report__in=Report.objects.visible_to(reader))


class Publication(models.Model):
    """A report frozen on a day: texts, values and definitions (snapshot.py). The database refuses any change to it."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="publications", verbose_name="bilan")
    number = models.PositiveSmallIntegerField("numéro")
    published_at = models.DateTimeField("figé le", default=timezone.now, editable=False)
    published_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="figé par")
    snapshot = models.JSONField("contenu figé", encoder=DjangoJSONEncoder)

    objects = PublicationQuerySet.as_manager()

    personal = declare(with_account("published_by", WORK), harmless="snapshot")

    class Meta:
        verbose_name = "version figée d’un bilan"
        verbose_name_plural = "versions figées des bilans"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="publication_once")]

    def __str__(self) -> str:
        return f"{self.report}, version {self.number}"
