"""Named templates: keeping one, renaming it, deleting it; one's own only."""

from django.db import transaction

from trame.people.models import User

from .. import access
from ..models import Activity, RecordTemplate
from ..models.habit import MAX_NAME, RecordTemplateQuerySet
from ..record_templates import KINDS, MAX_TEMPLATES, content_of
from .refusals import EntryRefused, NotAllowed


@transaction.atomic
def keep_template(*, by: User, activity: Activity, name: str) -> RecordTemplate:
    """Make a template of what an activity says. Raises EntryRefused; NotAllowed unless `by` mediates there today."""
    if not access.may_see_names(by, activity.organisation_id) or activity.kind not in KINDS:
        raise NotAllowed("templates are made by those who record, of what they record")
    # Her own row is the lock: two pages sent at once would both find room for the thirtieth, or the name free.
    User.objects.select_for_update().get(pk=by.pk)
    own = RecordTemplate.objects.filter(owner=by)
    name = _sound_name(own.filter(organisation=activity.organisation_id), name)
    if own.count() >= MAX_TEMPLATES:
        raise EntryRefused({"name": [f"Vous avez déjà {MAX_TEMPLATES} modèles : supprimez-en un d’abord."]})
    return RecordTemplate.objects.create(
        organisation_id=activity.organisation_id,
        owner=by,
        name=name,
        kind=activity.kind,
        content=content_of(activity),
    )


@transaction.atomic
def rename_template(*, by: User, template: RecordTemplate, name: str) -> RecordTemplate:
    """Raises EntryRefused, or NotAllowed when it is somebody else's."""
    _check_own(by, template)
    User.objects.select_for_update().get(pk=by.pk)
    others = RecordTemplate.objects.filter(owner=by, organisation=template.organisation_id).exclude(pk=template.pk)
    template.name = _sound_name(others, name)
    template.save(update_fields=["name"])
    return template


@transaction.atomic
def delete_template(*, by: User, template: RecordTemplate) -> None:
    """What was recorded with it stays. Raises NotAllowed when it is somebody else's."""
    _check_own(by, template)
    template.delete()


def _check_own(by: User, template: RecordTemplate) -> None:
    if template.owner_id != by.pk:
        raise NotAllowed("a template is its owner's alone")


def _sound_name(others: RecordTemplateQuerySet, name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise EntryRefused({"name": ["Donnez un nom au modèle."]})
    if len(name) > MAX_NAME:
        raise EntryRefused({"name": [f"Le nom dépasse {MAX_NAME} signes : raccourcissez-le."]})
    if others.filter(name__iexact=name).exists():
        raise EntryRefused({"name": [f"Vous avez déjà un modèle « {name} » : donnez un autre nom."]})
    return name
