"""Tags: the list, looking for one, the page of one and what is done there."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trame.people.current import current_organisation
from trame.people.models import User
from trame.people.requests import AccountRequest

from .. import access, services
from ..forms.tags import TagForm
from ..models import Activity, Tag, TagAlias, TagScope
from ..search import MAX_QUERY
from ..tagging.access import tends
from ..tagging.listing import list_tags, undoable_merges, uses


@require_safe
def tags(request: AccountRequest) -> HttpResponse:
    """The words of the structure of the moment, hers and those of its networks."""
    return _list(request, "", request.GET.get("page", "1"))


@require_POST
def look_for(request: AccountRequest) -> HttpResponse:
    """The same list, limited to the words sent; they stay out of the address and of the logs."""
    text = request.POST.get("q", "").replace("\x00", "").strip()[:MAX_QUERY]
    return _list(request, text, request.POST.get("page", "1"))


def _list(request: AccountRequest, text: str, page: str) -> HttpResponse:
    organisation = current_organisation(request.user)
    if organisation is None:
        return render(request, "activity/tags/none.html")
    listing = list_tags(request.user, organisation, text, page)
    context = {"organisation": organisation, "listing": listing, "text": text}
    return render(request, "activity/tags/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def tag(request: AccountRequest, uuid: UUID) -> HttpResponse:
    found = _tended(request, uuid)
    if found.merged_into is not None:
        return redirect("activity:tag", found.merged_into.client_uuid)
    said = {"name": found.name, "description": found.description}
    form = TagForm(request.POST if request.method == "POST" else None, initial=said)
    if form.is_valid():
        try:
            services.rename_tag(by=request.user, tag=found, **form.cleaned_data)
        except services.EntryRefused as refused:
            form.add_problems(refused.problems)
        else:
            messages.success(request, "Le tag est à jour.")
            return redirect("activity:tag", uuid)
    return _show(request, found, form)


@require_POST
def archive(request: AccountRequest, uuid: UUID) -> HttpResponse:
    found = _tended(request, uuid)
    services.archive_tag(by=request.user, tag=found)
    messages.success(request, f"« {found} » n’est plus proposé. Il reste sur ses activités et dans vos chiffres.")
    return redirect("activity:tag", uuid)


@require_POST
def bring_back(request: AccountRequest, uuid: UUID) -> HttpResponse:
    found = _tended(request, uuid)
    services.bring_back_tag(by=request.user, tag=found)
    messages.success(request, f"« {found} » est de nouveau proposé.")
    return redirect("activity:tag", uuid)


@require_POST
def make_personal(request: AccountRequest, uuid: UUID) -> HttpResponse:
    return _rescope(request, uuid, services.make_personal, "n’est plus proposé qu’à vous.")


@require_POST
def share(request: AccountRequest, uuid: UUID) -> HttpResponse:
    return _rescope(request, uuid, services.share_with_structure, "est maintenant un tag de la structure.")


def _rescope(request: AccountRequest, uuid: UUID, change: Callable[..., Tag], said: str) -> HttpResponse:
    found = _tended(request, uuid)
    try:
        changed = change(by=request.user, tag=found)
    except services.NotAllowed as refused:
        raise PermissionDenied from refused
    except services.EntryRefused as refused:
        form = TagForm(None, initial={"name": found.name, "description": found.description})
        return _show(request, found, form, refusal=" ".join(refused.problems["scope"]))
    messages.success(request, f"« {changed} » {said}")
    return redirect("activity:tag", changed.client_uuid)


@require_POST
def forget_alias(request: AccountRequest, uuid: UUID) -> HttpResponse:
    """`alias`: the id of one of its other names."""
    found = _tended(request, uuid)
    asked = request.POST.get("alias", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else 0
    alias = get_object_or_404(TagAlias.objects.visible_to(request.user).filter(tag=found), pk=number)
    services.forget_alias(by=request.user, alias=alias)
    messages.success(request, f"« {alias} » ne donne plus ce tag.")
    return redirect("activity:tag", uuid)


def _tended(request: AccountRequest, uuid: UUID) -> Tag:
    """404: she does not see it; 403: she sees it and it is not hers to change."""
    visible = Tag.objects.visible_to(request.user).select_related("organisation", "network", "merged_into")
    found = get_object_or_404(visible, client_uuid=uuid)
    if not tends(request.user, found):
        raise PermissionDenied
    return found


def _show(request: AccountRequest, found: Tag, form: TagForm, refusal: str = "") -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors or refusal else HTTPStatus.OK
    context = {"tag": found, "form": form, "refusal": refusal, **_facts(request.user, found)}
    return render(request, "activity/tags/tag.html", context, status=status)


def _facts(reader: User, found: Tag) -> dict[str, Any]:
    """How much it is used, by others too; a network is told no count."""
    aliases = TagAlias.objects.visible_to(reader).filter(tag=found)
    merged = Tag.objects.visible_to(reader).filter(merged_into=found).values_list("pk", flat=True)
    facts: dict[str, Any] = {"undoable": undoable_merges(reader, [*merged])}
    if found.scope == TagScope.NETWORK:
        return facts | {"aliases": list(aliases.filter(organisation=None))}
    activities = Activity.objects.visible_to(reader).filter(organisation=found.organisation_id)
    mediates = access.may_see_names(reader, found.organisation_id or 0)
    others = activities.exclude(mediator=reader)
    of_others = uses(others, [found.pk]).get(found.pk, 0)
    return facts | {
        "aliases": list(aliases),
        "uses": uses(activities, [found.pk]).get(found.pk, 0),
        "uses_of_others": of_others,
        "may_make_personal": mediates and not of_others and found.scope == TagScope.ORGANISATION,
    }
