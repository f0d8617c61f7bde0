"""Verbs of people, one module per subject."""

from .accounts import (
    OrganisationDetails,
    join_organisation,
    open_account,
    open_organisation,
    rename_account,
    update_organisation,
)

__all__ = [
    "OrganisationDetails",
    "join_organisation",
    "open_account",
    "open_organisation",
    "rename_account",
    "update_organisation",
]
