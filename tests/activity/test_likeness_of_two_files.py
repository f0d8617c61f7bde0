"""When two files look like one person's, and when prudence says that they are two."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trame.activity.duplicates import WINDOW, candidates
from trame.activity.likeness import Traits, likeness


def alike(one: dict[str, Any], other: dict[str, Any]) -> str:
    found = likeness(Traits(**one), Traits(**other))
    return "très ressemblantes" if found.likely else "à vérifier" if found.plausible else "non"


JEANNE = {"name": "Jeanne Le Bihan", "birth_year": 1950, "phone": "+33612345678", "residence": "56178"}


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"name": "LE BIHAN Jeanne"},
        {"name": "jeanne lebihan"},
        {"name": "Jeane Le Bihan"},
        {"name": "Jeanne Le Biahn"},
        {"phone": ""},
        {"birth_year": None},
        {"birth_year": None, "name": "Jeanne Le Bian"},
        {"residence": "29232"},
    ],
)
def test_one_person_typed_twice(changed: dict[str, Any]) -> None:
    assert alike(JEANNE, JEANNE | changed) == "très ressemblantes"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Jeanne Le Bihan"}, {"name": "Jeanne Le Bihan"}),  # homonyms exist
        ({"name": "Thierry Le Goff", "residence": "56178"}, {"name": "Tierry Le Goff", "residence": "56178"}),
        (JEANNE, JEANNE | {"birth_year": 1951}),  # one figure of the year
        ({"phone": "+33612345678", "birth_year": 1950}, JEANNE | {"name": ""} | {"residence": None}),
        ({"name": "Anne Marie Guillou", "birth_year": 1950}, {"name": "Marie Guillou", "birth_year": 1950}),
        ({"name": "Michel Riou", "gender": "masculin", "residence": "56178"},
         {"name": "Michele Riou", "gender": "masculin", "residence": "56178"}),
    ],
)  # fmt: skip
def test_a_doubt_is_shown_as_one(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert alike(one, other) == "à vérifier"
    assert alike(other, one) == "à vérifier"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # the same family name, other years: a mother and her daughter
        ({"name": "Jeanne Le Bihan", "birth_year": 1950}, {"name": "Jeanne Le Bihan", "birth_year": 1978}),
        ({"name": "Jeanne Le Bihan", "birth_year": 1950}, {"name": "Anne Le Bihan", "birth_year": 1950}),
        # a couple with one telephone
        (JEANNE, JEANNE | {"name": "Jean Le Bihan"}),
        (JEANNE, JEANNE | {"name": "Yves Le Bihan", "gender": "masculin"}),
        # a man's and a woman's name
        ({"name": "Michel Riou", "birth_year": 1950}, {"name": "Michèle Riou", "birth_year": 1950}),
        ({"name": "René Riou", "birth_year": 1950}, {"name": "Renée Riou", "birth_year": 1950}),
        ({"name": "Frédéric Riou"}, {"name": "Frédérique Riou"}),
        # nothing that says who
        ({"birth_year": 1950, "residence": "56178"}, {"birth_year": 1950, "residence": "56178"}),
        ({"name": "Rose"}, {"name": "Rose"}),
        ({}, {}),
    ],
)
def test_two_people_are_not_proposed(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert alike(one, other) == "non"
    assert alike(other, one) == "non"


def test_the_reasons_are_said_for_and_against() -> None:
    found = likeness(Traits(**JEANNE), Traits(**JEANNE | {"birth_year": 1951, "residence": "29232"}))
    assert found.sentence == (
        "Mêmes noms, même téléphone ; mais années de naissance différentes et communes différentes"
    )
    # 50 + 40 - 25 - 5
    assert found.points == 60


WORDS = st.sampled_from(["Jeanne", "Yann", "Le Bihan", "Le Goff", "Riou", "Anne", "", "D’", "Œ", "李"])
TRAITS = st.builds(
    Traits,
    name=st.lists(WORDS, max_size=4).map(" ".join),
    birth_year=st.none() | st.integers(1900, 2026),
    phone=st.sampled_from(["", "+33612345678"]),
    email=st.sampled_from(["", "j@exemple.test"]),
    residence=st.sampled_from([None, "56178"]),
    gender=st.sampled_from(["", "feminin", "masculin"]),
)


@given(TRAITS, TRAITS)
def test_likeness_is_the_same_both_ways_and_never_negative(one: Traits, other: Traits) -> None:
    assert likeness(one, other).points == likeness(other, one).points >= 0


@given(TRAITS)
def test_different_years_never_make_a_pair_very_alike(one: Traits) -> None:
    other = Traits(**vars(one) | {"birth_year": 1901 if one.birth_year != 1901 else 1990})
    if one.birth_year:
        assert not likeness(one, other).likely


def crowd(number: int, **same: Any) -> list[Traits]:
    rng = random.Random("trame")
    first = [
        "Jeanne",
        "Yann",
        "Anne",
        "Marie",
        "Pierre",
        "Louis",
        "Rozenn",
        "Erwan",
        "Gaël",
        "Soizic",
        "Paul",
        "Katell",
    ]
    last = ["Le Bihan", "Le Goff", "Riou", "Guillou", "Kerdoncuff", "Morvan", "Cariou", "Quéré", "Bodénès", "Tanguy"]
    return [
        Traits(**{
            "pk": pk, "name": f"{rng.choice(first)} {rng.choice(last)}", "birth_year": rng.randint(1930, 2005),
            "residence": f"29{rng.randint(1, 120):03}",
        } | same)
        for pk in range(1, number + 1)
    ]  # fmt: skip


def test_five_thousand_people_are_never_compared_two_by_two() -> None:
    everybody = 5000 * 4999 // 2
    pairs = candidates(crowd(5000))
    assert len(pairs) < everybody / 50


def test_even_when_they_all_have_one_name_each_meets_its_neighbours_only() -> None:
    pairs = candidates(crowd(2000, name="Jeanne Le Bihan", birth_year=1950, phone="+33612345678"))
    keys = 5  # telephone, heard, starts, born, lives
    assert len(pairs) <= 2000 * (WINDOW - 1) * keys
