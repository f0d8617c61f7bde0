"""Who is reading: the one argument of every `visible_to`.

A reader is an account, the public (AnonymousUser), who holds a link, or a command's named scope. A scope that names
no organisation sees no row: it fails closed.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from django.contrib.auth.models import AnonymousUser

if TYPE_CHECKING:
    from .models import User


@dataclass(frozen=True)
class CommandReader:
    """A command run by the administrator of the machine, limited to the organisations it names."""

    organisation_ids: frozenset[int]
    reason: str
    is_authenticated: bool = False


@dataclass(frozen=True)
class LinkReader:
    """Who holds a valid link: `scope` says what the link opens, `object_id` the one object it opens (trame.links).

    Not an account: every `visible_to` answers no row, but the one that the scope names.
    """

    scope: str
    object_id: str
    is_authenticated: bool = False


Reader: TypeAlias = "User | AnonymousUser | LinkReader | CommandReader"


def command_reader(organisation_ids: Collection[int], reason: str) -> CommandReader:
    """Scope of a command over some organisations (ids); `reason` is the command's name."""
    return CommandReader(frozenset(organisation_ids), reason)
