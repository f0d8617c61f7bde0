"""What published tables got wrong (bases mixed, sums that do not close, rounding forced to 100): ours cannot.

On a year of the demonstration's kind, every breakdown states n, d, its base, several answers or one; its rows and what
is not stated close on its base; and a chart never says two bases under one title.
"""

import datetime as dt
import re
from html import unescape

import pytest
from django.test import Client

from tests.cast import Cast, activity, follow, membership
from tests.coordination import coordinated
from tests.statistics.reading import figures
from trame.activity.entry import FollowedParticipant, ProcedureSaid
from trame.people.models import Role
from trame.statistics.charting import COUNTED, SHARE_OF_BASE, sentence_of
from trame.statistics.figures import Figure
from trame.statistics.indicators import INDICATORS, Reading

BREAKDOWNS = [code for code, indicator in INDICATORS.items() if indicator.dimension]
# People redirected are rows; those who were not have an answer, and no row.
LEAVES_AN_ANSWER_OUT = {"activities_by_redirection"}


@pytest.fixture
def said(cast: Cast) -> Cast:
    """A year where something is stated and something is not, for nearly every breakdown."""
    membership(cast.awa, cast.port, Role.MANAGER)
    person = FollowedParticipant(follow(cast.navette, gender="feminin", birth_year=1950, status="retraite").pk)
    for month in (1, 3, 5):
        activity(
            cast.awa_at_navette, cast.library, date=dt.date(2025, month, 3), followed=(person,), minutes=50,
            topics=("email", "aide_aux_demarches_administratives"), secondary_topics=("sante",),
            materials=("ordinateur", "telephone"), autonomy="autonome", redirected=month == 1,
            redirection="autre" if month == 1 else "", origin="mairie",
            setting="permanence", access_mode="sur_rdv", payment="gratuit", public_kind="particulier",
            equipment_at_start=("ordinateur", "smartphone"), connection_at_start="fixe", skill_at_start="debutant",
            skill_after="a_l_aise", preparation_minutes=10, half_days=("matin",), tags=("bus", "été"),
            procedures=(
                ProcedureSaid(domain="logement", operator="caf", manner="a_la_place", mandate="ecrit"),
                ProcedureSaid(operator="cpam", outcome="bloquee", blocking="langue"),
                ProcedureSaid(domain="justice", outcome="aboutie"),
            ),
        )  # fmt: skip
    activity(
        cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=7, level="debutant", minutes=90,
        anonymous={"anonymous_gender_feminin": 2, "anonymous_gender_masculin": 1, "anonymous_new": 3},
    )  # fmt: skip
    activity(cast.awa_at_navette, cast.library)
    activity(cast.chloe_at_port, cast.quay, date=dt.date(2025, 12, 29))
    for kind in ("animation", "evenement", "partenariat"):
        coordinated(cast.awa_at_navette, kind)
    return cast


@pytest.fixture
def found(said: Cast) -> dict[str, Figure]:
    return figures(said.awa)


def test_the_rows_and_what_is_not_stated_close_on_the_base(found: dict[str, Figure]) -> None:
    for code in BREAKDOWNS:
        figure = found[code]
        assert figure.d, code
        assert sum(row.n for row in figure.rows if row.unknown) == figure.unknown, code
        if code in LEAVES_AN_ANSWER_OUT:
            assert figure.mentions + figure.unknown <= figure.d, code
        elif figure.indicator.multiple:
            assert figure.n + figure.unknown == figure.d, code
            assert figure.mentions >= figure.n, code
        else:
            assert figure.mentions + figure.unknown == figure.d, code


@pytest.mark.parametrize("code", BREAKDOWNS)
def test_it_states_its_base_its_unit_and_what_is_not_stated(code: str) -> None:
    indicator = INDICATORS[code]
    assert indicator.base.sentence.endswith(".")
    assert indicator.unknown_rule.endswith(".")
    assert indicator.unit in SHARE_OF_BASE
    assert indicator.base.code in COUNTED or indicator.unit in ("accompagnements", "minutes")


