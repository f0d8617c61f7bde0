"""Verbs of frozen figures: freeze them, forget those that nobody has read."""

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from trame.directory.models import Place
from trame.links.models import Link
from trame.links.services import revoke_link
from trame.people import journal
from trame.people.models import Membership, Organisation, User

from ..engine import compute
from ..models import SHARED_FIGURES, SharedFigures
from .selection import Selection
from .shown import CODES, masked_figures
from .snapshot import SNAPSHOT_VERSION, Snapshot, frozen


@transaction.atomic
def freeze_figures(
    *, by: User, organisation: Organisation, selection: Selection, territory_name: str, title: str
) -> SharedFigures:
    """Mask and keep the figures of this period and territory, for links to show.

    Two frozen figures of a structure never count the same activity, so that one less the other says nothing: the
    structure is locked while that is checked. Raises PermissionDenied unless `by` works there today; ValidationError
    on what cannot be shown.
    """
    _require_member(by, organisation.pk)
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if selection.span.end >= timezone.localdate():
        raise ValidationError({"period": "Cette période n’est pas terminée : choisissez-en une autre."})
    _refuse_overlap(organisation, selection)
    made = SharedFigures.objects.create(
        organisation=organisation,
        title=title,
        start=selection.span.start,
        end=selection.span.end,
        territory=selection.territory,
        snapshot=_snapshot(by, organisation, selection, territory_name),
        created_by=by,
    )
    journal.record("figures.frozen", by=by, organisation=organisation, about=made)
    return made


@transaction.atomic
def forget_figures(*, by: User, shared: SharedFigures) -> bool:
    """Erase frozen figures and close their links; False when somebody has read them, since what is read stays known."""
    _require_member(by, shared.organisation_id)
    locked = SharedFigures.objects.select_for_update(of=("self",)).filter(pk=shared.pk).first()
    if locked is None or locked.opened_on is not None:
        return False
    for link in Link.objects.usable().of_object(SHARED_FIGURES, locked.pk):
        revoke_link(by=by, link=link)
    journal.record("figures.forgotten", by=by, organisation=locked.organisation_id, about=locked)
    locked.delete()
    return True


def note_reading(shared: SharedFigures) -> bool:
    """Remember that a link has shown them; False when they were erased meanwhile."""
    if shared.opened_on is not None:
        return True
    return bool(SharedFigures.objects.filter(pk=shared.pk).update(opened_on=timezone.localdate()))


def _snapshot(by: User, organisation: Organisation, selection: Selection, territory_name: str) -> Snapshot:
    figures = compute(selection.scope(organisation, by), CODES, reader=by)
    if figures["attendances"].n < settings.MASKING_THRESHOLD:
        raise ValidationError(
            {"period": f"Il y a moins de {settings.MASKING_THRESHOLD} accompagnements : tout serait masqué."}
        )
    places = Place.objects.visible_to(by).filter(organisation=organisation)
    commune_of = {str(pk): commune or "" for pk, commune in places.values_list("pk", "commune_id")}
    return {
        "version": SNAPSHOT_VERSION,
        "period": {"code": selection.span.code, "label": selection.span.label},
        "territory": territory_name,
        "threshold": settings.MASKING_THRESHOLD,
        "figures": frozen(masked_figures(figures, settings.MASKING_THRESHOLD, commune_of)),
    }


def _refuse_overlap(organisation: Organisation, selection: Selection) -> None:
    span = selection.span
    kept = SharedFigures.objects.filter(organisation=organisation).within(span.start, span.end).defer("snapshot")
    other = next((one for one in kept if selection.meets(one.territory)), None)
    if other is None:
        return
    same = (other.start, other.end, other.territory) == (span.start, span.end, selection.territory)
    why = (
        "Ces chiffres sont déjà figés"
        if same
        else "Ces chiffres en recoupent d’autres, déjà figés, et leur différence ferait retrouver de petits nombres"
    )
    way_out = (
        "partagez ceux-là, ou choisissez une autre période"
        if other.opened_on
        else "partagez ceux-là, ou supprimez-les, puisque personne ne les a encore lus"
    )
    raise ValidationError({"period": f"{why} : « {other.title} ». Vous pouvez : {way_out}."})


def _require_member(by: User, organisation_id: int) -> None:
    if not Membership.objects.of_user(by.pk).on(timezone.localdate()).filter(organisation=organisation_id).exists():
        raise PermissionDenied("only the organisation's members freeze its figures")
