"""Signed answers of an identity provider: read only once their signature, issuer, audience and dates are checked."""

import hmac
from collections.abc import Mapping
from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error

# Neither « none » nor HMAC: a key that everybody may read must never be taken for a shared secret.
ALGORITHMS = ("RS256", "ES256")
CLOCK_DIFFERENCE = 30  # seconds that two clocks may differ

Claims = dict[str, Any]


class AnswerRefused(OAuth2Error):  # type: ignore[misc]
    """The provider's answer is not what it should be; the message, in English, is for the log and quotes nothing."""


def read(token: str, keys: Mapping[str, Any], *, issuer: str, audience: str) -> Claims:
    """The claims of a signed token, whose keys are a JWKS. Raises AnswerRefused."""
    try:
        claims: Claims = jwt.decode(
            token,
            _key(token, keys),
            algorithms=list(ALGORITHMS),
            issuer=issuer,
            audience=audience,
            leeway=CLOCK_DIFFERENCE,
            options={"require": ["iss", "aud", "exp", "sub"]},
        )
    except (jwt.PyJWTError, ValueError, TypeError, AttributeError) as error:
        raise AnswerRefused(f"signed answer refused: {type(error).__name__}") from error
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != audience:
        raise AnswerRefused("signed answer refused: meant for several, and not for us first")
    return claims


def check_nonce(claims: Claims, nonce: str) -> None:
    """Raise AnswerRefused unless the token answers the very request we made."""
    if not nonce or not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise AnswerRefused("the nonce is not ours")


def check_same_subject(id_token: Claims, userinfo: Claims) -> None:
    """Raise AnswerRefused unless both speak of the same person."""
    if not id_token.get("sub") or id_token["sub"] != userinfo.get("sub"):
        raise AnswerRefused("the two answers speak of two people")


def _key(token: str, keys: Mapping[str, Any]) -> jwt.PyJWK:
    """The key the token names; a provider with one key may leave its name out."""
    known = jwt.PyJWKSet.from_dict(dict(keys)).keys
    wanted = jwt.get_unverified_header(token).get("kid")
    named = [key for key in known if key.key_id == wanted] if wanted else known
    if len(named) != 1:
        raise AnswerRefused("signed with a key the provider does not publish")
    return named[0]
