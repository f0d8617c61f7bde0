"""The bench of statistics measures pages and bare queries that count the same things, on scopes it finds itself."""

import datetime as dt
import sys

import pytest

from bench import statistics
from bench.bare import bare_query
from bench.scopes import EVER, YEAR, NoScaleError, communes, pages
from demo.scale import BRETAGNE, Size
from demo.scale.loading import seed
from tests.cast import Cast, activity, follow
from trame.activity.entry import FollowedParticipant
from trame.statistics.scopes import Scope

pytestmark = pytest.mark.django_db


def scope(**asked: object) -> Scope:
    return Scope(**({"organisation_ids": frozenset(), "start": YEAR[0], "end": YEAR[1]} | asked))  # type: ignore[arg-type]


@pytest.fixture
def year(cast: Cast) -> Cast:
    """La Navette: 3 activities, 1 + 4 + 1 accompaniments, of Marie twice; Le Port: 1 accompaniment; 2024: one more."""
    marie = follow(cast.navette, pseudonym="Marie", gender="feminin")
    followed = (FollowedParticipant(marie.pk),)
    activity(cast.awa_at_navette, cast.library, followed=followed, topics=("email",))
    together = {"kind": "collectif", "followed": followed, "anonymous_total": 3, "topics": ("email", "sante")}
    activity(cast.awa_at_navette, cast.library, **together)
    activity(cast.awa_at_navette, cast.library, topics=("sante",))
    activity(cast.awa_at_navette, cast.library, date=dt.date(2024, 6, 4))
    activity(cast.chloe_at_port, cast.quay)
    return cast


def test_the_bare_query_counts_a_structure_over_a_year(year: Cast) -> None:
    """3 activities; 1 + 4 + 1 = 6 accompaniments; Marie and 4 anonymous people."""
    assert bare_query(scope(organisation_ids=frozenset({year.navette.pk}))) == (3, 6, 5)


def test_the_bare_query_counts_a_mediator_a_topic_and_a_commune(year: Cast) -> None:
    assert bare_query(scope(mediator_ids=(year.chloe.pk,))) == (1, 1, 1)
    assert bare_query(scope(everywhere=True, topics=("sante",), commune_codes=("56178",))) == (2, 5, 5)
    assert bare_query(scope(everywhere=True, commune_codes=("56178", "29046"))) == (4, 7, 6)
    assert bare_query(scope(everywhere=True, start=EVER[0], end=EVER[1])) == (5, 8, 7)


def test_without_data_at_scale_the_bench_says_which_command_prepares_them(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NoScaleError, match=r"manage\.py seed_scale --size national"):
        pages()
    monkeypatch.setattr(sys, "argv", ["bench.statistics"])
    with pytest.raises(SystemExit, match="ne contient pas les données à l’échelle"):
        statistics.main()


def test_each_page_is_told_with_what_it_selects_its_ratio_and_its_bounds(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seed(Size(mediators=3, activities=300, departements=BRETAGNE))
    monkeypatch.setattr(statistics, "ROUNDS", 1)
    monkeypatch.setattr(sys, "argv", ["bench.statistics", "--detail"])
    statistics.main()
    told = [line.split() for line in capsys.readouterr().out.splitlines()]
    found = {words[0]: words for words in told if words and words[0] in {"a", "b", "b_all", "c1", "c2", "e"}}
    bounds = {name: words[-2:] for name, words in found.items()}
    assert bounds == {
        "a": ["1.5", "3"], "b": ["25", "50"], "b_all": ["80", "160"], "c1": ["50", "100"], "c2": ["—", "—"],
        "e": ["15", "30"],
    }  # fmt: skip
    assert not any("≠" in words for words in found.values())
    assert any("ms" in words and "WITH" in words for words in told)


def test_the_communes_of_a_departement_are_all_of_it() -> None:
    found = communes(departement="29")
    assert {"29019", "29046", "29232"} <= set(found)
    assert all(code.startswith("29") for code in found)
