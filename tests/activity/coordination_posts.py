"""What the forms of coordination send."""

import uuid
from typing import Any

from tests.cast import Cast

ANIMATION, EVENT, PARTNERSHIP = "activity:animation", "activity:event", "activity:partnership"


def _of_all(cast: Cast) -> dict[str, Any]:
    return {
        "client_uuid": str(uuid.uuid4()),
        "membership_id": str(cast.awa_at_navette.pk),
        "day": "2026-03-03",
    }


def animation(cast: Cast, **said: Any) -> dict[str, Any]:
    """A working group of two hours with five mediators, today."""
    usual = {"animation_type": "groupe_de_travail", "duration": "120", "mediators": "5"}
    return _of_all(cast) | usual | {"structures": "0", "others": "0"} | said


def event(cast: Cast, **said: Any) -> dict[str, Any]:
    """A public event of 120 people, organised by a commune, today."""
    return _of_all(cast) | {"event_type": "grand_public", "organisers": ["commune"], "participants": "120"} | said


def partnership(cast: Cast, **said: Any) -> dict[str, Any]:
    """A request for a grant with the town hall, from today."""
    partner = {"partner_1_name": "Mairie de Pontivy", "partner_1_type": "commune", "partner_1_type_other": ""}
    return _of_all(cast) | {"partnership_natures": ["subvention"]} | partner | said
