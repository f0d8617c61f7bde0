"""Who may do what with an activity, beyond seeing it."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from trame.people.access import may_edit_organisation
from trame.people.current import memberships_of_today
from trame.people.models import Membership, Organisation, Role, User
from trame.people.readers import CommandReader, LinkReader, Reader

from .models import Activity, Beneficiary, Moment


def recording_memberships(user: User) -> QuerySet[Membership]:
    """The memberships under which somebody may record today: her own, as a mediator."""
    return Membership.objects.visible_to(user).of_user(user.pk).on(timezone.localdate()).mediators()


def mediates_somewhere(user: User, organisation_id: int | None = None) -> bool:
    """Whether she may record today; in this structure, when it is said."""
    mine = organisations_with_names(user)
    return bool(mine) if organisation_id is None else organisation_id in mine


def organisations_with_names(reader: Reader) -> set[int]:
    """The organisations (ids) whose names and notes the reader may see: those where she mediates today."""
    if isinstance(reader, CommandReader | LinkReader) or not reader.is_authenticated:
        return set()
    return {one.organisation_id for one in memberships_of_today(reader) if one.role == Role.MEDIATOR}


def may_see_names(reader: Reader, organisation_id: int) -> bool:
    """Names and notes are for those who mediate in the organisation today; a manager alone sees pseudonyms."""
    return organisation_id in organisations_with_names(reader)


def may_edit(reader: Reader, activity: Activity) -> bool:
    """Only the mediator who recorded it, as long as she mediates in that organisation."""
    return getattr(reader, "pk", None) == activity.mediator_id and may_see_names(reader, activity.organisation_id)


def mediators_of(organisation_id: int) -> QuerySet[Membership]:
    """The memberships of those who mediate there today: to whom a person followed may be given."""
    return Membership.objects.on(timezone.localdate()).mediators().filter(organisation=organisation_id)


def mediates(user: User, organisation_id: int) -> bool:
    """Whether she mediates there today, whoever asks."""
    return mediators_of(organisation_id).filter(user=user).exists()


def may_hand_over(by: User, organisation: Organisation, referent: User | None) -> bool:
    """Her own people for a mediator of the structure; anybody's for who manages it."""
    if may_edit_organisation(by, organisation):
        return True
    return referent is not None and referent.pk == by.pk and mediates(by, organisation.pk)


def may_remove(reader: Reader, moment: Moment) -> bool:
    """Only who kept it, as long as she mediates in that organisation."""
    return getattr(reader, "pk", None) == moment.author_id and may_see_names(reader, moment.organisation_id)


def names_as_manager(reader: User, organisation_id: int) -> bool:
    """Whether she sees the names there as a mediator, and manages the structure too: what she opens is journaled."""
    held = {one.role for one in memberships_of_today(reader) if one.organisation_id == organisation_id}
    return held >= {Role.MEDIATOR, Role.MANAGER}


def may_correct(reader: Reader, person: Beneficiary) -> bool:
    """Those who mediate today in the structure that follows her: correcting her file shows her name."""
    return may_see_names(reader, person.organisation_id)


def may_erase(reader: Reader, person: Beneficiary) -> bool:
    """Anybody who works today in the structure that follows her, its managers too: her rights are the structure's."""
    return Beneficiary.objects.visible_to(reader).filter(pk=person.pk).exists()


def may_record(request: HttpRequest) -> bool:
    """Whether the big « Enregistrer » is of any use to this reader: not to who only manages."""
    return isinstance(request.user, User) and mediates_somewhere(request.user)
