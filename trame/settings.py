"""Settings, all by environment variable; without any, a development site on this machine.

Production needs SECRET_KEY, ALLOWED_HOSTS and DATABASE_URL (docs/how-to/installer.md).
"""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from trame.people.openid.configuration import provider_settings
from trame.people.sign_in_settings import sign_in_settings

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("TRAME_VAR", default=str(BASE_DIR / "var")))
NODE_MODULES = BASE_DIR / "node_modules"

# DEMO=1: demonstration data, fixed logins, and the outbox page that shows sent e-mails (from 127.0.0.1 only).
DEMO = env.bool("DEMO", default=False)
PRODUCTION = env.bool("PRODUCTION", default=False)
DEBUG = env.bool("DEBUG", default=False)
if PRODUCTION and (DEMO or DEBUG):
    raise ImproperlyConfigured("PRODUCTION=1 refuse DEMO=1 et DEBUG=1 : retirez l'un ou l'autre.")

SECRET_KEY = env.str("SECRET_KEY") if PRODUCTION else env.str("SECRET_KEY", default="developpement-" + "x" * 50)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[f"https://{h}" for h in ALLOWED_HOSTS if PRODUCTION])

# The order is that of the layers, from the bottom: docs/adr/0001.
INSTALLED_APPS = [
    "trame.ui",
    "trame.reference",
    "trame.people",
    "trame.files",
    "trame.jobs",
    "trame.links",
    "trame.directory",
    "trame.activity",
    "trame.facts",
    "trame.statistics",
    "trame.report",
    "trame.interchange",
    "trame.pages",
    "demo",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "trame.ui.secret_addresses.KeepSecret",
    "trame.people.middleware.RequestId",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "trame.people.middleware.KeepNothing",
    "trame.people.middleware.LastSeen",
    "trame.people.middleware.NoteDevice",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "trame.people.gate.ModuleGate",
    "trame.people.second_factor.RequireFromAdmins",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "trame.urls"
WSGI_APPLICATION = "trame.wsgi.application"
FORM_RENDERER = "trame.ui.forms.TrameRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "trame.ui.context.shell",
                "trame.people.context.modules_in_sight",
            ],
            "builtins": ["trame.ui.templatetags.trame"],
        },
    }
]

# manage.py, wsgi.py and the tests give DATABASE_URL: trame/database.py starts the embedded server when there is none.
DATABASES = {"default": env.db("DATABASE_URL", default="postgres://localhost/trame")}
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=600)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["ATOMIC_REQUESTS"] = False
# The limits of attempts are counted there, by every process. Above the maximum, a third of the counts would be lost.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_limit",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "pages:home"
LOGOUT_REDIRECT_URL = "account_login"
vars().update(sign_in_settings(env, production=PRODUCTION))

SOCIALACCOUNT_ADAPTER = "trame.people.openid.adapter.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS, OIDC_ORIGIN = provider_settings(env, production=PRODUCTION)

# Joining (docs/how-to/inviter.md): by invitation only, unless SIGNUP_OPEN. SITE_URL: the site as e-mails write it;
# empty, it is the host of the request, one of ALLOWED_HOSTS.
SIGNUP_OPEN = env.bool("SIGNUP_OPEN", default=False)
INVITATION_DAYS = env.int("INVITATION_DAYS", default=7)
SITE_URL = env.str("SITE_URL", default="")

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# Outside a structure: how many make a month (docs/adr/0010), how many people a number (0019), and who may read them.
NETWORK_MIN_STRUCTURES = env.int("NETWORK_MIN_STRUCTURES", default=3)
if NETWORK_MIN_STRUCTURES < 3:
    raise ImproperlyConfigured("NETWORK_MIN_STRUCTURES : 3 au moins ; à deux, chacune lirait les chiffres de l'autre.")
MASKING_THRESHOLD = max(5, env.int("MASKING_THRESHOLD", default=11))
PUBLIC_FIGURES = env.bool("PUBLIC_FIGURES", default=False)  # to everybody, masked

# Single files of node_modules, never the folder: nothing else of a package is served.
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_FINDERS = [
    "trame.ui.staticfiles.PackageFilesFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "trame.ui.staticfiles.StaticStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not PRODUCTION
MEDIA_ROOT = VAR_DIR / "files"  # never served by URL: views send the files, after asking who may

# Months after which the journal forgets whose account hides behind an opaque id (docs/how-to/journal.md).
JOURNAL_ACTOR_MONTHS = env.int("JOURNAL_ACTOR_MONTHS", default=12)

# Backups (docs/how-to/sauvegarder.md): without a public key, none is made.
BACKUP_DIR = Path(env.str("BACKUP_DIR", default=str(VAR_DIR / "backups")))
BACKUP_RECIPIENT = env.str("BACKUP_RECIPIENT", default="")
BACKUP_KEEP = tuple(env.list("BACKUP_KEEP", cast=int, default=[7, 4, 6]))  # days, weeks, months
if len(BACKUP_KEEP) != 3:
    raise ImproperlyConfigured("BACKUP_KEEP attend trois nombres : jours, semaines, mois. Par exemple 7,4,6.")

DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["trame.ui.uploads.MeasuredUpload"]
FILE_UPLOAD_PERMISSIONS = 0o600

EMAIL_CONFIG = env.email("EMAIL_URL", default="filemail://")
vars().update(EMAIL_CONFIG)
EMAIL_FILE_PATH = str(VAR_DIR / "outbox")
INSTANCE_CONTACT = env.str("INSTANCE_CONTACT", default="")  # who hosts the site, in the register of processings
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Trame <trame@localhost>")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
JOB_SILENT_MINUTES = env.int("JOB_SILENT_MINUTES", default=5)  # without a sign of life, the worker of a job is dead

# No inline script or style anywhere; data: pictures are Bootstrap's own control marks.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "media-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        # Chromium also checks where a posted form is redirected to: the identity provider.
        "form-action": ["'self'", *([OIDC_ORIGIN] if OIDC_ORIGIN else [])],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "trame.ui.views.csrf_failure"
CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 63072000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # else everybody shares the proxy's address, and its limits of attempts

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "trame.ui.logs.NamelessFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        # Without the handlers that Django gives them, which know nothing of the formatter above.
        "django": {"handlers": []},
        "django.server": {"handlers": [], "propagate": True},
        # A line at each sign-in says nothing.
        "axes": {"level": "WARNING"},
        "fido2": {"level": "WARNING"},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
