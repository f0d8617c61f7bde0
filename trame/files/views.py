"""Files are sent after asking who may have them; the logo of a structure is chosen here."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trame.people import access
from trame.people.models import Organisation
from trame.people.requests import AccountRequest

from . import services
from .forms import LogoForm
from .models import FileKind, OrganisationLogo, StoredFile
from .refusal import FileRefused
from .sending import sent


@require_safe
def download(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Always an attachment: no browser shows what somebody sent under this site's name."""
    return sent(request, get_object_or_404(StoredFile.objects.visible_to(request.user), pk=pk), as_attachment=True)


@require_safe
def image(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """A picture inside a page: only one whose every byte Trame wrote."""
    pictures = StoredFile.objects.visible_to(request.user).filter(kind=FileKind.PICTURE)
    return sent(request, get_object_or_404(pictures, pk=pk), as_attachment=False)


@require_http_methods(["GET", "HEAD", "POST"])
def logo(request: AccountRequest, pk: int) -> HttpResponse:
    """Choose the logo of a structure."""
    organisation = _managed(request, pk)
    form = LogoForm(request.POST, request.FILES) if request.method == "POST" else LogoForm()
    if form.is_valid():
        try:
            services.set_logo(by=request.user, organisation=organisation, upload=form.cleaned_data["file"])
        except FileRefused as refusal:
            form.add_error("file", refusal.problems)
        else:
            messages.success(request, "Le logo est à jour.")
            return redirect("people:organisation", pk)
    found = OrganisationLogo.objects.visible_to(request.user).filter(organisation=organisation)
    current = found.select_related("file").first()
    return render(request, "files/logo.html", {"organisation": organisation, "form": form, "logo": current})


@require_POST
def remove_logo(request: AccountRequest, pk: int) -> HttpResponse:
    services.remove_logo(by=request.user, organisation=_managed(request, pk))
    messages.success(request, "Le logo est retiré.")
    return redirect("people:organisation", pk)


def _managed(request: AccountRequest, pk: int) -> Organisation:
    """An organisation the reader sees (else 404) and manages (else PermissionDenied)."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    if not access.may_edit_organisation(request.user, organisation):
        raise PermissionDenied("only its managers change an organisation")
    return organisation
