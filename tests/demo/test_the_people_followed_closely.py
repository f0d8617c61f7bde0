"""La Filature knows some of the people it follows: why, objectives, levels; and has three doubles to find."""

import datetime as dt

import pytest

from demo.loading import load
from trame.activity.duplicates import find_duplicates
from trame.activity.models import Beneficiary, LevelReading, Objective
from trame.people.models import Organisation

pytestmark = pytest.mark.django_db


def told() -> list[object]:
    objectives = Objective.objects.order_by("client_uuid").values_list("beneficiary__pseudonym", "sentence", "state")
    levels = LevelReading.objects.order_by("client_uuid").values_list("beneficiary__pseudonym", "read_on", "detail")
    files = Beneficiary.objects.exclude(purpose="").order_by("pseudonym").values_list("pseudonym", "name", "phone")
    return [*objectives, *levels, *files]


def test_it_is_told_once_the_same_and_only_at_la_filature() -> None:
    load(dt.date(2025, 3, 31))
    first = told()
    assert len(first) > 40
    load(dt.date(2025, 3, 31))
    assert told() == first
    assert set(Objective.objects.values_list("organisation__name", flat=True)) == {"La Filature"}


def test_nobody_named_lacks_a_purpose_among_them() -> None:
    load(dt.date(2025, 3, 31))
    assert not Beneficiary.objects.exclude(purpose="").filter(informed_on=None).exists()


def test_three_doubles_wait_to_be_found() -> None:
    load(dt.date(2025, 3, 31))
    pairs = find_duplicates(Organisation.objects.get(name="La Filature").pk)
    found = {person.pseudonym for pair in pairs for person in (pair.kept, pair.other)}
    assert {"Doublon-1", "Doublon-2", "Doublon-3"} <= found
