"""What a professional keeps among the statistics, for her own copy."""

from trame.jobs.privacy.own_data import Part, table
from trame.people.models import User

from .models import SavedView, SharedFigures


def views(user: User) -> list[Part]:
    """The filters of statistics that she keeps under a name."""
    kept = SavedView.objects.visible_to(user).select_related("organisation")
    rows = [{"structure": view.organisation.name, "nom": view.name, "filtres": view.query} for view in kept]
    return table("vues", rows)


def frozen(user: User) -> list[Part]:
    """The figures that she froze to share them."""
    made = SharedFigures.objects.visible_to(user).filter(created_by=user).select_related("organisation")
    rows = [
        {
            "structure": one.organisation.name,
            "titre": one.title,
            "du": one.start,
            "au": one.end,
            "figés le": one.created_at,
        }
        for one in made.defer("snapshot")
    ]
    return table("chiffres_figes", rows)
