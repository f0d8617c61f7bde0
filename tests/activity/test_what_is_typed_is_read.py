"""Durations, words and addresses: every text is either read rightly or refused in French, never a breakdown."""

import datetime as dt
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from trame.activity.filters import NAMES, Filters, parse
from trame.activity.typed import Mistyped, duration, words
from trame.reference.nomenclatures import Channel, Kind, Topic


@given(hours=st.integers(0, 23), minutes=st.integers(0, 59))
def test_every_duration_of_a_day_is_read(hours: int, minutes: int) -> None:
    total = 60 * hours + minutes
    if total:
        assert duration(str(hours), str(minutes)) == total
        assert duration(f"{hours} h {minutes:02d}", "") == total
        assert duration("", f"{total} min") == total


@given(hours=st.text(max_size=12), minutes=st.text(max_size=12))
def test_any_text_is_a_duration_or_a_sentence(hours: str, minutes: str) -> None:
    read, refused = attempt(hours, minutes)

    assert 1 <= read <= 1439 or (refused and refused.part in ("hours", "minutes") and str(refused).endswith("."))


def attempt(hours: str, minutes: str) -> tuple[int, Mistyped | None]:
    """(minutes read, None), or (0, the refusal)."""
    try:
        return duration(hours, minutes), None
    except Mistyped as refused:
        return 0, refused


@pytest.mark.parametrize("hours", ["25 h", "24", "-1", "1,5", "1e9", "٣", "9999999", "1h75x", "h"])
def test_what_is_not_a_duration_of_a_day_is_refused(hours: str) -> None:
    with pytest.raises(Mistyped):
        duration(hours, "")


@pytest.mark.parametrize(
    ("hours", "minutes", "total"),
    [("1h30", "", 90), ("1:05", "", 65), ("2 heures", "5 mn", 125), ("", "90", 90), ("0", "1", 1)],
)
def test_ways_of_writing_a_duration(hours: str, minutes: str, total: int) -> None:
    assert duration(hours, minutes) == total


@given(st.text())
def test_words_are_tidy_and_said_once(text: str) -> None:
    read = words(text)

    assert len(set(read)) == len(read)
    assert all(word == " ".join(word.split()) and word and "," not in word for word in read)


@given(st.dictionaries(st.sampled_from([*NAMES.values(), "page", "q"]), st.text(max_size=30)))
def test_any_address_is_read_and_written_back_alike(params: dict[str, str]) -> None:
    filters, ignored = parse(QueryDict(urlencode(params)))

    again, left = parse(QueryDict(filters.query()[1:]))
    assert again == filters
    assert left == []
    assert len(ignored) <= len(params) + 1


def several(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, min_size=1, max_size=3, unique=True).map(tuple)


@given(
    st.builds(
        Filters,
        start=st.none() | st.dates(dt.date(2000, 1, 1), dt.date(2010, 1, 1)),
        end=st.none() | st.dates(dt.date(2010, 1, 1), dt.date(2100, 1, 1)),
        values=st.fixed_dictionaries(
            {},
            optional={
                "kind": several(st.sampled_from(Kind.values)),
                "topic": several(st.sampled_from(Topic.values)),
                "place": several(st.integers(1, 2**63 - 1).map(str)),
                "channel": several(st.sampled_from(Channel.values)),
            },
        ),
        everybody=st.booleans(),
    )
)
def test_every_filter_comes_back_from_its_address(filters: Filters) -> None:
    assert parse(QueryDict(filters.query()[1:])) == (filters, [])
