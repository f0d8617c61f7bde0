"""Changing a tag: its word, its description, who it is offered to. No word is ever deleted by hand."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from trame.people import access as people_access
from trame.people import journal
from trame.people.models import Network, User
from trame.people.services.networks import tell_members

from .. import access
from ..models import ActivityTag, Tag, TagAlias, TagMerge, TagScope
from ..models.tag import MAX_DESCRIPTION, MAX_NAME
from ..tagging.access import tends
from .refusals import EntryRefused, NotAllowed
from .tag_merges import absorb, merge_tags
from .tags import kept_tag, tag_key


@transaction.atomic
def rename_tag(*, by: User, tag: Tag, name: str, description: str) -> Tag:
    """Replace what the tag says of itself; its old word still gives it. Raises NotAllowed, or EntryRefused by field."""
    tag = _own(by, tag)
    name = _sound(name, description)
    key, old_key, old_name = tag_key(name), tag.search_key, tag.name
    if key != old_key:
        _require_free(key, name, tag)
        TagAlias.objects.filter(tag=tag, search_key=key).delete()
        TagAlias.objects.get_or_create(
            tag=tag, organisation=tag.organisation, search_key=old_key, defaults={"name": old_name}
        )
    tag.name, tag.search_key, tag.description = name, key, description
    try:
        with transaction.atomic():
            tag.save(update_fields=["name", "search_key", "description"])
    except IntegrityError as twin:  # typed by a colleague since we looked
        raise EntryRefused({"name": [f"« {name} » existe déjà."]}) from twin
    tell("tag.renamed", by=by, tag=tag)
    return tag


@transaction.atomic
def archive_tag(*, by: User, tag: Tag) -> None:
    """Stop offering it; it stays on activities, and in figures. Raises NotAllowed."""
    _archive(by, tag, archived=True)


@transaction.atomic
def bring_back_tag(*, by: User, tag: Tag) -> None:
    """Offer an archived tag again. Raises NotAllowed."""
    _archive(by, tag, archived=False)


@transaction.atomic
def make_personal(*, by: User, tag: Tag) -> Tag:
    """Keep for oneself a tag of the structure that nobody else uses. Raises NotAllowed, or EntryRefused."""
    tag = _own(by, tag)
    if tag.scope != TagScope.ORGANISATION or not access.may_see_names(by, tag.organisation_id or 0):
        raise NotAllowed("a tag of the structure becomes personal for one of its mediators")
    if ActivityTag.objects.filter(tag=tag).exclude(activity__mediator=by).exists():
        raise EntryRefused({"scope": ["Des collègues s’en servent : il reste un tag de la structure."]})
    if TagMerge.objects.filter(kept=tag, undone_at=None).exists():
        raise EntryRefused({"scope": ["Des tags y ont été fondus : défaites d’abord ces fusions."]})
    own = Tag.objects.filter(organisation=tag.organisation_id, scope=TagScope.PERSONAL, owner=by)
    if own.filter(search_key=tag.search_key).exists():
        raise EntryRefused({"scope": ["Vous avez déjà un tag personnel de ce nom : fondez-le plutôt dans celui-ci."]})
    tag.scope, tag.owner = TagScope.PERSONAL, by
    tag.save(update_fields=["scope", "owner"])
    journal.record("tag.rescoped", by=by, organisation=tag.organisation_id, about=tag)
    return tag


@transaction.atomic
def share_with_structure(*, by: User, tag: Tag) -> Tag:
    """Give a personal tag to the structure; returns the structure's own tag of that word when it has one, into which it
    is then merged. Raises NotAllowed."""
    tag = _own(by, tag)
    if tag.scope != TagScope.PERSONAL:
        raise NotAllowed("only a personal tag is given to the structure")
    if twin := _twin_of_the_structure(tag):
        merge_tags(by=by, kept=twin, merged=tag)
        return twin
    tag.scope, tag.owner = TagScope.ORGANISATION, None
    tag.save(update_fields=["scope", "owner"])
    journal.record("tag.rescoped", by=by, organisation=tag.organisation_id, about=tag)
    return tag


@transaction.atomic
def create_network_tag(*, by: User, network: Network, name: str, description: str = "") -> Tag:
    """A word proposed to the mediators of the network's structures. Raises NotAllowed, or EntryRefused by field."""
    if not people_access.coordinates(by, network):
        raise NotAllowed("only its coordinators of today")
    name = _sound(name, description)
    tag = Tag(scope=TagScope.NETWORK, network=network, name=name, search_key=tag_key(name), description=description)
    _require_free(tag.search_key, name, tag)
    try:
        with transaction.atomic():
            tag.save()
    except IntegrityError as twin:
        raise EntryRefused({"name": [f"« {name} » existe déjà."]}) from twin
    tell_members("tag.network_changed", by=by, network=network)
    return tag


