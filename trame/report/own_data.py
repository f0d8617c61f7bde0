"""What a professional wrote of bilans, for her own copy."""

from trame.jobs.privacy.own_data import Part, structured
from trame.people.models import User

from .models import Publication, Report


def reports(user: User) -> list[Part]:
    """The bilans she began, with their texts, in the structures where she works today; and those she froze."""
    begun = Report.objects.visible_to(user).filter(created_by=user).select_related("organisation")
    frozen = Publication.objects.visible_to(user).filter(published_by=user).select_related("report__organisation")
    said = {
        "bilans commencés": [
            {
                "structure": report.organisation.name,
                "année": report.year,
                "destinataire": report.recipient,
                "commencé le": report.created_at,
                "parties": [
                    {"titre": section.kind.title, "texte (HTML)": section.body, "gardée": section.kept}
                    for section in report.sections.all()
                ],
            }
            for report in begun.prefetch_related("sections")
        ],
        "versions figées": [
            {"structure": one.report.organisation.name, "bilan": str(one), "figée le": one.published_at}
            for one in frozen
        ],
    }
    return [structured("bilans", said)]
