"""django-allauth's OpenID Connect provider, made strict: nonce, checked signatures, no parameter from the address."""

import secrets
from typing import Any
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from requests import Response

from . import tokens
from .tokens import AnswerRefused, Claims

END_SESSION, ID_TOKEN = "openid_end_session", "openid_id_token"
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")


class Exchange(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The conversation with the provider. `state` is what we kept when we sent the reader there."""

    state: dict[str, Any]

    @property
    def openid_config(self) -> dict[str, Any]:
        """The provider's own description, fetched once per exchange. Raises AnswerRefused when it is another's."""
        if not hasattr(self, "_openid_config"):
            server = self.get_provider().app.settings["server_url"].rstrip("/")
            found = _json(self._get(self.get_provider().server_url))
            if str(found.get("issuer", "")).rstrip("/") != server:
                raise AnswerRefused("the description is another provider's")
            for name in ENDPOINTS:
                if urlsplit(str(found.get(name, ""))).scheme != urlsplit(server).scheme:
                    raise AnswerRefused(f"{name} is missing or in clear")
            self._openid_config = found
        return self._openid_config

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Who signs in, from answers that are all checked. Raises AnswerRefused or a RequestException."""
        said = kwargs["response"].get("id_token")
        if not isinstance(said, str):
            raise AnswerRefused("no id_token")
        id_token = self._read(said, app)
        tokens.check_nonce(id_token, self.state.get("nonce", ""))
        userinfo = self._userinfo(token.token, app)
        tokens.check_same_subject(id_token, userinfo)
        request.session[ID_TOKEN] = said
        request.session[END_SESSION] = self.openid_config.get("end_session_endpoint", "")
        return self.get_provider().sociallogin_from_response(request, userinfo)

    def _userinfo(self, access_token: str, app: SocialApp) -> Claims:
        """JSON, or a signed token; ProConnect always signs, so that a plain answer from there is refused."""
        answer = self._get(self.profile_url, Authorization=f"Bearer {access_token}")
        if answer.headers.get("content-type", "").split(";")[0].strip() == "application/jwt":
            return self._read(answer.text.strip(), app)
        if app.provider_id == "proconnect":
            raise AnswerRefused("userinfo is not signed")
        return _json(answer)

    def _read(self, token: str, app: SocialApp) -> Claims:
        if not hasattr(self, "_keys"):
            self._keys = _json(self._get(self.openid_config["jwks_uri"]))
        return tokens.read(token, self._keys, issuer=self.openid_config["issuer"], audience=app.client_id)

    def _get(self, url: str, **headers: str) -> Response:
        with get_adapter().get_requests_session() as session:
            answer: Response = session.get(url, headers=headers, allow_redirects=False)
        answer.raise_for_status()
        return answer


def _json(answer: Response) -> dict[str, Any]:
    found = answer.json()
    if not isinstance(found, dict):
        raise AnswerRefused("not a JSON object")
    return found


class Provider(OpenIDConnectProvider):  # type: ignore[misc]
    oauth2_adapter_class = Exchange

    @property
    def is_proconnect(self) -> bool:
        return bool(self.app.provider_id == "proconnect")

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Only where to come back to: django-allauth would also take scopes and parameters from the address."""
        kwargs = super().get_redirect_from_request_kwargs(request)
        return {"process": AuthProcess.LOGIN, "next_url": kwargs.get("next_url")}

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponse:
        nonce = secrets.token_urlsafe(32)
        parameters = self.get_auth_params() | {"nonce": nonce}
        there: HttpResponse = super().redirect(request, process, next_url, data, auth_params=parameters, nonce=nonce)
        return there

    def extract_uid(self, data: Claims) -> str:
        return str(data["sub"])

    def extract_common_fields(self, data: Claims) -> dict[str, str]:
        last_name = data.get("usual_name") or data.get("family_name") or ""
        return {"email": data.get("email", ""), "first_name": data.get("given_name") or "", "last_name": last_name}

    def extract_email_addresses(self, data: Claims) -> list[EmailAddress]:
        """The address counts as proven when the provider says so; ProConnect's are by rule, and it does not say."""
        verified = data.get("email_verified", self.is_proconnect) is True
        return [EmailAddress(email=data["email"], verified=verified, primary=True)] if data.get("email") else []

    def extract_extra_data(self, data: Claims) -> dict[str, str]:
        """What is kept beside the identifier: the employer's SIRET, and nothing else of the person."""
        return {"siret": str(data["siret"])} if data.get("siret") else {}


class CallbackView(OAuth2CallbackView):  # type: ignore[misc]
    """Hands what was kept before leaving over to the exchange, which checks the nonce."""

    def _get_state(self, request: HttpRequest, provider: Provider) -> tuple[dict[str, Any] | None, HttpResponse | None]:
        state, answer = super()._get_state(request, provider)
        self.adapter.state = state or {}
        return state, answer


LoginView = OAuth2LoginView


def end_session_url(request: HttpRequest) -> str:
    """Where the provider ends its own session, '' when this reader did not come from there."""
    address, id_token = request.session.get(END_SESSION), request.session.get(ID_TOKEN)
    if not address or not id_token:
        return ""
    back = build_absolute_uri(request, reverse("account_login"))
    said = {"id_token_hint": id_token, "post_logout_redirect_uri": back, "state": secrets.token_urlsafe(32)}
    return f"{address}?{urlencode(said)}"
