"""What every test stands on: a PostgreSQL server for the run, and a database with the reference data."""

import os
import shutil
import tempfile
from collections.abc import Iterator

import environ
import hypothesis
import pytest
from django.conf import settings
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from tests import template
from tests.cast import Cast, make_cast
from tests.chromium import chromium
from trame.database import EmbeddedServer

__all__ = ["cast", "chromium", "django_db_setup"]


# A duration says more about the machine than about the code: no test has a deadline.
hypothesis.settings.register_profile("trame", deadline=None)
# For who asks only whether something fails (`make mutants`): the first example found, the same ones at each run.
hypothesis.settings.register_profile(
    "first", deadline=None, derandomize=True, phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate]
)
hypothesis.settings.load_profile("trame")


def pytest_configure(config: pytest.Config) -> None:
    """Start the server once, before the parallel processes, which find its address in their environment."""
    os.environ.pop("DEMO", None)
    settings.DEMO = False
    settings.MEDIA_ROOT = tempfile.mkdtemp(prefix="trame-tests-")
    config.add_cleanup(lambda: shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True))
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if os.environ.get("DATABASE_URL"):
        return
    server = EmbeddedServer("postgresql-tests", "-c fsync=off -c synchronous_commit=off -c full_page_writes=off")
    server.join()
    config.add_cleanup(server.leave)
    os.environ["DATABASE_URL"] = server.url()
    settings.DATABASES["default"].update(environ.Env().db())


# What speaks to the database is also run on the oldest PostgreSQL that Trame accepts (`make test-deep`).
DATABASE_FOLDERS = {
    "activity",
    "directory",
    "facts",
    "files",
    "interchange",
    "jobs",
    "links",
    "people",
    "reference",
    "report",
    "statistics",
}


# Begun first: a file is run by one process, and the longest, begun last, would leave the others with nothing to do.
LONGEST = ("test_every_page_is_accessible.py", "test_run.py", "test_foreign_ids_everywhere.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: (item.path.name not in LONGEST, item.path.parent.name != "browser"))
    for item in items:
        if item.path.parent.name in DATABASE_FOLDERS:
            item.add_marker(pytest.mark.postgres15)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Replaces pytest-django's own: a copy of the template, made again after each test that commits.

    Django would empty every table instead, reference data included.
    """
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        name = template.create_copy()
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: template.restore_copy())
        yield
        template.drop_copy(name)


@pytest.fixture
def cast(db: None) -> Cast:
    """Awa, Bruno, Chloé and Denis, their structures and places (tests/cast.py)."""
    return make_cast()
