"""Which words are most likely one: never decided for anybody, only asked."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from trame.activity.services import tag_key
from trame.activity.tagging.twins import are_twins, groups_of_twins, nearest, twins_of

TWINS = [
    ("emploi", "emplois"),
    ("réseau", "Réseaux"),
    ("senior", "séniors"),
    ("bijou", "bijoux"),
    ("journal", "journaux"),
    ("smart phone", "smartphones"),
    ("e-mail", "email"),
    ("C.V.", "cv"),
    ("France Services", "france service"),
    ("FranceService", "France services"),
    ("vidéo jeux", "jeux vidéo"),
    ("prêt de matériel", "prêts matériel"),
    ("sans RDV", "sans rendez-vous"),
    ("asso", "associations"),
    ("courier", "courrier"),
    ("ordinatuer", "ordinateur"),
    ("inprimante", "imprimante"),
    ("accompagement social", "accompagnement social"),
]
DISTINCT = [
    ("2024", "2025"),
    ("atelier 1", "atelier 2"),
    ("atelier", "atelier 1"),
    ("niveau A", "niveau B"),
    ("1 2", "12"),
    ("CAF", "CAFE"),
    ("facture", "fracture"),
    ("message", "massage"),
    ("poisson", "poison"),
    ("cours", "cour"),
    ("mois", "moi"),
    ("avec rendez-vous", "sans rendez-vous"),
    ("formation", "information"),
    ("raison", "maison"),
    ("tablette", "tablette senior"),
    ("permanence mairie", "permanence CCAS"),
    ("", "le"),
]


@pytest.mark.parametrize(("one", "other"), TWINS)
def test_the_same_word_in_other_clothes(one: str, other: str) -> None:
    assert are_twins(one, other)


@pytest.mark.parametrize(("one", "other"), DISTINCT)
def test_words_that_only_look_alike(one: str, other: str) -> None:
    assert not are_twins(one, other)


WORDS = st.one_of(
    st.text(max_size=30),
    st.sampled_from([word for pair in TWINS + DISTINCT for word in pair]),
    st.lists(
        st.sampled_from(["atelier", "ateliers", "numerique", "numeriques", "de", "1", "2025", "cv"]), max_size=4
    ).map(" ".join),
)


@given(WORDS, WORDS)
@example("courrier", "courier")
def test_being_twins_goes_both_ways(one: str, other: str) -> None:
    assert are_twins(one, other) == are_twins(other, one)
    assert are_twins(one, one)


@given(st.lists(WORDS, max_size=12, unique=True))
def test_the_blocks_miss_no_pair(words: list[str]) -> None:
    """Compared one by one or by blocks, the same words are together."""
    keys = {word: tag_key(word) for word in words}
    found = {frozenset(group) for group in groups_of_twins(keys)}
    assert found == components(keys)


def components(keys: dict[str, str]) -> set[frozenset[str]]:
    """By brute force: who is reached from whom."""
    found = set()
    for word in keys:
        reached, border = {word}, [word]
        while border:
            here = border.pop()
            more = {other for other in keys if are_twins(here, other)} - reached
            reached |= more
            border += more
        found.add(frozenset(reached))
    return {group for group in found if len(group) > 1}


def test_two_thousand_words_are_not_compared_two_by_two(monkeypatch: pytest.MonkeyPatch) -> None:
    from trame.activity.tagging import twins

    compared = []
    real = twins.keys_are_twins
    monkeypatch.setattr(twins, "keys_are_twins", lambda one, other: compared.append(1) or real(one, other))
    syllables = [first + second for first in "bcdfglmnprstv" for second in "aeiou"]
    words = {f"{a}{b}teur {c}": "" for a in syllables[:20] for b in syllables[20:40] for c in "abcde"}
    words = {word: word for word in words} | {"smartphone": "smartphone", "smartphones": "smartphones"}
    assert len(words) == 2002
    assert ["smartphone", "smartphones"] in groups_of_twins(words)
    assert len(compared) < 40_000  # two by two would be two millions


def test_words_said_not_to_be_the_same_are_not_together_any_more() -> None:
    words = {1: "emploi", 2: "emplois", 3: "ordinateur", 4: "ordinateurs"}
    assert groups_of_twins(words) == [[1, 2], [3, 4]]
    assert groups_of_twins(words, apart={frozenset((1, 2))}) == [[3, 4]]


def test_what_is_proposed_begins_with_the_nearest() -> None:
    known = {word: word for word in ("prêt smartphone", "smartphones", "smartphone", "tablette", "smart tv")}
    keys = {word: tag_key(word) for word in known}
    assert nearest("Smartphone", keys, 8) == [(0, "smartphone"), (1, "smartphones"), (3, "prêt smartphone")]
    assert [word for _, word in nearest("smart", keys, 8)] == [
        "smartphones",
        "smartphone",
        "smart tv",
        "prêt smartphone",
    ]
    assert nearest("smratphone", keys, 2) == [(1, "smartphones"), (1, "smartphone")]
    assert nearest("  ", keys, 8) == []


def test_the_word_itself_is_not_its_own_twin() -> None:
    assert twins_of("emplois", {"emploi": "emploi", "emplois": "emplois", "caf": "caf"}) == ["emploi"]
