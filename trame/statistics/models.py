"""SavedView: filters kept under a name; SharedFigures: masked figures, frozen, that links may show."""

import datetime as dt

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from trame.people.models import Organisation, User
from trame.people.personal import WORK, declare, with_account
from trame.people.readers import LinkReader, Reader

MAX_NAME, MAX_QUERY, MAX_TITLE = 60, 4_000, 120
# The scope of the links that show frozen figures (sharing/scope.py).
SHARED_FIGURES = "statistics.shared_figures"


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, reader: Reader) -> "SavedViewQuerySet":
        """One's own, in the structures where one works."""
        own = self.filter(owner=getattr(reader, "pk", None))
        return own.filter(organisation__in=Organisation.objects.visible_to(reader))


class SavedView(models.Model):
    """Vue enregistrée: `query` is the address of the page of statistics, codes and dates only.

    A period that follows the calendar (« periode=mois ») stays what it says: opened in June, it is June.
    """

    owner = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="compte")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    name = models.CharField("nom", max_length=MAX_NAME)
    query = models.CharField("filtres", max_length=MAX_QUERY)
    created_at = models.DateTimeField("création", default=timezone.now, editable=False)

    objects = SavedViewQuerySet.as_manager()

    personal = declare(with_account("owner name", WORK), harmless="query")

    class Meta:
        verbose_name = "vue enregistrée"
        verbose_name_plural = "vues enregistrées"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="saved_view_has_name"),
            models.UniqueConstraint(fields=["owner", "organisation", "name"], name="saved_view_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class SharedFiguresQuerySet(models.QuerySet["SharedFigures"]):
    def visible_to(self, reader: Reader) -> "SharedFiguresQuerySet":
        """Those of the reader's structures; for who holds a link to one, that one."""
        if isinstance(reader, LinkReader):
            named = reader.scope == SHARED_FIGURES and reader.object_id.isdecimal()
            return self.filter(pk=int(reader.object_id)) if named else self.none()
        return self.filter(organisation__in=Organisation.objects.visible_to(reader))

    def within(self, start: dt.date, end: dt.date) -> "SharedFiguresQuerySet":
        """Those that have a day in common with this period."""
        return self.filter(start__lte=end, end__gte=start)


class SharedFigures(models.Model):
    """Chiffres figés: what one structure shows of one period and territory, masked once and for all.

    `territory` is empty (everywhere), « epci:200066868 » or « departement:56 ». `snapshot` holds masked figures only
    (sharing/snapshot.py). `opened_on`: the first day somebody read them by a link; from then on they count for good.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="structure")
    title = models.CharField("titre", max_length=MAX_TITLE)
    start = models.DateField("du")
    end = models.DateField("au")
    territory = models.CharField("territoire", max_length=30, blank=True)
    snapshot = models.JSONField("chiffres figés", encoder=DjangoJSONEncoder)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="figés par")
    created_at = models.DateTimeField("figés le", default=timezone.now, editable=False)
    opened_on = models.DateField("lus par un lien depuis le", null=True, editable=False)

    objects = SharedFiguresQuerySet.as_manager()

    personal = declare(with_account("created_by", WORK), harmless="title territory snapshot")

    class Meta:
        verbose_name = "chiffres figés"
        verbose_name_plural = "chiffres figés"
        ordering = ["-end", "start", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="shared_figures_have_title"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="shared_figures_end_after_start"),
        ]
        indexes = [models.Index(fields=["organisation", "start"], name="shared_figures_by_period")]

    def __str__(self) -> str:
        return self.title
