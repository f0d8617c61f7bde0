"""`manage.py statistics` outside a structure: the tables of the lattice, masked, and nothing else."""

import io
import json
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command

from tests.cast import Cast
from tests.statistics.networks import network_of, workplaces


@pytest.fixture(autouse=True)
def _in_november_2025() -> object:
    with time_machine.travel("2025-11-24T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def network_id(cast: Cast) -> int:
    """Three structures, 36 people in March 2025: 33 women, of whom each structure saw 11, and 3 others."""
    among = workplaces(cast)
    for workplace in among:
        workplace.records(kind="collectif", anonymous_total=11, anonymous={"anonymous_gender_feminin": 11})
        workplace.records()
    return network_of(cast.erwan, among).pk


def told(*options: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("statistics", *options, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_a_small_number_is_masked_with_what_would_give_it(network_id: int) -> None:
    found = told("--reseau", str(network_id), "--periode", "2025-T1", "--par", "genre")
    assert found["total"] == 36
    assert {row["code"]: row["n"] for row in found["rows"]} == {"feminin": None, "": None}
    assert (found["du"], found["au"]) == ("2025-01-01", "2025-03-31")


def test_the_instance_is_told_as_in_public(network_id: int) -> None:
    assert told("--masque", "--periode", "2025-T1", "--par", "genre")["total"] == 36


@pytest.mark.parametrize(
    "options",
    [
        ("--reseau", "x"), ("--reseau", "999999"), ("--masque", "--par", "prenom"),
        ("--masque", "--periode", "2025-02-30"),
        ("--masque", "--periode", "2025-T4"), ("--masque", "--territoire", "nulle-part"),
        ("--masque", "--genre", "feminin"), ("--masque", "--du", "2025-01-01"), ("--masque", "--structure", "1"),
        ("--masque", "--reseau", "1"),
    ],
    ids=lambda options: " ".join(options),
)  # fmt: skip
def test_what_is_not_of_the_lattice_is_refused_in_french(network_id: int, options: tuple[str, ...]) -> None:
    with pytest.raises(CommandError) as refused:
        told(*options)
    assert refused.value.returncode == 2
    assert str(refused.value).endswith(".")
