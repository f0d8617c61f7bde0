"""What La Filature does with the actors of its territory: a few dates every year, the same for everybody."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from trame.activity.entry import ActivityEntry, CoordinationSaid, PartnerSaid

from .days import NAMESPACE
from .seasons import is_working_day

THURSDAY = 3


@dataclass(frozen=True)
class Planned:
    """The n-th Thursday of a month, every year."""

    month: int
    nth: int
    kind: str
    said: CoordinationSaid
    title: str = ""
    minutes: int | None = None
    notes: str = ""
    tags: tuple[str, ...] = ("réseau du pays",)

    def day(self, year: int) -> dt.date:
        first = dt.date(year, self.month, 1)
        return first + dt.timedelta(days=(THURSDAY - first.weekday()) % 7 + 7 * (self.nth - 1))


_MEETING = {"animation_type": "reunion_coordination", "animation_topics": ("partage", "reseau")}
YEAR: tuple[Planned, ...] = (
    Planned(
        1, 3, "animation",
        CoordinationSaid(mediators=8, structures=4, others=1, initiative="initiative", **_MEETING),  # type: ignore[arg-type]
        minutes=120,
        notes="Chacun présente un atelier qui a bien marché.",
    ),
    Planned(
        3, 2, "partenariat",
        CoordinationSaid(
            partnership_natures=("parcours_usager",),
            territorial_level="intercommunal",
            partners=(
                PartnerSaid(name="Centre social du Port", type="association"),
                PartnerSaid(name="Douarnenez Communauté", type="epci"),
                PartnerSaid(name="Mission locale du Pays", type="autre", type_other="Mission locale"),
            ),
        ),
        title="Parcours numérique des demandeurs d’emploi",
    ),
    Planned(
        4, 2, "animation",
        CoordinationSaid(mediators=12, animation_type="webinaire", animation_topics=("soutien",), initiative="demande"),
        minutes=60,
    ),
    Planned(
        6, 1, "animation",
        CoordinationSaid(
            structures=5, others=9, animation_type="assemblee", animation_topics=("reseau",), initiative="demande"
        ),
        minutes=90,
        notes="Présentation du bilan aux élus ; deux communes demandent une permanence.",
    ),
    Planned(
        9, 3, "animation",
        CoordinationSaid(mediators=9, structures=6, initiative="initiative", **_MEETING),  # type: ignore[arg-type]
        minutes=120,
    ),
    Planned(
        10, 2, "evenement",
        CoordinationSaid(
            participants=140,
            event_type="grand_public",
            organisers=("ma_structure", "commune", "association"),
            territorial_level="intercommunal",
        ),
        title="Forum du numérique en baie",
        tags=("réseau du pays", "évènement"),
    ),
    Planned(
        11, 4, "partenariat",
        CoordinationSaid(
            partnership_natures=("subvention", "rdv_elu"),
            territorial_level="departemental",
            partners=(PartnerSaid(name="Conseil départemental du Finistère", type="departement"),),
        ),
        title="Matériel pour les permanences",
    ),
)  # fmt: skip


def coordination(first: dt.date, last: dt.date) -> Iterator[ActivityEntry]:
    """Everything from `first` to `last`, both included."""
    for year in range(first.year, last.year + 1):
        for planned in YEAR:
            day = planned.day(year)
            if first <= day <= last and is_working_day(day):
                yield ActivityEntry(
                    kind=planned.kind,
                    date=day,
                    minutes=planned.minutes,
                    client_uuid=uuid.uuid5(NAMESPACE, f"coordination|{day}"),
                    title=planned.title,
                    tags=planned.tags,
                    notes=planned.notes,
                    coordination=planned.said,
                )
