"""« Harmoniser »: words that look alike, what becoming one changes, and the way back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from trame.people.current import current_organisation
from trame.people.requests import AccountRequest
from trame.ui.typography import joined

from .. import services
from ..forms.tags import MergeForm
from ..models import Tag, TagMerge
from ..tagging.harmonising import preview, proposals_of_structure
from ..tagging.listing import undoable_merges

UNPROCESSABLE = 422


@require_safe
def harmonise(request: AccountRequest) -> HttpResponse:
    """The groups of near twins of the structure of the moment, and the merges that can be undone."""
    organisation = current_organisation(request.user)
    if organisation is None:
        return render(request, "activity/tags/none.html")
    own = Tag.objects.visible_to(request.user).filter(Q(owner=None) | Q(owner=request.user), organisation=organisation)
    merged = own.exclude(merged_into=None).values_list("pk", flat=True)
    context = {
        "organisation": organisation,
        "proposals": proposals_of_structure(request.user, organisation),
        "undoable": undoable_merges(request.user, merged),
    }
    return render(request, "activity/tags/harmonise.html", context)


@require_POST
def merge(request: AccountRequest) -> HttpResponse:
    """What becoming one changes; then, `confirmed`, it is done."""
    form = _read(request)
    if not form.is_valid() or form.kept is None:
        return _show(request, form, status=UNPROCESSABLE)
    if "confirmed" not in request.POST:
        return _show(request, form)
    try:
        for tag in form.merged:
            services.merge_tags(by=request.user, kept=form.kept, merged=tag)
    except services.EntryRefused as refused:
        form.error = " ".join(refused.problems["merged"])
        return _show(request, form, status=UNPROCESSABLE)
    words = joined(f"« {tag} »" for tag in form.merged)
    said = "est devenu" if len(form.merged) == 1 else "sont devenus"
    messages.success(request, f"{words} {said} « {form.kept} ». Cela se défait pendant trente jours.")
    return _back(form.merged[0])


@require_POST
def keep_apart(request: AccountRequest) -> HttpResponse:
    """« Ce ne sont pas les mêmes »: the words sent are not proposed together any more."""
    form = _read(request)
    tags = [*form.merged, form.kept] if form.kept else [*form.merged]
    if len(tags) < 2:
        form.error = "Choisissez au moins deux mots."
        return _show(request, form, status=UNPROCESSABLE)
    try:
        services.keep_apart(by=request.user, tags=tags)
    except services.NotAllowed as refused:
        raise PermissionDenied from refused
    messages.success(request, f"C’est noté : {joined(f'« {tag} »' for tag in tags)} ne sont plus rapprochés.")
    return _back(tags[0])


@require_POST
def undo(request: AccountRequest, uuid: UUID) -> HttpResponse:
    visible = TagMerge.objects.visible_to(request.user).select_related("kept", "merged__network")
    found = get_object_or_404(visible, client_uuid=uuid)
    try:
        services.undo_merge(by=request.user, merge=found)
    except services.NotAllowed as refused:
        raise PermissionDenied from refused
    except services.EntryRefused as refused:
        messages.error(request, " ".join(refused.problems["merged"]))
    else:
        messages.success(request, f"« {found.merged} » est revenu, sur les activités qui le portaient.")
    return _back(found.merged)


def _read(request: AccountRequest) -> MergeForm:
    """404: something sent is not hers to see; 403: a word that would go is not hers to merge."""
    form = MergeForm(request.POST, reader=request.user)
    if form.foreign:
        raise Http404
    if form.takes_others_words:
        raise PermissionDenied
    return form


def _show(request: AccountRequest, form: MergeForm, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "back": form.merged[0] if form.merged else None}
    if not form.error and form.kept is not None and (organisation := form.merged[0].organisation_id):
        context["preview"] = preview(request.user, kept=form.kept, merged=form.merged, organisation_id=organisation)
    return render(request, "activity/tags/merge.html", context, status=status)


def _back(tag: Tag) -> HttpResponse:
    """The page where words of this scope are harmonised."""
    if tag.network_id is not None:
        return redirect("activity:network_tags", tag.network_id)
    return redirect("activity:tags_harmonise")
