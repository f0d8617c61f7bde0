import datetime as dt
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.cast import Cast, activity, place
from tests.statistics.reading import YEAR, figures
from trame.activity.services import delete_activity, restore_activity
from trame.people.readers import command_reader
from trame.statistics.engine import compute, scope_for
from trame.statistics.indicators import INDICATORS

ROOT = Path(__file__).resolve().parents[2] / "trame"


def test_another_organisation_is_never_counted(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    activity(cast.chloe_at_port, cast.quay, minutes=45)
    activity(cast.chloe_at_port, cast.quay, minutes=45)
    assert figures(cast.awa)["attendances"].n == 1
    assert figures(cast.bruno)["minutes"].n == 30
    assert figures(cast.chloe)["attendances"].n == 2


def test_asking_for_another_organisation_gives_an_empty_scope(cast: Cast) -> None:
    activity(cast.chloe_at_port, cast.quay)
    scope = scope_for(cast.awa, start=YEAR[0], end=YEAR[1], organisation_ids=[cast.port.pk])
    assert scope.organisation_ids == frozenset()
    assert compute(scope, reader=cast.awa)["activities"].n == 0


def test_an_empty_scope_gives_every_figure_without_a_row(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, topics=("email", "sante"), tags=("Bus",))
    found = figures(cast.denis)
    assert list(found) == list(INDICATORS)
    for code, figure in found.items():
        assert (figure.n, figure.d, figure.unknown) == (0, 0, 0), code
        assert all(row.n == 0 for row in figure.rows), code
        assert figure.rows == () or code in ("attendances_by_month", "attendances_by_day", "coordination_by_month")


@pytest.mark.django_db
def test_the_public_and_a_command_without_organisation_see_nothing(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    assert figures(AnonymousUser())["attendances"].n == 0
    assert figures(command_reader([], "nothing"))["attendances"].n == 0
    assert figures(command_reader([cast.navette.pk], "one"))["attendances"].n == 1


def test_a_deleted_activity_leaves_every_figure_and_comes_back(cast: Cast) -> None:
    kept = activity(cast.awa_at_navette, cast.library, minutes=20)
    gone = activity(cast.awa_at_navette, cast.library, minutes=60, topics=("sante",), tags=("Bus",))
    delete_activity(by=cast.awa, activity=gone)
    found = figures(cast.awa)
    assert found["activities"].n == 1
    assert found["minutes"].n == kept.minutes == 20
    assert [row.code for row in found["attendances_by_topic"].stated] == ["email"]
    assert found["attendances_by_tag"].stated == ()
    restore_activity(by=cast.awa, activity=gone)
    assert figures(cast.awa)["minutes"].n == 80


def test_the_first_and_last_day_are_in_the_period(cast: Cast) -> None:
    for day in (dt.date(2025, 2, 28), dt.date(2025, 3, 1), dt.date(2025, 3, 31), dt.date(2025, 4, 1)):
        activity(cast.awa_at_navette, cast.library, date=day)
    assert figures(cast.awa, dt.date(2025, 3, 1), dt.date(2025, 3, 31))["activities"].n == 2
    assert figures(cast.awa, dt.date(2025, 3, 31), dt.date(2025, 3, 31))["activities"].n == 1


def test_a_period_that_ends_before_its_start_is_refused(cast: Cast) -> None:
    with pytest.raises(ValueError, match="ends"):
        scope_for(cast.awa, start=dt.date(2025, 2, 1), end=dt.date(2025, 1, 31))


def test_a_scope_of_some_places_counts_only_what_happened_there(cast: Cast) -> None:
    hall = place(cast.navette, "Mairie", "56178")
    activity(cast.awa_at_navette, cast.library)
    activity(cast.awa_at_navette, hall)
    activity(cast.awa_at_navette, hall)
    activity(cast.awa_at_navette, hall, channel="a_distance", place_id=None)
    scope = scope_for(cast.awa, start=YEAR[0], end=YEAR[1], place_ids=[hall.pk])
    assert compute(scope, ["attendances"], reader=cast.awa)["attendances"].n == 2


def test_only_scope_for_makes_a_scope_out_of_nothing() -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in ROOT.rglob("*.py")}
    # A link has a scope of its own, another class: what it opens.
    of_links = "from trame.links.scopes import Scope"
    makers = {str(path.relative_to(ROOT)) for path, source in sources.items() if " Scope(" in source}
    makers -= {str(path.relative_to(ROOT)) for path, source in sources.items() if of_links in source}
    assert makers == {"statistics/scopes.py"}
