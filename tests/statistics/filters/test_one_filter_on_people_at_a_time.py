import datetime as dt

import pytest
import time_machine

from tests.cast import Cast, activity, commune, follow
from tests.statistics.filters.asking import TODAY, answer, asked, figures, page
from tests.statistics.reading import rows
from trame.activity.entry import FollowedParticipant


@pytest.fixture(autouse=True)
def _in_november_2025() -> object:
    with time_machine.travel(dt.datetime.combine(TODAY, dt.time(12), dt.UTC), tick=False):
        yield


@pytest.fixture
def recorded(cast: Cast) -> Cast:
    """A retired woman alone; a workshop of 2 women and 1 man, one in work; a workshop of 2 women, one in work."""
    woman = FollowedParticipant(follow(cast.navette, gender="feminin", status="retraite").pk)
    activity(cast.awa_at_navette, cast.library, followed=(woman,))
    mixed = {"anonymous_gender_feminin": 2, "anonymous_gender_masculin": 1, "anonymous_status_en_emploi": 1}
    activity(cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=3, anonymous=mixed)
    women = {"anonymous_gender_feminin": 2, "anonymous_status_en_emploi": 1}
    activity(cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=2, anonymous=women)
    return cast


def test_another_characteristic_is_crossed_only_where_the_pair_is_known(recorded: Cast) -> None:
    found = figures(recorded.awa, "genre=feminin", "attendances_by_status")["attendances_by_status"]
    # Five women: the followed one, and the two of the last workshop, where everybody is a woman. Of the mixed one,
    # nothing says whether the person in work is a woman.
    assert (found.d, found.crossable) == (5, 3)
    assert rows(found) == {"retraite": 1, "en_emploi": 1, "non_communique": 3}
    assert found.as_dict()["crossable"] == 3


def test_its_own_characteristic_and_what_is_not_about_people_have_nothing_to_cross(recorded: Cast) -> None:
    found = figures(recorded.awa, "genre=feminin")
    crossed = {code for code, figure in found.items() if figure.crossable is not None}
    assert {"attendances_by_age", "attendances_by_status", "attendances_by_residence"} <= crossed
    assert "attendances_by_gender" not in crossed
    assert "attendances_by_topic" not in crossed
    assert not any(figure.crossable is not None for figure in figures(recorded.awa, "").values())


def test_the_page_says_whose_figures_they_are_and_how_many_are_crossed(recorded: Cast) -> None:
    text = page(recorded.awa, "genre=feminin")
    assert "Chiffres des personnes dont le genre est : Féminin." in text
    assert "celles où l’une d’elles au moins était présente" in text
    assert "3 sur 5 croisables : pour 2, les deux ne sont pas connus de la même personne" in text
    assert "croisable" not in page(recorded.awa, "")


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("genre=feminin&statut=retraite", "gender"),
        ("statut=retraite&genre=feminin", "status"),
        ("residence=56178&age=moins_de_douze&genre=feminin", "residence"),
        ("genre=nimporte&age=moins_de_douze", "age"),
    ],
)
def test_the_second_one_asked_is_left_aside_and_said(recorded: Cast, query: str, kept: str) -> None:
    filters = asked(recorded.awa, query)
    assert list(filters.values) == [kept]
    public = filters.scope(recorded.awa).public
    assert public is not None
    assert public[0] == kept
    assert filters.notes


def test_coordination_says_that_it_cannot_be_filtered_rather_than_zero(recorded: Cast) -> None:
    for query, words in (
        ("genre=feminin", "ne se filtre pas par public"),
        (f"lieu={recorded.library.pk}&sujet=email", "ne se filtre ni par lieu ni par sujet"),
    ):
        found = figures(recorded.awa, query)
        assert words in found["coordination_activities"].impossible
        assert words in found["partners_by_type"].impossible
        assert found["activities"].impossible == ""
        assert found["half_days"].impossible == ""
    assert "ne se filtre pas par public" in page(recorded.awa, "genre=feminin")
    assert figures(recorded.awa, f"mediateur={recorded.awa.pk}")["coordination_activities"].impossible == ""


def test_the_csv_says_the_filters_and_what_they_leave_unknown(recorded: Cast) -> None:
    _, lines = answer(recorded.awa, "genre=feminin&nature=collectif", "/statistiques/figures.csv")
    retired = next(line for line in lines.splitlines() if ";attendances_by_status;" in line)
    assert retired.endswith(';"Nature : Atelier collectif ; Genre : Féminin ; 2 sur 4 croisables"')
    coordination = next(line for line in lines.splitlines() if ";coordination_activities;" in line)
    assert "La coordination ne se filtre ni par nature ni par public" in coordination


def test_the_homes_of_the_others_are_left_out_where_nobody_anonymous_is_kept(cast: Cast) -> None:
    """A woman who lives in Quimper, and two men of Pontivy: of the women, one home is known, and nobody is too many."""
    woman = FollowedParticipant(follow(cast.navette, gender="feminin", residence_id=commune("29232").pk).pk)
    activity(
        cast.awa_at_navette, cast.library, kind="collectif", followed=(woman,), anonymous_total=2,
        anonymous={"anonymous_gender_masculin": 2}, anonymous_residences={"56178": 2},
    )  # fmt: skip
    found = figures(cast.awa, "genre=feminin", "attendances_by_residence")["attendances_by_residence"]
    assert (rows(found), found.d, found.unknown) == ({"29232": 1}, 1, 0)
