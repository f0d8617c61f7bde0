"""What people and jobs know of a professional: her account, her memberships, what the journal says she did."""

from typing import Any

from django.utils import timezone

from trame.jobs.models import Job
from trame.people.journal import ACTIONS
from trame.people.models import Coordination, JournalActor, JournalEntry, Membership, Organisation, Session, User

from .own_data import Part, structured, table


def account(user: User) -> list[Part]:
    """Who she is for Trame, where she works, where she is signed in, the files she asked for."""
    memberships = Membership.objects.of_user(user.pk).select_related("organisation")
    coordinations = Coordination.objects.of_user(user.pk).select_related("network")
    said = {
        "compte": {
            "adresse électronique": user.email,
            "prénom": user.first_name,
            "nom": user.last_name,
            "profil": user.get_profile_display() if user.profile else "",
            "inscription": timezone.localtime(user.date_joined),
            "dernier passage": user.last_seen_on,
        },
        "appartenances": [
            {"structure": str(m.organisation), "rôle": m.get_role_display(), "du": m.starts_on, "au": m.ends_on}
            for m in memberships
        ],
        "coordinations": [{"réseau": str(c.network), "du": c.starts_on, "au": c.ends_on} for c in coordinations],
        "connexions en cours": [
            {"appareil": session.device, "depuis": session.begun_at, "dernier passage": session.seen_at}
            for session in Session.objects.visible_to(user)
        ],
        "fichiers demandés": [
            {"nature": job.kind, "demandé le": job.created_at, "état": job.get_status_display()}
            for job in Job.objects.visible_to(user)
        ],
    }
    return [structured("compte", said)]


def journal(user: User) -> list[Part]:
    """Her actions, as far back as the journal still knows that they are hers."""
    actors = JournalActor.objects.filter(user=user).values_list("pk", flat=True)
    entries = JournalEntry.objects.filter(actor__in=list(actors)).order_by("at", "pk")
    names = dict(Organisation.objects.values_list("pk", "name"))
    rows: list[dict[str, Any]] = [
        {
            "quand": timezone.localtime(entry.at).isoformat(timespec="seconds"),
            "action": ACTIONS.get(entry.action, entry.action),
            "structure": names.get(entry.organisation_id or 0, ""),
        }
        for entry in entries
    ]
    return table("journal", rows)
