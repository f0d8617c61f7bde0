"""WSGI entry point for gunicorn."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trame.settings")
from trame import database

database.provide_url()

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()
