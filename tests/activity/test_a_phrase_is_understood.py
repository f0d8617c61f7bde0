"""Phrases of mediators, and what a person understands of them: nothing wrong, and almost everything found.

The expected values were written from the sense of each phrase. A field understood otherwise than a person does is
wrong; a field left out is missing; the two are counted apart.
"""

import sys
from pathlib import Path

import pytest

from tests.activity.phrase_world import as_said, corpus, furnish, read
from tests.cast import Cast

pytestmark = pytest.mark.django_db

HERE = Path(__file__).parent
CORPORA = ("phrases.csv", "phrases_told_otherwise.csv")


@pytest.mark.parametrize("name", CORPORA)
def test_nothing_is_understood_wrong_and_almost_everything_is_found(name: str, cast: Cast) -> None:
    furnish(cast)
    found, missing, wrong = 0, [], []
    for phrase, expected in corpus(HERE / name):
        said = as_said(read(phrase, cast.awa))
        found += sum(said.get(field) == value for field, value in expected.items())
        missing += [(phrase, field, value) for field, value in expected.items() if field not in said]
        wrong += [(phrase, field, value) for field, value in said.items() if expected.get(field) != value]
    rate = found / (found + len(missing))
    counts = f"{name}: {found} found, {len(missing)} missing, {len(wrong)} wrong: {rate:.1%}"
    sys.stdout.write("\n".join([counts, *map(str, missing), *map(str, wrong)]))
    assert wrong == []
    assert rate >= 0.95


def test_the_corpora_are_large_and_never_say_the_same_twice() -> None:
    phrases = {name: [phrase for phrase, _ in corpus(HERE / name)] for name in CORPORA}
    assert len(phrases["phrases.csv"]) >= 220
    assert len(phrases["phrases_told_otherwise.csv"]) >= 60
    every = [phrase.lower() for said in phrases.values() for phrase in said]
    assert len(set(phrases["phrases.csv"])) == len(phrases["phrases.csv"])
    assert len(every) == len(phrases["phrases.csv"]) + len(phrases["phrases_told_otherwise.csv"])
