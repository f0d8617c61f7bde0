"""Files that may be one person's: the proposals, the comparison before a merge, the merge and its undoing."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trame.people.current import current_organisation
from trame.people.requests import AccountRequest

from .. import access, openings, services
from ..duplicates import find_duplicates, traits_of
from ..forms.merge import LABELS, MergeForm, OtherFileForm, value_said
from ..likeness import likeness
from ..models import Beneficiary, PersonMerge
from ..people import find_person
from ..services import merging
from ..typed import Mistyped
from .whom import named_person, visible_person


@require_safe
def duplicates(request: AccountRequest) -> HttpResponse:
    """The pairs that look alike in the structure of the moment, for those who may see names there."""
    organisation = current_organisation(request.user)
    if organisation is None or not access.may_see_names(request.user, organisation.pk):
        raise PermissionDenied("names are for those who mediate there")
    pairs = find_duplicates(organisation.pk)
    openings.people_opened(request.user, organisation, [person for pair in pairs for person in (pair.kept, pair.other)])
    return render(request, "activity/people/duplicates.html", {"organisation": organisation, "pairs": pairs})


@require_POST
def tell_apart(request: AccountRequest, uuid: UUID, other: UUID) -> HttpResponse:
    one, two = _pair(request, uuid, other)
    merging.tell_apart(by=request.user, one=one, other=two)
    messages.success(request, "C’est noté : ce sont deux personnes. Trame ne le demandera plus.")
    return redirect("activity:duplicates")


@require_http_methods(["GET", "HEAD", "POST"])
def other_file(request: AccountRequest, uuid: UUID) -> HttpResponse:
    """Which file is hers too: its name is sent, then compared."""
    person = named_person(request, uuid)
    form = OtherFileForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            other = find_person(form.cleaned_data["person"], person.organisation_id)
        except Mistyped as mistyped:
            form.refuse(mistyped)
        else:
            if other != person:
                return redirect("activity:merge", uuid, other.client_uuid)
            form.refuse(Mistyped("C’est cette fiche-ci : tapez l’autre."))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "activity/people/other_file.html", {"form": form, "person": person}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: AccountRequest, uuid: UUID, other: UUID) -> HttpResponse:
    """Both files side by side, what merging would change; by POST, merges them."""
    if done := _merged_already(request, other):
        return redirect("activity:person", done.kept.client_uuid)
    kept, merged = _pair(request, uuid, other)
    form = MergeForm(request.POST if request.method == "POST" else None, kept=kept, merged=merged)
    if not form.is_valid():
        return _compare(request, form, kept, merged)
    try:
        merging.merge_people(
            by=request.user,
            kept=kept,
            merged=merged,
            choices=form.choices,
            client_uuid=form.cleaned_data["client_uuid"],
            seen=form.seen,
        )
    except services.ChangedMeanwhile:
        again = MergeForm(kept=kept, merged=merged)
        return _compare(request, again, kept, merged, changed=True)
    except services.EntryRefused as refused:
        form.add_error(None, " ".join(refused.problems["choices"]))
        return _compare(request, form, kept, merged)
    except services.ReplayConflict as conflict:
        raise Http404 from conflict
    messages.success(request, "Les deux fiches n’en font plus qu’une. Pendant trente jours, vous pouvez défaire.")
    return redirect("activity:person", uuid)


@require_POST
def undo(request: AccountRequest, uuid: UUID) -> HttpResponse:
    rows = PersonMerge.objects.visible_to(request.user).select_related("kept", "merged")
    found = get_object_or_404(rows, client_uuid=uuid)
    if not access.may_correct(request.user, found.kept):
        raise PermissionDenied("names are for those who mediate there")
    try:
        undone = merging.undo_person_merge(by=request.user, merge=found)
    except services.EntryRefused as refused:
        messages.error(request, " ".join(refused.problems["merge"]))
        return redirect("activity:person", found.kept.client_uuid)
    said = "Les deux fiches sont de nouveau séparées. Ce qui a été enregistré depuis reste à celle-ci."
    if undone.stayed:
        words = ", ".join(label.lower() for name, label in LABELS.items() if name in undone.stayed)
        said += f" Changé depuis la fusion, donc laissé tel quel : {words}."
    messages.success(request, said)
    return redirect("activity:person", undone.kept.client_uuid)


def _merged_already(request: AccountRequest, merged: UUID) -> PersonMerge | None:
    """A page sent twice: the merge it has made."""
    if request.method != "POST":
        return None
    sent = MergeForm.base_fields["client_uuid"].clean(request.POST.get("client_uuid"))
    made = PersonMerge.objects.visible_to(request.user).filter(client_uuid=sent, merged__client_uuid=merged)
    return made.select_related("kept").first()


def _pair(request: AccountRequest, uuid: UUID, other: UUID) -> tuple[Beneficiary, Beneficiary]:
    """Two files of one structure, whose names she may see; their openings are journaled."""
    kept, merged = visible_person(request, uuid), visible_person(request, other)
    if kept == merged or kept.organisation_id != merged.organisation_id:
        raise Http404
    return named_person(request, uuid), named_person(request, other)


def _compare(
    request: AccountRequest, form: MergeForm, kept: Beneficiary, merged: Beneficiary, changed: bool = False
) -> HttpResponse:
    same = [name for name in LABELS if name not in form.differing and getattr(kept, name) not in ("", None)]
    context = {
        "form": form,
        "kept": kept,
        "merged": merged,
        "changed": changed,
        "choices": [form[name] for name in form.differing],
        "same": [(LABELS[name], value_said(kept, name)) for name in same],
        "count": merging.count(kept, merged),
        "likeness": likeness(traits_of(kept), traits_of(merged)),
    }
    status = HTTPStatus.CONFLICT if changed else HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "activity/people/merge.html", context, status=status)
