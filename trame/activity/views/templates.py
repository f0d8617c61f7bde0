"""« Mes modèles »: keeping one, the list, renaming, deleting. Using one is a way of recording: views/record.py."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trame.people.requests import AccountRequest

from .. import access, services
from ..forms.template import TemplateForm
from ..models import Activity, RecordTemplate
from ..models.habit import MAX_NAME
from ..record_templates import KINDS, lines
from ..words import heading


@require_safe
def templates(request: AccountRequest) -> HttpResponse:
    """Hers alone, with what each says."""
    return render(request, "activity/templates/list.html", {"lines": lines(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: AccountRequest, uuid: UUID) -> HttpResponse:
    """« En faire un modèle », from what is recorded; the name proposed is what the activity is called."""
    visible = Activity.objects.visible_to(request.user).select_related("place", "commune")
    activity = get_object_or_404(visible, client_uuid=uuid)
    if activity.kind not in KINDS:
        raise Http404("no template for this kind")
    if not access.may_see_names(request.user, activity.organisation_id):
        raise PermissionDenied("templates are for those who record there")
    form = TemplateForm(_posted(request), initial={"name": heading(activity)[:MAX_NAME]})
    if request.method == "POST" and form.is_valid():
        try:
            services.keep_template(by=request.user, activity=activity, name=form.cleaned_data["name"])
        except services.EntryRefused as refused:
            form.add_problems(refused.problems)
        else:
            messages.success(request, "Le modèle est gardé : il est proposé sur l’accueil et au-dessus du formulaire.")
            return redirect("activity:templates")
    return _ask(request, form, {"activity": activity})


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: AccountRequest, uuid: UUID) -> HttpResponse:
    template = _own(request, uuid)
    form = TemplateForm(_posted(request), initial={"name": template.name})
    if request.method == "POST" and form.is_valid():
        try:
            services.rename_template(by=request.user, template=template, name=form.cleaned_data["name"])
        except services.EntryRefused as refused:
            form.add_problems(refused.problems)
        else:
            messages.success(request, "Le modèle a son nouveau nom.")
            return redirect("activity:templates")
    return _ask(request, form, {"template": template})


@require_POST
def delete(request: AccountRequest, uuid: UUID) -> HttpResponse:
    template = _own(request, uuid)
    services.delete_template(by=request.user, template=template)
    messages.success(request, f"Le modèle « {template.name} » est supprimé. Ce qu’il a servi à enregistrer reste.")
    return redirect("activity:templates")


def _posted(request: AccountRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _own(request: AccountRequest, uuid: UUID) -> RecordTemplate:
    return get_object_or_404(RecordTemplate.objects.visible_to(request.user), client_uuid=uuid)


def _ask(request: AccountRequest, form: TemplateForm, context: dict[str, Any]) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "activity/templates/name.html", context | {"form": form}, status=status)
