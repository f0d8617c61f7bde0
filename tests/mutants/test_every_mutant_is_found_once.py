"""`make mutants` is long, so it is not run with the others: here, that its faults can still be made."""

import pytest

from .declared import MUTANTS
from .mutant import ROOT, Mutant


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.why)
def test_what_it_changes_is_there_once(mutant: Mutant) -> None:
    assert mutant.times == 1, f"{mutant.file}: {mutant.old!r}"
    assert mutant.new != mutant.old
    assert all((ROOT / name).is_file() for name in mutant.tests)


def test_no_two_mutants_are_the_same() -> None:
    assert len({mutant.why for mutant in MUTANTS}) == len({(m.file, m.old, m.new) for m in MUTANTS}) == len(MUTANTS)


def test_there_are_enough_of_them() -> None:
    assert len(MUTANTS) >= 25
