"""The words that a network proposes to the mediators of its structures: its coordinators' page."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from trame.people.models import Network
from trame.people.requests import AccountRequest

from .. import services
from ..forms.tags import TagForm
from ..models import Tag
from ..tagging.harmonising import proposals_of_network
from ..tagging.listing import undoable_merges


@require_http_methods(["GET", "HEAD", "POST"])
def network_tags(request: AccountRequest, pk: int) -> HttpResponse:
    """For who coordinates it today; a network is told totals, so no word comes with a count."""
    network = get_object_or_404(Network.objects.visible_to(request.user).coordinated_by(request.user), pk=pk)
    form = TagForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = services.create_network_tag(by=request.user, network=network, **form.cleaned_data)
        except services.EntryRefused as refused:
            form.add_problems(refused.problems)
        else:
            messages.success(request, f"« {made} » est proposé aux structures du réseau.")
            return redirect("activity:network_tags", pk)
    own = Tag.objects.visible_to(request.user).filter(network=network)
    merged = own.exclude(merged_into=None).values_list("pk", flat=True)
    context = {
        "network": network,
        "form": form,
        "tags": list(own.filter(merged_into=None, archived_at=None)),
        "archived": list(own.filter(merged_into=None).exclude(archived_at=None)),
        "proposals": proposals_of_network(request.user, network),
        "undoable": undoable_merges(request.user, merged),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "activity/tags/network.html", context, status=status)
