"""What a professional brought in by imports: its copy, and what is forgotten when her account closes."""

from trame.jobs.privacy.own_data import Part, table
from trame.people.models import User

from .models import BatchState, ImportBatch


def imports(user: User) -> list[Part]:
    """Her imports of the structures where she works today: figures; the activities are with the others."""
    own = ImportBatch.objects.visible_to(user).filter(owner=user).select_related("organisation")
    rows = [
        {
            "déposé le": batch.staged_at.date(),
            "structure": batch.organisation.name,
            "provenance": batch.partner,
            "état": batch.get_state_display(),
            "activités": batch.activities,
            "accompagnements": batch.attendances,
        }
        for batch in own.order_by("staged_at")
    ]
    return table("imports", rows)


def forget_staged(user: User) -> None:
    """The file she had not confirmed yet: it holds names."""
    ImportBatch.objects.filter(owner=user, state=BatchState.STAGED).delete()
