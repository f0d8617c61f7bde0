"""One share less another gives small numbers: so no two shares of a structure meet, whatever is asked."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from tests.cast import Cast, activity, commune, place
from tests.statistics.sharing.sharing import a_year, client_of, freeze, link_to, workshop
from trame.statistics.models import SharedFigures

pytestmark = pytest.mark.django_db


def test_the_attack_that_this_rule_stops(cast: Cast) -> None:
    """Without it: the quarter (63 women) less January and February (30 and 28) would tell March's 5."""
    for month, women in ((1, 30), (2, 28), (3, 5)):
        workshop(cast, dt.date(2025, month, 10), women=women)
    freeze(cast.awa, cast.navette, "2025-01")
    freeze(cast.awa, cast.navette, "2025-02")
    for period in ("2025-T1", "2025", "2025-01"):
        with pytest.raises(ValidationError, match="figés"):
            freeze(cast.awa, cast.navette, period)
    assert SharedFigures.objects.count() == 2


@pytest.mark.parametrize(
    ("first", "second", "meet"),
    [
        (("2025", ""), ("2025-T1", ""), True),
        (("2025-T1", ""), ("2025", ""), True),
        (("2025-T1", ""), ("2025-02", ""), True),
        (("2025-T1", ""), ("2025-T1", "departement:56"), True),
        (("2025-T1", "departement:56"), ("2025-T1", ""), True),
        (("2025-T1", "departement:56"), ("2025-02", "departement:56"), True),
        (("2025-T1", "epci:{epci}"), ("2025", "departement:56"), True),
        (("2025-T1", "departement:56"), ("2025-02", "epci:{epci}"), True),
        (("2025-T1", ""), ("2025-T2", ""), False),
        (("2025-01", ""), ("2025-02", ""), False),
        (("2025-T1", "departement:56"), ("2025", "departement:29"), False),
    ],
)
def test_two_shares_that_meet_are_refused_whichever_comes_first(
    first: tuple[str, str], second: tuple[str, str], meet: bool, cast: Cast
) -> None:
    """Pontivy is in its EPCI, in the Morbihan; Quimper in the Finistère."""
    epci = cast.navette.commune.epci_id
    quimper = place(cast.navette, "Le Bureau", commune("29232").pk)
    a_year(cast)
    workshop(cast, dt.date(2025, 1, 20), women=20)
    activity(cast.awa_at_navette, quimper, kind="collectif", date=dt.date(2025, 2, 3), minutes=60, anonymous_total=20)
    freeze(cast.awa, cast.navette, *(said.format(epci=epci) for said in first))
    again = [said.format(epci=epci) for said in second]
    if meet:
        with pytest.raises(ValidationError, match="figés"):
            freeze(cast.awa, cast.navette, *again)
    else:
        assert freeze(cast.awa, cast.navette, *again).pk


def test_it_holds_once_every_link_is_gone(cast: Cast) -> None:
    """What was read is not taken back: the links of a share end, the share stays."""
    a_year(cast)
    shared = freeze(cast.awa, cast.navette, "2025-T1")
    link, address = link_to(shared, cast.awa)
    assert client_of(cast.chloe).get(address).status_code == 200
    link.delete()
    client_of(cast.awa).post(f"/statistiques/partager/{shared.pk}/supprimer/")
    with pytest.raises(ValidationError, match="recoupent"):
        freeze(cast.awa, cast.navette, "2025")


def test_two_structures_share_each_its_own(cast: Cast) -> None:
    a_year(cast)
    activity(cast.chloe_at_port, cast.quay, kind="collectif", date=dt.date(2025, 2, 3), minutes=60, anonymous_total=20)
    assert freeze(cast.awa, cast.navette, "2025-T1").pk
    assert freeze(cast.chloe, cast.port, "2025-T1").pk


def test_a_period_that_is_not_over_is_refused(cast: Cast) -> None:
    today = dt.date.today()
    with pytest.raises(ValidationError, match="pas terminée"):
        freeze(cast.awa, cast.navette, f"{today:%Y-%m}")
    with pytest.raises(ValidationError, match="pas terminée"):
        freeze(cast.awa, cast.navette, f"{today.year + 1}")


def test_with_fewer_than_eleven_people_there_is_nothing_to_share(cast: Cast) -> None:
    workshop(cast, dt.date(2025, 1, 10), women=10)
    with pytest.raises(ValidationError, match="moins de 11"):
        freeze(cast.awa, cast.navette, "2025-T1")
    assert not SharedFigures.objects.exists()