@transaction.atomic
def forget_alias(*, by: User, alias: TagAlias) -> None:
    """Stop taking this word for the tag: typed again, it makes a tag of its own. Raises NotAllowed."""
    tag = _own(by, alias.tag)
    alias.delete()
    tell("tag.renamed", by=by, tag=tag)


@transaction.atomic
def leave_words_to_structures(user: User) -> None:
    """Her account closes: her personal words that activities bear become their structure's, so that no figure moves."""
    live = TagMerge.objects.filter(merged__owner=user, undone_at=None).select_related("kept", "merged")
    for merge in live.order_by("made_at", "pk"):
        absorb(kept=merge.kept, merged=merge.merged)
    used = ActivityTag.objects.filter(tag__owner=user).values("tag")
    for tag in Tag.objects.filter(owner=user, pk__in=used).order_by("pk"):
        if twin := _twin_of_the_structure(tag):
            absorb(kept=twin, merged=tag)
        else:
            Tag.objects.filter(pk=tag.pk).update(scope=TagScope.ORGANISATION, owner=None)


def tell(action: str, *, by: User, tag: Tag) -> None:
    """Write it in the journal: the structure's, or those of all the members of the network; a personal tag is hers."""
    if tag.network is not None:
        tell_members("tag.network_changed", by=by, network=tag.network)
    elif tag.scope == TagScope.ORGANISATION:
        journal.record(action, by=by, organisation=tag.organisation_id, about=tag)


def _twin_of_the_structure(tag: Tag) -> Tag | None:
    """What its word gives to the colleagues, when it gives something."""
    theirs = Tag.objects.filter(organisation=tag.organisation_id, scope=TagScope.ORGANISATION)
    twin = theirs.filter(search_key=tag.search_key).first()
    return kept_tag(twin) if twin else None


def _archive(by: User, tag: Tag, *, archived: bool) -> None:
    tag = _own(by, tag)
    if (tag.archived_at is not None) is not archived:
        tag.archived_at = timezone.now() if archived else None
        tag.save(update_fields=["archived_at"])
        tell("tag.archived" if archived else "tag.restored", by=by, tag=tag)


def _own(by: User, tag: Tag) -> Tag:
    """The tag as it is now, locked, which `by` may change. Raises NotAllowed."""
    tag = Tag.objects.select_for_update(of=("self",)).select_related("network").get(pk=tag.pk)
    if not tends(by, tag) or tag.merged_into_id is not None:
        raise NotAllowed("only those who tend a tag change it, while it is one")
    return tag


def _sound(name: str, description: str) -> str:
    name = " ".join(name.replace(",", " ").replace(";", " ").split())
    if not name:
        raise EntryRefused({"name": ["Écrivez le mot."]})
    if len(name) > MAX_NAME:
        raise EntryRefused({"name": [f"Un tag a {MAX_NAME} signes au plus : celui-ci en a {len(name)}."]})
    if len(description) > MAX_DESCRIPTION:
        raise EntryRefused({"description": [f"Gardez {MAX_DESCRIPTION} signes au plus."]})
    return name


def _require_free(key: str, name: str, tag: Tag) -> None:
    """Raise EntryRefused when the word already gives another tag of the same place."""
    place = {"organisation": tag.organisation_id, "network": tag.network_id}
    same_place = Tag.objects.filter(scope=tag.scope, owner=tag.owner_id, search_key=key, **place)
    twin = same_place.exclude(pk=tag.pk).select_related("merged_into").first()
    if twin is not None and twin.merged_into is not None:
        said = f"« {name} » a été fondu dans « {twin.merged_into} » il y a moins de trente jours."
        raise EntryRefused({"name": [f"{said} Défaites d’abord cette fusion."]})
    if twin is not None:
        archived = " Il est archivé." if twin.archived_at else ""
        said = f"« {twin} » existe déjà.{archived} Pour n’en garder qu’un, fondez l’un dans l’autre."
        raise EntryRefused({"name": [said]})
    others = TagAlias.objects.filter(search_key=key, tag__scope=tag.scope, tag__owner=tag.owner_id)
    others = others.filter(tag__organisation=tag.organisation_id, tag__network=tag.network_id).exclude(tag=tag.pk)
    if other := others.select_related("tag").first():
        said = f"« {name} » est déjà un autre mot pour « {other.tag} »."
        raise EntryRefused({"name": [f"{said} Retirez-le d’abord de sa page."]})
