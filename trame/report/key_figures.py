"""The table of key figures: each with its base, each equal to the statistics."""

from dataclasses import dataclass

from trame.ui import documents as doc
from trame.ui.typography import NONE, number, percent

from .masking import base_text, row_share, row_text, total_share, total_text
from .snapshot import FigureData, Snapshot


@dataclass(frozen=True)
class Detail:
    """One row of a breakdown worth a line of its own: `code/row`, under `label`."""

    code: str
    row: str
    label: str


TOTALS: tuple[str, ...] = (
    "attendances",
    "activities",
    "individual_activities",
    "workshops",
    "workshop_attendances",
    "followed_people",
    "anonymous_attendances",
    "first_times",
    "minutes",
)
DETAILS: tuple[Detail, ...] = (
    Detail("attendances_by_gender", "feminin", "Femmes"),
    Detail("attendances_by_gender", "masculin", "Hommes"),
    Detail("attendances_by_age", "soixante_dix_plus", "Personnes de 70 ans et plus"),
    Detail("attendances_by_status", "retraite", "Personnes retraitées"),
    Detail("attendances_by_status", "sans_emploi", "Personnes sans emploi"),
    Detail("attendances_by_topic", "aide_aux_demarches_administratives", "Aide aux démarches administratives"),
    Detail("attendances_by_channel", "domicile", "À domicile"),
    Detail("attendances_by_channel", "a_distance", "À distance"),
)


def key_figures_table(snapshot: Snapshot) -> doc.Table:
    """Value, share and base of the totals, then of the details."""
    figures = snapshot["figures"]
    rows = [_total(figures[code]) for code in TOTALS] + [_detail(figures[d.code], d) for d in DETAILS]
    return doc.Table(
        caption=f"Les chiffres de l’année {snapshot['year']}",
        header=("Chiffre", "Valeur", "Part", "Base"),
        rows=tuple(rows),
        numeric=frozenset({1, 2}),
        note="Chaque chiffre et sa définition : page Statistiques de Trame.",
    )


def _total(figure: FigureData) -> tuple[str, str, str, str]:
    share = total_share(figure) if figure["is_part"] else NONE
    return figure["label"], total_text(figure), share, _base(figure)


def _detail(figure: FigureData, detail: Detail) -> tuple[str, str, str, str]:
    row = next((row for row in figure["rows"] if row["code"] == detail.row), None)
    if row is None:
        return detail.label, number(0), percent(0, figure["d"]), _base(figure)
    return detail.label, row_text(row, figure), row_share(row, figure), _base(figure)


def _base(figure: FigureData) -> str:
    unknown = f", dont {number(figure['unknown'])} sans réponse" if figure["unknown"] else ""
    return f"{figure['base'].rstrip('.')}\u00a0: {base_text(figure)}{unknown}"
