"""Nouns of people: accounts, organisations, invitations, networks, the journal of actions."""

from .accounts import Profile, User
from .invitations import Invitation
from .journal import JournalActor, JournalEntry
from .networks import Coordination, Network, NetworkKind, NetworkMembership
from .organisations import Membership, Organisation, Role

__all__ = [
    "Coordination",
    "Invitation",
    "JournalActor",
    "JournalEntry",
    "Membership",
    "Network",
    "NetworkKind",
    "NetworkMembership",
    "Organisation",
    "Profile",
    "Role",
    "User",
]
