"""Giving people followed to a colleague: one's own for a mediator, anybody's for a manager."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from trame.people.current import current_organisation
from trame.people.models import Organisation, User
from trame.people.requests import AccountRequest
from trame.ui.typography import plural

from .. import access, openings, services
from ..forms.choices import person_label
from ..forms.handing_over import MAX_SHOWN, HandOverForm
from ..models import Beneficiary
from ..people_listing import NOBODY, Referent, referents


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: AccountRequest) -> HttpResponse:
    """`?de=`: whose people (an account's number, or « personne »); a mediator alone sees her own."""
    organisation = current_organisation(request.user)
    if organisation is None:
        raise PermissionDenied("no structure")
    manages = access.may_hand_over(request.user, organisation, None)
    if not manages and not access.mediates(request.user, organisation.pk):
        raise PermissionDenied("neither mediates nor manages")
    followed = Beneficiary.objects.visible_to(request.user).filter(organisation=organisation)
    offered = referents(followed)
    if not manages:
        offered = [one for one in offered if one.user == request.user]
    chosen = _chosen(request, offered)
    people = list(followed.filter(referent=chosen.user).order_by("pseudonym")[:MAX_SHOWN]) if chosen else []
    form = _form(request, organisation, chosen, people)
    if chosen and form.is_valid():
        try:
            return _give(request, organisation, chosen, form)
        except services.EntryRefused as refused:
            form.add_error("to", " ".join(refused.problems["to"]))
    context = {
        "organisation": organisation, "form": form, "chosen": chosen, "manages": manages,
        "offered": [(one, str(one.user.pk) if one.user else NOBODY) for one in offered],
        "more": chosen.number - len(people) if chosen else 0,
    }  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "activity/people/hand_over.html", context, status=status)


def _chosen(request: AccountRequest, offered: list[Referent]) -> Referent | None:
    """Of the address; one's own, or the only ones there are, when it says nothing."""
    asked = request.GET.get("de", "")
    by_code = {str(one.user.pk) if one.user else NOBODY: one for one in offered}
    if asked:
        return by_code.get(asked)
    return by_code.get(str(request.user.pk)) or (offered[0] if len(offered) == 1 else None)


def _form(
    request: AccountRequest, organisation: Organisation, chosen: Referent | None, people: list[Beneficiary]
) -> HandOverForm:
    names = access.may_see_names(request.user, organisation.pk)
    if names:
        openings.people_opened(request.user, organisation, people)
    receivers: dict[int, User] = {}
    for membership in access.mediators_of(organisation.pk).select_related("user").order_by("user__last_name", "pk"):
        receivers[membership.user_id] = membership.user
    if chosen and chosen.user:
        receivers.pop(chosen.user.pk, None)
    said = [(person, person_label(person) if names else person.pseudonym) for person in people]
    return HandOverForm(
        request.POST if request.method == "POST" else None, receivers=list(receivers.values()), people=said
    )


def _give(request: AccountRequest, organisation: Organisation, chosen: Referent, form: HandOverForm) -> HttpResponse:
    number = services.hand_over(
        by=request.user, organisation=organisation, referent=chosen.user, to=form.receiver, people=form.chosen
    )
    given = plural(number, "personne a maintenant", "personnes ont maintenant")
    messages.success(request, f"{given} {form.receiver} pour référent·e.")
    return redirect("activity:people")
