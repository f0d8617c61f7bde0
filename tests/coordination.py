"""Coordination recorded: an animation, an évènement, a partenariat of Awa's, unless said otherwise."""

import datetime as dt
from typing import Any

from trame.activity.entry import ActivityEntry, CoordinationSaid, PartnerSaid
from trame.activity.models import Activity
from trame.activity.services import record_activity
from trame.people.models import Membership

DAY = dt.date(2025, 3, 3)
ANIMATION = CoordinationSaid(
    mediators=5, structures=3, animation_type="groupe_de_travail", animation_topics=("reseau",)
)
EVENT = CoordinationSaid(participants=120, event_type="grand_public", organisers=("commune", "ma_structure"))
PARTNERSHIP = CoordinationSaid(
    partnership_natures=("subvention",), partners=(PartnerSaid(name="Mairie de Pontivy", type="commune"),)
)
USUAL: dict[str, tuple[CoordinationSaid, int | None]] = {
    "animation": (ANIMATION, 120),
    "evenement": (EVENT, None),
    "partenariat": (PARTNERSHIP, None),
}


def coordination_entry(kind: str, **said: Any) -> ActivityEntry:
    """On 3 March 2025: a working group of two hours, a public event of 120 people, a request for a grant."""
    coordination, minutes = USUAL[kind]
    return ActivityEntry(**({"kind": kind, "date": DAY, "minutes": minutes, "coordination": coordination} | said))


def coordinated(by: Membership, kind: str, **said: Any) -> Activity:
    return record_activity(by=by.user, membership=by, entry=coordination_entry(kind, **said)).activity
