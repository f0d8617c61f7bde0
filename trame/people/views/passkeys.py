"""Clés d’accès: django-allauth's pages, asking for keys that sign in alone, and led back here when one is refused."""

from typing import Any

from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView
from django.http import HttpResponse, HttpResponseRedirect


class AddPasskeyView(AddWebAuthnView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A key found without typing an address, that checks who holds it: fingerprint, face or PIN."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        options = begin_registration(self.request.user, passwordless=True)
        # The parent drops what it is given: without `form`, the name typed and the errors would be lost.
        return context | kwargs | {"js_data": {"creation_options": options}}


class ReauthenticateByKeyView(ReauthenticateWebAuthnView):  # type: ignore[misc]
    def form_invalid(self, form: Any) -> HttpResponse:
        super().form_invalid(form)  # leaves the message; its own page is the sign-in page
        return HttpResponseRedirect(self.passthrough_next_url(self.request.path))


add_passkey = AddPasskeyView.as_view()
reauthenticate_by_key = ReauthenticateByKeyView.as_view()
