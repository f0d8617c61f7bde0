"""The site's settings, and this app."""

from trame.settings import *  # noqa: F403
from trame.settings import INSTALLED_APPS as SITE_APPS

INSTALLED_APPS = [*SITE_APPS, "tests.jobs.slow"]
