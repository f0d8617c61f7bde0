"""What one keeps of statistics: filters under a name, and figures frozen for links."""

import datetime as dt

from trame.people.models import Organisation, User
from trame.statistics.models import SavedView, SharedFigures
from trame.statistics.sharing.snapshot import SNAPSHOT_VERSION


def keep_view(of: User, where: Organisation) -> SavedView:
    said = {"name": "Mes ateliers", "query": "periode=annee&nature=collectif"}
    return SavedView.objects.get_or_create(owner=of, organisation=where, defaults=said)[0]


def freeze_nothing(of: User, where: Organisation) -> SharedFigures:
    """The first quarter of 2025, of which nothing is told."""
    snapshot = {
        "version": SNAPSHOT_VERSION,
        "period": {"code": "2025-T1", "label": "1ᵉʳ trimestre 2025"},
        "territory": "",
        "threshold": 11,
        "figures": {},
    }
    return SharedFigures.objects.create(
        organisation=where,
        title="Nos chiffres",
        start=dt.date(2025, 1, 1),
        end=dt.date(2025, 3, 31),
        snapshot=snapshot,
        created_by=of,
    )
