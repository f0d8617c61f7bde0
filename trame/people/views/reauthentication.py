"""« Confirmer que c’est vous » by a code received by e-mail; by password or key, the pages are django-allauth's."""

from http import HTTPStatus
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import BaseReauthenticateView
from django.http import HttpResponse, HttpResponseRedirect

from trame.people import emailed_code
from trame.people.forms.reauthentication import EmailedCodeForm


class ReauthenticateByCodeView(BaseReauthenticateView):  # type: ignore[misc]
    """Asks for a code (`action=send`), then takes it."""

    form_class = EmailedCodeForm
    template_name = "account/reauthenticate_by_code.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        return kwargs | {"check": lambda typed: emailed_code.check(self.request, self.request.user, typed)}

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.request.POST.get("action") != "send":
            response: HttpResponse = super().post(*args, **kwargs)
            return response
        sent = emailed_code.send(self.request, self.request.user)
        if not sent:
            form = self.get_form_class()(check=lambda typed: False)
            refused: HttpResponse = self.render_to_response(
                self.get_context_data(form=form, too_many=True), status=HTTPStatus.TOO_MANY_REQUESTS
            )
            return refused
        return HttpResponseRedirect(self.passthrough_next_url(self.request.path))

    def form_valid(self, form: EmailedCodeForm) -> HttpResponse:
        record_authentication(self.request, self.request.user, method="code", reauthenticated=True)
        response: HttpResponse = super().form_valid(form)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"is_waiting": emailed_code.is_waiting(self.request)}


reauthenticate_by_code = ReauthenticateByCodeView.as_view()
