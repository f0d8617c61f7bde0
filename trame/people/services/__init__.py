"""Verbs of people, one module per subject."""

from .accounts import (
    OrganisationDetails,
    join_organisation,
    open_account,
    open_organisation,
    rename_account,
    update_organisation,
)
from .journal import export_journal
from .modules import UnknownModule, choose_modules, choose_profile, note_profile_asked

__all__ = [
    "OrganisationDetails",
    "UnknownModule",
    "choose_modules",
    "choose_profile",
    "export_journal",
    "join_organisation",
    "note_profile_asked",
    "open_account",
    "open_organisation",
    "rename_account",
    "update_organisation",
]
