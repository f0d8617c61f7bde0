"""What the page of a structure shows of its logo."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from trame.people import access
from trame.people.models import Organisation

from .models import OrganisationLogo


def logo_section(request: HttpRequest, organisation: Organisation) -> str:
    """The logo, and the way to change it for who may; nothing for the others when there is none."""
    visible = OrganisationLogo.objects.visible_to(request.user).filter(organisation=organisation)
    context = {
        "organisation": organisation,
        "logo": visible.select_related("file").first(),
        "may_edit": access.may_edit_organisation(request.user, organisation),
    }
    return render_to_string("files/logo_section.html", context, request)
