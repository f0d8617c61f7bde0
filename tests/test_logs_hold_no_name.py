"""A log line says where the program failed, never what the row held."""

import logging

import pytest
from django.db import IntegrityError, transaction

from tests.cast import Cast, follow
from trame.ui.logs import NamelessFormatter

# Not written in the tests themselves: a traceback quotes the lines of the program.
PSEUDONYM, NAME = "P-JEANNE", "Jeanne Le Goff"

pytestmark = [pytest.mark.django_db, pytest.mark.postgres15]


def logged(error: BaseException) -> str:
    record = logging.LogRecord(
        "trame", logging.ERROR, __file__, 1, "failed", None, (type(error), error, error.__traceback__)
    )
    return NamelessFormatter("%(levelname)s %(message)s").format(record)


def test_the_content_of_a_refused_row_is_cut(cast: Cast) -> None:
    follow(cast.navette, pseudonym=PSEUDONYM, name=NAME)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        follow(cast.navette, pseudonym=PSEUDONYM, name=NAME)
    assert PSEUDONYM in str(caught.value), "the database no longer quotes the row: this filter may go"
    line = logged(caught.value)
    assert PSEUDONYM not in line
    assert NAME not in line
    assert "pseudonym_once_per_organisation" in line
    assert "test_logs_hold_no_name.py" in line


def test_the_name_in_a_refused_check_is_cut_too(cast: Cast) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        follow(cast.navette, name=NAME, birth_year=1066)
    assert NAME in str(caught.value)
    assert NAME not in logged(caught.value)