def test_breakdowns_of_one_base_have_one_number_under_it(found: dict[str, Figure]) -> None:
    by_base: dict[str, set[int]] = {}
    for figure in found.values():
        by_base.setdefault(figure.indicator.base.code, set()).add(figure.d)
    assert {base: numbers for base, numbers in by_base.items() if len(numbers) > 1} == {}


def test_two_bases_never_have_the_same_sentence() -> None:
    sentences: dict[str, set[str]] = {}
    for indicator in INDICATORS.values():
        sentences.setdefault(indicator.base.sentence, set()).add(indicator.base.code)
    same = {frozenset(codes) for codes in sentences.values() if len(codes) > 1}
    # One person is one accompaniment where there is one person: the same things counted, whatever the measure.
    assert same <= {frozenset({"individual_activities", "individual_attendances"})}


def test_the_sentence_of_a_chart_says_the_base_that_its_shares_are_of(found: dict[str, Figure]) -> None:
    for code in BREAKDOWNS:
        figure = found[code]
        digits = re.sub(r"[^0-9hmin]", "", sentence_of(figure).split(".")[0])
        expected = str(figure.d) if figure.unit != "minutes" else str(figure.d // 60)
        assert expected in digits, code


def test_several_answers_give_both_bases_and_say_why_the_sum_exceeds_a_hundred(found: dict[str, Figure]) -> None:
    several = [figure for figure in found.values() if figure.indicator.multiple]
    assert {figure.code for figure in several} >= {"attendances_by_topic", "attendances_by_equipment"}
    for figure in several:
        assert "peut être dans plusieurs lignes" in sentence_of(figure)


def test_shares_are_rounded_one_by_one_and_never_forced_to_a_hundred(cast: Cast) -> None:
    """Thirds: 33,3 % three times, 99,9 % in all (a published table wrote 5,5 for 5,56 to close on 100)."""
    for channel in ("lieu_activite", "a_distance", "domicile"):
        place = {} if channel == "lieu_activite" else {"place_id": None}
        more = {"commune_code": "56178"} if channel == "domicile" else {}
        activity(cast.awa_at_navette, cast.library, channel=channel, **place, **more)
    client = Client()
    client.force_login(cast.awa)
    html = client.get("/statistiques/?du=2025-01-01&au=2025-12-31").content.decode()
    chart = unescape(html.split('id="attendances_by_channel"')[1].split("</figure>")[0])
    assert len(re.findall(r'<td class="num">33,3\s%</td>', chart)) == 3
    assert "33,4" not in chart


def test_totals_agree_with_the_breakdowns_that_tell_them(found: dict[str, Figure]) -> None:
    def row(code: str, of: str) -> int:
        return next(row.n for row in found[code].rows if row.code == of)

    assert found["attendances"].n == found["attendances_by_kind"].d == found["attendances_by_month"].mentions == 12
    assert row("attendances_by_kind", "collectif") == found["workshop_attendances"].n == 7
    assert found["followed_people"].n + found["anonymous_attendances"].n == found["beneficiaries"].n
    new = row("followed_people_by_venue", "new") + row("anonymous_by_venue", "new")
    assert new == found["first_times"].n
    assert found["followed_people"].n - row("people_by_sessions", "3_5") == 0
    assert found["minutes_by_kind"].d == found["minutes"].n == row("minutes_by_nature", "avec_les_personnes")
    assert found["activity_communes"].n == len(found["attendances_by_commune"].stated)


def test_a_rate_is_a_part_of_its_base_and_a_mean_is_not() -> None:
    for indicator in INDICATORS.values():
        if indicator.reading is Reading.RATE:
            assert indicator.is_part, indicator.code
        if indicator.reading is Reading.MEAN:
            assert not indicator.is_part, indicator.code
            assert indicator.n_unit, indicator.code
            assert " par " in indicator.unit, indicator.code
        if indicator.reading is not Reading.NUMBER:
            assert indicator.dimension is None, indicator.code
            assert indicator.base.empty, indicator.code
