"""Going to the identity provider, coming back, and signing out there too."""

from allauth.account.views import LogoutView as AllauthLogoutView
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from requests import RequestException

from trame.people.openid.provider import CallbackView, Exchange, LoginView, end_session_url


@login_not_required  # this is how one signs in
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """By POST only: a link that one follows must not begin a sign-in."""
    if request.method != "POST":
        return redirect("account_login")
    return _view(LoginView, request, provider_id)


@login_not_required  # this is how one signs in
@never_cache
@require_safe
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _view(CallbackView, request, provider_id)


@login_not_required  # one gave up before being signed in
@require_safe
def cancelled(request: HttpRequest) -> HttpResponse:
    return render(request, "socialaccount/login_cancelled.html")


class LogoutView(AllauthLogoutView):  # type: ignore[misc]
    def get_redirect_url(self) -> str:
        """Who came from an identity provider also leaves its session, else the next person at this computer is she."""
        return end_session_url(self.request) or str(super().get_redirect_url())


def _view(view: type[LoginView] | type[CallbackView], request: HttpRequest, provider_id: str) -> HttpResponse:
    exchange = Exchange(request, provider_id)
    try:
        response: HttpResponse = view.adapter_view(exchange)(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    except (OAuth2Error, RequestException) as error:
        # django-allauth handles these once the provider has described itself, not while it fails to.
        response = render_authentication_error(request, exchange.get_provider(), exception=error)
    return response
