"""How one signs in: django-allauth and django-axes, in the shape they ask for. Imported by settings.py."""

from typing import Any

import environ

HOUR, DAY = 3600, 24 * 3600


def sign_in_settings(env: environ.Env, *, production: bool) -> dict[str, Any]:
    """Settings by name."""
    return _accounts() | _second_factor(env, production=production) | _lockout() | _sessions(production=production)


def _accounts() -> dict[str, Any]:
    return {
        "ACCOUNT_ADAPTER": "trame.people.adapter.AccountAdapter",
        "ACCOUNT_FORMS": {
            "login": "trame.people.forms.sign_in.PasswordForm",
            "request_login_code": "trame.people.forms.sign_in.RequestCodeForm",
        },
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*", "password2*"],
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_LOGIN_BY_CODE_ENABLED": True,
        "ACCOUNT_LOGIN_BY_CODE_TIMEOUT": 600,
        "ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND": True,
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_PREVENT_ENUMERATION": True,
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,  # no message to an address that never asked for anything
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
        "ACCOUNT_EMAIL_NOTIFICATIONS": True,
        "ACCOUNT_SESSION_REMEMBER": None,  # asked on the page
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": HOUR // 4,  # trame/people/reauthentication.py
        "ACCOUNT_RATE_LIMITS": {
            # Codes of the second factor only: passwords are django-axes' business (sign_in_limits.py).
            "login_failed": "5/5m/key",
            "request_login_code": "20/m/ip,3/m/key,20/h/key",
            "manage_email": "5/h/user",
            "reset_password": "20/m/ip,5/m/key,20/h/key",
        },
    }


def _second_factor(env: environ.Env, *, production: bool) -> dict[str, Any]:
    return {
        "MFA_ADAPTER": "trame.people.second_factor.MFAAdapter",
        "MFA_FORMS": {
            "add_webauthn": "trame.people.forms.second_factor.AddPasskeyForm",
            "edit_webauthn": "trame.people.forms.second_factor.RenamePasskeyForm",
            "login_webauthn": "trame.people.forms.second_factor.EnterByKeyForm",
            "authenticate_webauthn": "trame.people.forms.second_factor.SecondFactorByKeyForm",
            "reauthenticate_webauthn": "trame.people.forms.second_factor.ProveAgainByKeyForm",
            "activate_totp": "trame.people.forms.second_factor.ActivateApplicationForm",
            "authenticate": "trame.people.forms.second_factor.SecondFactorForm",
            "reauthenticate": "trame.people.forms.second_factor.ProveAgainForm",
        },
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_TOTP_ISSUER": "Trame",
        # More would let a code be used twice: django-allauth remembers it for one period only.
        "MFA_TOTP_TOLERANCE": 0,
        # An address is proven by the code or the invitation it received.
        "MFA_ALLOW_UNVERIFIED_EMAIL": True,
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": not production,
        "MFA_REQUIRED_FOR_ADMIN": env.bool("MFA_REQUIRED_FOR_ADMIN", default=production),
    }


def _lockout() -> dict[str, Any]:
    return {
        "AUTHENTICATION_BACKENDS": [
            "axes.backends.AxesStandaloneBackend",
            "allauth.account.auth_backends.AuthenticationBackend",
        ],
        "AXES_HANDLER": "trame.people.sign_in_limits.Handler",
        "AXES_FAILURE_LIMIT": 5,
        "AXES_COOLOFF_TIME": 1,  # hour
        "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT": False,
        "AXES_LOCKOUT_PARAMETERS": [["username", "ip_address"], "username", "ip_address"],
        "AXES_USERNAME_CALLABLE": "trame.people.sign_in_limits.account_digest",
        "AXES_CLIENT_IP_CALLABLE": "trame.people.sign_in_limits.address_of",
        "AXES_CLIENT_STR_CALLABLE": "trame.people.sign_in_limits.nobody",
        "AXES_LOCKOUT_CALLABLE": "trame.people.views.sign_in.locked",
        "AXES_DISABLE_ACCESS_LOG": True,
        "AXES_ENABLE_ADMIN": False,
        "AXES_VERBOSE": False,
    }


def _sessions(*, production: bool) -> dict[str, Any]:
    return {
        "SESSION_ENGINE": "trame.people.sessions",
        "SESSION_COOKIE_AGE": 30 * DAY,  # without a visit, on a device to be remembered
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,  # on any other; and after 12 hours without a visit (sessions.py)
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": production,
    }
