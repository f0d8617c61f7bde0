"""The map of communes: accompaniments where they took place or where people live, in number or per inhabitant."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from trame.people.readers import Reader
from trame.reference.contours import CREDIT
from trame.reference.models import CommuneContour
from trame.ui.charts import Chart
from trame.ui.charts import Row as ChartRow
from trame.ui.maps import Choropleth, Gap, Shape
from trame.ui.typography import NARROW, NBSP, NONE, decimal, joined, number, plural

from .engine import compute
from .figures import Figure, Row
from .filters import Filters
from .headlines import origin_lines
from .map_frames import Departement, Located, box_of, contours_for, departements_of, located

INHABITANTS = 1000
FEW = 10  # a highest rate below this is given with a second decimal: in a large city, all would read « 0,1 »
MOST_DEPARTEMENTS = 6  # offered to zoom to
MOST_NAMED = 5


@dataclass(frozen=True)
class Where:
    """Which commune counts. `place`: said of one accompaniment."""

    figure: str
    label: str
    caption: str
    place: str


WHERES = {
    "activite": Where(
        "attendances_by_commune",
        "Où l’activité a lieu",
        "Communes d’activité",
        "Un accompagnement compte dans la commune où il a lieu, d’où que vienne la personne ; à distance, dans celle "
        "de la structure.",
    ),
    "residence": Where(
        "attendances_by_residence",
        "Où les personnes habitent",
        "Communes de résidence",
        "Un accompagnement compte dans la commune où la personne habite, quand elle est connue.",
    ),
}
PER_INHABITANTS = f"pour 1{NARROW}000 habitants"
MEASURES = {"taux": PER_INHABITANTS.capitalize(), "nombre": "En nombre"}
RATE = (
    "Accompagnements de la période, rapportés à la population légale de la commune (Insee). Dans une petite commune, "
    "quelques-uns suffisent à un taux élevé."
)
RATE_RULE = f"Accompagnements × 1{NARROW}000 ÷ population légale (Insee) ; non calculable quand elle est inconnue."
GAPS = {
    Gap.NOTHING: "aucun accompagnement",
    Gap.IMPOSSIBLE: "taux non calculable : population inconnue",
    Gap.MASKED: "non communiqué",
}


@dataclass(frozen=True)
class Asked:
    """Keys of WHERES and MEASURES, and the code of a département ("": the map chooses)."""

    where: str
    measure: str
    zoom: str = ""

    @property
    def is_rate(self) -> bool:
        return self.measure == "taux"


@dataclass(frozen=True)
class MapPage:
    """What the page shows. `chart` always, if there is something; `map` when there is something to draw."""

    figure: Figure
    chart: Chart | None = None
    map: Choropleth | None = None
    contours_missing: bool = False  # none was ever loaded
    departements: Sequence[Departement] = ()
    zoom: str = ""
    notes: Sequence[str] = ()
    origin: Sequence[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Counted:
    """One row of the figure, what is known of its commune, and its rate, as it is printed."""

    row: Row
    commune: Located | None
    rate: Decimal | None

    def value(self, asked: Asked) -> Decimal | Gap:
        """What colours the commune."""
        if self.row.masked:
            return Gap.MASKED
        if not asked.is_rate:
            return Decimal(self.row.n)
        return Gap.IMPOSSIBLE if self.rate is None else self.rate

    def rank(self, asked: Asked) -> tuple[Decimal, int]:
        """The largest first, what has no value last."""
        value = self.value(asked)
        return -value if isinstance(value, Decimal) else Decimal(1), -self.row.n

    @property
    def rate_words(self) -> str:
        """« 28,9 », or « moins de 0,1 » for what rounds to nothing and is not."""
        if self.rate is None:
            return NONE
        places = -int(self.rate.as_tuple().exponent)
        return decimal(self.rate, places) if self.rate else f"moins de{NBSP}{decimal(Decimal(10) ** -places, places)}"

    @property
    def words(self) -> str:
        """« 412 accompagnements, 28,9 pour 1 000 habitants »."""
        if self.row.masked:
            return GAPS[Gap.MASKED]
        said = plural(self.row.n, "accompagnement")
        return f"{said}, population inconnue" if self.rate is None else f"{said}, {self.rate_words} {PER_INHABITANTS}"


def build_map(filters: Filters, reader: Reader, asked: Asked) -> MapPage:
    """The figure over what `filters` keeps, as a map and its table."""
    code = WHERES[asked.where].figure
    figure = compute(filters.scope(reader), [code], reader=reader)[code]
    if figure.impossible or figure.masked or not figure.stated:
        return MapPage(figure)
    communes = located({row.code: row.n for row in figure.stated})
    counted = _counted(figure, communes)
    departements = departements_of(communes)
    zoom = asked.zoom if asked.zoom in {each.code for each in departements} else ""
    chart = _chart(figure, counted, asked)
    drawn = _drawn(chart, counted, contours_for(communes, zoom), asked) if departements else None
    return MapPage(
        figure,
        chart,
        drawn,
        departements=departements[:MOST_DEPARTEMENTS] if len(departements) > 1 else (),
        zoom=zoom,
        notes=_notes(counted, drawn) if drawn else (),
        origin=[*origin_lines(figure, filters), *([("Taux", RATE_RULE)] if asked.is_rate else [])],
        contours_missing=not departements and not CommuneContour.objects.exists(),
    )


def _counted(figure: Figure, communes: Sequence[Located]) -> list[Counted]:
    """Every commune of the figure, with its rate to the same number of decimals."""
    known = {each.code: each for each in communes}
    exact: dict[str, Decimal] = {}
    for row in figure.stated:
        population = known[row.code].population if row.code in known else None
        if population and not row.masked:
            exact[row.code] = Decimal(row.n * INHABITANTS) / population
    step = Decimal("0.01") if max(exact.values(), default=0) < FEW else Decimal("0.1")
    rates = {code: value.quantize(step, ROUND_HALF_UP) for code, value in exact.items()}
    return [Counted(row, known.get(row.code), rates.get(row.code)) for row in figure.stated]


def _chart(figure: Figure, counted: Sequence[Counted], asked: Asked) -> Chart:
    """Words and table: commune, accompaniments, population, rate; the largest of what the map shows first."""
    where = WHERES[asked.where]
    rows = [_row(each) for each in sorted(counted, key=lambda each: each.rank(asked))]
    rows += [ChartRow(code=row.code, label=row.label, n=row.n, unknown=True) for row in figure.rows if row.unknown]
    return Chart(
        code=f"carte_{asked.where}",
        caption=where.caption,
        sentence=f"{where.place} {RATE}" if asked.is_rate else where.place,
        heading="Commune",
        n_heading="Accompagnements",
        share_heading="Population légale",
        second_share_heading=MEASURES["taux"],
        total=figure.d,
        rows=rows,
    )


def _row(each: Counted) -> ChartRow:
    return ChartRow(
        code=each.row.code,
        label=each.row.label,
        n=each.row.n,
        share=number(each.commune.population if each.commune else None),
        second_share=each.rate_words,
        value=GAPS[Gap.MASKED] if each.row.masked else "",
    )


def _drawn(chart: Chart, counted: Sequence[Counted], contours: Sequence[CommuneContour], asked: Asked) -> Choropleth:
    by_code = {each.row.code: each for each in counted}
    rates = [each.rate for each in counted if each.rate is not None]
    return Choropleth(
        chart=chart,
        shapes=[_shape(contour, by_code.get(contour.pk), asked) for contour in contours],
        box=box_of([(each.x_min, each.y_min, each.x_max, each.y_max) for each in contours]),
        heading=f"Accompagnements {PER_INHABITANTS}" if asked.is_rate else "Accompagnements",
        gaps=GAPS,
        places=-int(rates[0].as_tuple().exponent) if asked.is_rate and rates else 0,
        credit=f"Contours : {CREDIT}. Population légale : Insee.",
    )


def _shape(contour: CommuneContour, counted: Counted | None, asked: Asked) -> Shape:
    return Shape(
        code=contour.pk,
        name=counted.row.label if counted else contour.commune.name,
        path=contour.path,
        label=(contour.label_x, contour.label_y),
        value=counted.value(asked) if counted else Gap.NOTHING,
        words=counted.words if counted else GAPS[Gap.NOTHING],
    )


def _notes(counted: Sequence[Counted], drawn: Choropleth) -> list[str]:
    """« Hors de cette carte : 3 communes, 12 accompagnements… », and which have no contour at all."""
    here = {shape.code for shape in drawn.shapes}
    outside = [each for each in counted if each.row.code not in here]
    if not outside:
        return []
    said = plural(len(outside), "commune")
    if not any(each.row.masked for each in outside):
        said += f", {plural(sum(each.row.n for each in outside), 'accompagnement')}"
    undrawn = [each.row.label for each in outside if each.commune is None or not each.commune.plane]
    named = joined(undrawn) if len(undrawn) <= MOST_NAMED else plural(len(undrawn), "commune")
    notes = [f"Hors de cette carte : {said}. Le tableau les donne."]
    return [*notes, f"Sans contour dans la source : {named}."] if undrawn else notes
