"""What a filter forbids to compute, and says so; what a filter on people lets cross."""

from dataclasses import replace

from trame.ui.typography import joined

from .declared import Indicator
from .figures import Figure
from .formulas import Tally, tallies_of
from .scopes import Scope

# The people of a filter on people whose other characteristics are known beside the one that is filtered.
CROSSABLE = Tally("crossable")
OF_COORDINATION = frozenset({"coordination", "choice", "partner"})
# Field of Scope → how the screen calls it.
FILTERS_OF_ACCOMPANIMENTS = {
    "place_ids": "lieu",
    "commune_codes": "territoire",
    "kinds": "nature",
    "topics": "sujet",
    "tag_ids": "tag",
    "channels": "canal",
    "settings": "cadre",
    "public": "public",
}


def within_limits(figure: Figure, scope: Scope, crossable: int | None) -> Figure:
    """The figure, with how many people it could cross; or none, and why."""
    if reason := impossible(figure.indicator, scope):
        return Figure(figure.indicator, 0, 0, 0, impossible=reason)
    if scope.public and figure.indicator.about not in ("", scope.public[0]):
        return replace(figure, crossable=crossable)
    return figure


def impossible(indicator: Indicator, scope: Scope) -> str:
    """Why the filters of the scope make no sense for the indicator; empty when they do.

    Hours, half-days and places keep theirs under a filter on people: those of the activities where one of them was.
    """
    asked = [word for field, word in FILTERS_OF_ACCOMPANIMENTS.items() if getattr(scope, field)]
    if not asked or scope.network_id is not None or not _is_of_coordination(indicator):
        return ""
    if len(asked) == 1:
        return f"La coordination ne se filtre pas par {asked[0]} : retirez ce filtre pour lire ce chiffre."
    words = joined((f"par {word}" for word in asked), "ni")
    return f"La coordination ne se filtre ni {words} : retirez ces filtres pour lire ce chiffre."


def _is_of_coordination(indicator: Indicator) -> bool:
    formulas = (indicator.base.count, indicator.numerator, indicator.unknown, indicator.rows)
    asked = (tally for formula in formulas if formula for tally in tallies_of(formula))
    return any(tally.relation in OF_COORDINATION for tally in asked)
