"""A telephone number is read as people write it, kept with its country, shown as people read it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trame.activity.phones import looked_for, read_phone, shown
from trame.activity.typed import Mistyped


@pytest.mark.parametrize(
    ("typed", "kept", "read"),
    [
        ("06 12 34 56 78", "+33612345678", "06 12 34 56 78"),
        ("0612345678", "+33612345678", "06 12 34 56 78"),
        ("06.12.34.56.78", "+33612345678", "06 12 34 56 78"),
        ("06-12-34-56-78", "+33612345678", "06 12 34 56 78"),
        ("+33 6 12 34 56 78", "+33612345678", "06 12 34 56 78"),
        ("0033 6 12 34 56 78", "+33612345678", "06 12 34 56 78"),
        ("02 97 25 00 00", "+33297250000", "02 97 25 00 00"),
        ("0690 12 34 56", "+590690123456", "0690 12 34 56"),  # Guadeloupe
        ("0694 12 34 56", "+594694123456", "0694 12 34 56"),  # Guyane
        ("0696 12 34 56", "+596696123456", "0696 12 34 56"),  # Martinique
        ("0692 12 34 56", "+262692123456", "0692 12 34 56"),  # La Réunion
        ("+687 26 12 34", "+687261234", "+687 26.12.34"),  # Nouvelle-Calédonie
        ("+32 470 12 34 56", "+32470123456", "+32 470 12 34 56"),
        ("", "", ""),
        ("   ", "", ""),
    ],
)
def test_a_number_is_kept_with_its_country_and_shown_in_pairs(typed: str, kept: str, read: str) -> None:
    assert read_phone(typed) == kept
    assert shown(kept) == read.replace(" ", "\u00a0")


@pytest.mark.parametrize("typed", ["12", "06 12 34 56 7", "jeanne", "06 12 34 56 78 90", "+33", "0" * 500, "１２"])
def test_what_is_no_number_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Mistyped, match="n’est pas un numéro de téléphone"):
        read_phone(typed)


@pytest.mark.parametrize(
    ("text", "digits"),
    [("06 12", "612"), ("+33 6 12", "33612"), ("0612345678", "612345678"), ("06", ""), ("P-7KQ2F", ""), ("56 rue", "")],
)
def test_figures_alone_are_looked_for_in_kept_numbers(text: str, digits: str) -> None:
    assert looked_for(text) == digits


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_number_or_a_sentence(typed: str) -> None:
    try:
        kept = read_phone(typed)
    except Mistyped:
        return
    assert kept == "" or kept.startswith("+")
    assert read_phone(kept) == kept
