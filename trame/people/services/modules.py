"""Verbs of profiles and modules: say what one does, choose what a structure shows."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from trame.people import access, journal, modules
from trame.people.models import Organisation, Profile, User


class UnknownModule(Exception):
    """Codes that nobody declared were sent; nothing is written. `codes` are sorted."""

    def __init__(self, codes: set[str]) -> None:
        self.codes = sorted(codes)
        super().__init__(", ".join(self.codes))


@transaction.atomic
def choose_profile(*, user: User, profile: str) -> User:
    """Write what somebody says of her own work: a code of Profile, or « » for none, which shows everything.

    ValueError: it is no profile.
    """
    if profile and profile not in Profile.values:
        raise ValueError(f"no profile is called {profile}")
    user.profile, user.profile_asked_on = profile, user.profile_asked_on or timezone.localdate()
    user.save(update_fields=["profile", "profile_asked_on"])
    return user


@transaction.atomic
def note_profile_asked(*, user: User) -> None:
    """The question has been shown: it is not asked again by itself."""
    if user.profile_asked_on is None:
        user.profile_asked_on = timezone.localdate()
        user.save(update_fields=["profile_asked_on"])


@transaction.atomic
def choose_modules(*, by: User, organisation: Organisation, choices: Mapping[str, bool | None]) -> Organisation:
    """Turn modules and facets on (True), off (False), or let them follow each profile (None); the others stay.

    Raises PermissionDenied unless `by` manages the structure today, UnknownModule when a code is not declared.
    """
    if not access.may_edit_organisation(by, organisation):
        raise PermissionDenied("only its managers choose what a structure shows")
    if unknown := set(choices) - {module.code for module in modules.every()}:
        raise UnknownModule(unknown)
    # Two managers at once: the second adds her choices to those of the first.
    fresh = Organisation.objects.select_for_update().get(pk=organisation.pk)
    before = (set(fresh.modules_on), set(fresh.modules_off))
    on = before[0] - set(choices) | {code for code, choice in choices.items() if choice}
    off = before[1] - set(choices) | {code for code, choice in choices.items() if choice is False}
    organisation.modules_on, organisation.modules_off = sorted(on), sorted(off)
    if (on, off) != before:
        organisation.save(update_fields=["modules_on", "modules_off"])
        journal.record("organisation.modules", by=by, organisation=organisation, about=organisation)
    return organisation
