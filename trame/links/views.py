"""Liens de partage: made and listed by the structure, opened by whoever holds one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trame.people.access import may_publish
from trame.people.models import Organisation
from trame.people.requests import AccountRequest

from . import services
from .forms import LinkForm
from .models import Link
from .scopes import SCOPES, described, scope_of


@require_safe
def link_list(request: HttpRequest) -> HttpResponse:
    """The links of the reader's structures: those that serve first, then those that ended."""
    links = list(Link.objects.visible_to(request.user).select_related("organisation", "created_by"))
    shared = described(links, request.user)
    lines = [{"link": link, "shared": shared.get(link.pk), "scope": scope_of(link)} for link in links]
    context = {
        "open_lines": [line for line, link in zip(lines, links, strict=True) if link.state in ("open", "suspended")],
        "ended_lines": [
            line for line, link in zip(lines, links, strict=True) if link.state not in ("open", "suspended")
        ],
        "several": len({link.organisation_id for link in links}) > 1,
    }
    return render(request, "links/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def make(request: AccountRequest, scope: str, object_id: str) -> HttpResponse:
    """Choose until when, then read the address: it is shown once, in the answer itself, and kept nowhere."""
    declared = SCOPES.get(scope)
    shared = declared.describe([object_id], request.user).get(object_id) if declared else None
    if declared is None or shared is None:
        raise Http404
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=shared.organisation_id)
    if request.method == "POST" and not may_publish(organisation):
        raise PermissionDenied("only a recognised structure shares")
    form = LinkForm(request.POST if request.method == "POST" else None, scope=declared)
    context = {"form": form, "scope": declared, "shared": shared, "may_publish": may_publish(organisation)}
    if form.is_valid():
        try:
            made, token = services.create_link(
                by=request.user, organisation=organisation, scope=scope, object_id=object_id, **form.cleaned_data
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            address = request.build_absolute_uri(reverse("links:shared", args=[token]))
            return render(request, "links/made.html", context | {"link": made, "address": address})
    return render(request, "links/make.html", context)


@require_POST
def revoke(request: AccountRequest, pk: int) -> HttpResponse:
    link = get_object_or_404(Link.objects.visible_to(request.user), pk=pk)
    services.revoke_link(by=request.user, link=link)
    messages.success(request, "Le lien est retiré : il ne montre plus rien à personne.")
    return redirect("links:list")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """What a link shows. One that serves once asks before: programs that look at addresses in mails do not spend it."""
    link = services.find_link(token)
    if link is None:
        return _gone(request)
    if link.serves_once:
        if request.method != "POST":
            return render(request, "links/once.html", {"link": link, "scope": scope_of(link)})
        link = services.spend_link(token)
    elif request.method == "POST":
        return HttpResponseNotAllowed(["GET", "HEAD"])
    elif request.method == "GET":
        services.count_visit(link)
    return _shown(request, link)


@login_not_required
@require_safe
def document(request: HttpRequest, token: str) -> HttpResponse:
    """The file beside the page; a link that serves once has none."""
    link = services.find_link(token)
    scope = scope_of(link) if link else None
    if link is None or scope is None or scope.document is None or link.serves_once:
        return _gone(request)
    try:
        file = scope.document(link)
    except Http404:
        return _gone(request)
    if request.method == "GET":
        services.count_visit(link)
    answer = HttpResponse(file.content, content_type=file.mime_type)
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def _shown(request: HttpRequest, link: Link | None) -> HttpResponse:
    scope = scope_of(link) if link else None
    if link is None or scope is None:
        return _gone(request)
    try:
        return scope.show(request, link)
    except Http404:
        return _gone(request)


def _gone(request: HttpRequest) -> HttpResponse:
    """The same words for every link that opens nothing: none tells whether it ever did."""
    return render(request, "links/gone.html", status=404)
