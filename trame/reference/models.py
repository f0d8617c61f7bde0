"""Territories of France (Insee codes), former codes and postal codes, loaded by `manage.py load_reference`."""

from django.db import models
from django.db.models import Q


class Region(models.Model):
    code = models.CharField("code Insee", max_length=3, primary_key=True)
    name = models.CharField("nom", max_length=100)

    class Meta:
        verbose_name = "région"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Departement(models.Model):
    """A département, or an overseas collectivity (975, 977, 978, 98x), which has no region of its own kind."""

    code = models.CharField("code Insee", max_length=3, primary_key=True)
    name = models.CharField("nom", max_length=100)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="région")

    class Meta:
        verbose_name = "département"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Epci(models.Model):
    """Établissement public de coopération intercommunale à fiscalité propre, with its municipal population."""

    code = models.CharField("SIREN", max_length=9, primary_key=True)
    name = models.CharField("nom", max_length=150)
    kind = models.CharField("nature", max_length=10)
    population = models.PositiveIntegerField("population municipale", null=True)

    class Meta:
        verbose_name = "EPCI"
        verbose_name_plural = "EPCI"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Commune(models.Model):
    """A present-day commune or arrondissement municipal.

    `population` is the « population légale » the source gives for it (Insee; Mayotte: census of 2017). It is not the
    municipal population of an EPCI's members, of another vintage (Rennes: 230,890 here, 227,830 there). Empty for a
    dozen communes. Screens call it « population légale ».
    """

    code = models.CharField("code Insee", max_length=5, primary_key=True)
    name = models.CharField("nom", max_length=100)
    search_key = models.CharField("clé de recherche", max_length=120, db_collation="C")
    departement = models.ForeignKey(Departement, models.PROTECT, related_name="+", verbose_name="département")
    epci = models.ForeignKey(Epci, models.SET_NULL, null=True, related_name="+", verbose_name="EPCI")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", verbose_name="commune de l’arrondissement"
    )
    population = models.PositiveIntegerField("population", null=True)

    class Meta:
        verbose_name = "commune"
        ordering = ["search_key", "code"]
        indexes = [models.Index(fields=["search_key"], name="commune_search_key")]

    def __str__(self) -> str:
        return self.name


class PostalCode(models.Model):
    """One postal code of one commune: a commune may have several, a postal code several communes."""

    code = models.CharField("code postal", max_length=5, db_collation="C")
    commune = models.ForeignKey(Commune, models.CASCADE, related_name="postal_codes", verbose_name="commune")

    class Meta:
        verbose_name = "code postal"
        verbose_name_plural = "codes postaux"
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["code", "commune"], name="postal_code_once_per_commune")]

    def __str__(self) -> str:
        return self.code


class FormerCommune(models.Model):
    """A code that is no longer a commune's (merged, déléguée, associée) and the commune it belongs to now.

    A commune nouvelle keeps the code of its chef-lieu; when it took another name, the old name is here under that code.
    """

    code = models.CharField("ancien code Insee", max_length=5, primary_key=True)
    name = models.CharField("nom", max_length=100, blank=True)
    search_key = models.CharField("clé de recherche", max_length=120, blank=True, db_collation="C")
    commune = models.ForeignKey(Commune, models.CASCADE, related_name="+", verbose_name="commune actuelle")

    class Meta:
        verbose_name = "ancienne commune"
        verbose_name_plural = "anciennes communes"
        constraints = [models.CheckConstraint(condition=~Q(code=""), name="former_commune_has_code")]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class CommuneContour(models.Model):
    """The outline of a commune, simplified once when loaded (`manage.py load_contours`), ready to be drawn.

    `path` is an SVG path of whole numbers, in units of `planes.UNIT` metres, y to the south, on `plane`: Lambert-93 for
    metropolitan France, a plane of its own for each overseas département (trame/reference/planes.py). Neighbours share
    every point of their border. The box is that of the path; a name fits best around the label.
    """

    commune = models.OneToOneField(
        Commune, models.CASCADE, primary_key=True, related_name="contour", verbose_name="commune"
    )
    plane = models.CharField("plan", max_length=10)
    path = models.TextField("tracé")
    x_min = models.IntegerField("ouest")
    y_min = models.IntegerField("nord")
    x_max = models.IntegerField("est")
    y_max = models.IntegerField("sud")
    label_x = models.IntegerField("abscisse du nom")
    label_y = models.IntegerField("ordonnée du nom")

    class Meta:
        verbose_name = "contour de commune"
        verbose_name_plural = "contours de communes"
        constraints = [
            models.CheckConstraint(
                condition=Q(x_max__gte=models.F("x_min")) & Q(y_max__gte=models.F("y_min")),
                name="commune_contour_box_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.commune_id
