"""Nouns of people: accounts, organisations, invitations, networks, the journal of actions."""

from .accounts import Profile, User
from .coordination import CoordinationInvitation
from .email_changes import EmailChange
from .invitations import Invitation
from .journal import JournalActor, JournalEntry
from .networks import Coordination, Network, NetworkKind, NetworkMembership
from .organisations import Membership, Organisation, Role
from .privacy import PrivacySettings, privacy_of
from .sessions import Session

__all__ = [
    "Coordination",
    "CoordinationInvitation",
    "EmailChange",
    "Invitation",
    "JournalActor",
    "JournalEntry",
    "Membership",
    "Network",
    "NetworkKind",
    "NetworkMembership",
    "Organisation",
    "PrivacySettings",
    "Profile",
    "Role",
    "Session",
    "User",
    "privacy_of",
]
