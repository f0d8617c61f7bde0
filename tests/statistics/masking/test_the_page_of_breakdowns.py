"""The pages of masked figures: of a network, of the instance for its admin, and of the instance for everybody."""

import datetime as dt
import re
from html import unescape
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from tests.cast import Cast, place
from tests.statistics.networks import Workplace, more_workplaces, network_of, workplaces
from trame.people.models import JournalEntry, Network, NetworkMembership, Organisation, User
from trame.statistics.masking.dimensions import DIMENSIONS


@pytest.fixture(autouse=True)
def _in_november_2025() -> object:
    with time_machine.travel("2025-11-24T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def four(cast: Cast) -> list[Workplace]:
    return workplaces(cast, 4)


@pytest.fixture
def made(cast: Cast, four: list[Workplace]) -> Network:
    return network_of(cast.erwan, four)


def workshop(where: Workplace, month: int, women: int, men: int, unsaid: int = 0, **said: Any) -> None:
    where.records(
        kind="collectif",
        date=dt.date(2025, month, 12),
        anonymous_total=women + men + unsaid,
        anonymous={"anonymous_gender_feminin": women, "anonymous_gender_masculin": men},
        **said,
    )


def signed_in(user: User | None) -> Client:
    client = Client()
    if user:
        client.force_login(user)
    return client


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", unescape(strip_tags(answer.content.decode())))


def page(user: User | None, address: str) -> str:
    answer = signed_in(user).get(address)
    assert answer.status_code == 200, answer.status_code
    return words(answer)


def address(of: Network, query: str = "", csv: bool = False) -> str:
    return f"/statistiques/reseaux/{of.pk}/repartitions{'.csv' if csv else '/'}{query}"


def csv_rows(user: User | None, where: str) -> dict[str, str]:
    """Label of each row → its number, or « masqué »."""
    answer = signed_in(user).get(where)
    assert answer.status_code == 200
    header, *lines = [line.split(";") for line in answer.content.decode("utf-8-sig").splitlines()]
    return {line[header.index("modalité")]: line[header.index("n")] for line in lines}


def test_a_quarter_adds_up_what_each_structure_did(cast: Cast, four: list[Workplace], made: Network) -> None:
    for where in four:
        workshop(where, 2, women=6, men=4)
    assert csv_rows(cast.erwan, address(made, "?periode=2025-T1&par=genre", csv=True)) == {
        "Total": "40", "Féminin": "24", "Masculin": "16",
    }  # fmt: skip
    text = page(cast.erwan, address(made, "?periode=2025-T1&par=genre"))
    assert "Réseau du Blavet" in text
    assert "Accompagnements 40 1ᵉʳ trimestre 2025, tout le territoire" in text
    assert "masqué" not in text.lower()


def test_a_small_number_is_masked_with_another_that_would_give_it(
    cast: Cast, four: list[Workplace], made: Network
) -> None:
    for where in four:
        workshop(where, 2, women=10, men=2, unsaid=5)
    assert csv_rows(cast.erwan, address(made, "?periode=2025-T1&par=genre", csv=True)) == {
        "Total": "68", "Féminin": "40", "Masculin": "masqué", "Non renseigné": "masqué",
    }  # fmt: skip
    text = page(cast.erwan, address(made, "?periode=2025-T1&par=genre"))
    assert "Masculin masqué" in text
    assert "« Masqué » : moins de 11 accompagnements, trop peu de structures" in text
    assert " 8 " not in text


def test_what_one_structure_does_alone_is_masked_however_large(
    cast: Cast, four: list[Workplace], made: Network
) -> None:
    for where in four:
        workshop(where, 2, women=20, men=0, unsaid=20)
    workshop(four[0], 3, women=0, men=60)
    workshop(four[1], 3, women=20, men=0)
    workshop(four[2], 3, women=20, men=0)
    found = csv_rows(cast.erwan, address(made, "?periode=2025-T1&par=genre", csv=True))
    assert found == {"Total": "260", "Féminin": "120", "Masculin": "masqué", "Non renseigné": "masqué"}


def test_a_month_of_too_few_counts_nowhere_and_the_page_says_so(
    cast: Cast, four: list[Workplace], made: Network
) -> None:
    for where in four:
        workshop(where, 4, women=6, men=4)
    workshop(four[0], 5, women=90, men=30)
    text = page(cast.erwan, address(made, "?periode=2025-T2"))
    assert "Accompagnements 40 " in text
    assert "Sans mai 2025, qui ne réunit pas assez de structures ou de personnes" in text
    assert "Accompagnements masqué Mai 2025" in page(cast.erwan, address(made, "?periode=2025-05"))


def test_a_quarter_is_read_by_territory_and_a_month_never(cast: Cast, four: list[Workplace], made: Network) -> None:
    for where in four:
        workshop(where, 2, women=6, men=4)
    text = page(cast.erwan, address(made, "?periode=2025-02&territoire=d29"))
    assert (
        "Un territoire se lit sur un trimestre ou une année, jamais sur un mois : voici le 1ᵉʳ trimestre 2025." in text
    )
    # La Navette alone is in the Morbihan: told, the Finistère would give it.
    assert "Accompagnements masqué" in text
    for where in more_workplaces(range(5, 8)):
        NetworkMembership.objects.create(
            network=made, organisation=where.organisation, starts_on=dt.date(2025, 1, 1),
            accepted_at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC),
        )  # fmt: skip
        workshop(
            Workplace(where.organisation, where.by, place(where.organisation, "Ici", "56178")), 2, women=10, men=10
        )
    assert csv_rows(cast.erwan, address(made, "?periode=2025-T1&territoire=d29", csv=True)) == {
        "Total": "30", "Féminin": "18", "Masculin": "12",
    }  # fmt: skip


def test_somebody_who_left_and_came_back_counts_once(cast: Cast, four: list[Workplace], made: Network) -> None:
    for where in four:
        workshop(where, 2, women=6, men=4)
    for rank, where in enumerate(four):
        made.memberships.filter(organisation=where.organisation).update(ends_on=dt.date(2025, 2, 20))
        NetworkMembership.objects.create(
            network=made, organisation=where.organisation, starts_on=dt.date(2025, 2, 1 + rank),
            accepted_at=dt.datetime(2025, 2, 1, tzinfo=dt.UTC),
        )  # fmt: skip
    assert csv_rows(cast.erwan, address(made, "?periode=2025-02", csv=True))["Total"] == "40"


@pytest.mark.parametrize(
    "query",
    [
        "?periode=2025-T4", "?periode=2025-13", "?periode=2025-T1-", "?periode=1999", "?periode=%00",
        "?periode=" + "9" * 9999,
        "?par=prenom", "?par=genre&par=age", "?territoire=d75", "?territoire=%00", "?territoire=e1-1",
        "?periode=2025-T2&territoire=" + "d29," * 5000, "?periode=2025",
        "?du=2025-05-01&au=2025-01-01&lieu=3&genre=feminin",
    ],
    ids=range(14),
)  # fmt: skip
def test_what_is_not_in_the_lattice_is_left_aside_and_never_an_error(
    cast: Cast, four: list[Workplace], made: Network, query: str
) -> None:
    for where in four:
        workshop(where, 8, women=6, men=4)
    text = page(cast.erwan, address(made, query))
    assert "Répartitions du réseau" in text
    assert csv_rows(cast.erwan, address(made, query, csv=True))["Total"] in {"0", "40"}


def test_a_quarter_that_is_not_over_is_not_told(cast: Cast, four: list[Workplace], made: Network) -> None:
    for where in four:
        workshop(where, 10, women=6, men=4)
    text = page(cast.erwan, address(made, "?periode=2025-10"))
    assert "La période demandée ne se lit pas, ou pas encore : en voici une autre." in text
    assert "40" not in text
    with time_machine.travel("2026-01-01T00:01:00+01:00", tick=False):
        assert "Accompagnements 40 " in page(cast.erwan, address(made, "?periode=2025-10"))


def test_only_who_coordinates_it_finds_the_page_of_a_network(cast: Cast, made: Network) -> None:
    for user in (cast.awa, cast.bruno, cast.chloe, cast.denis, cast.fatou):
        for url in (address(made), address(made, csv=True), "/statistiques/reseaux/999999/repartitions/"):
            assert signed_in(user).get(url).status_code == 404


def test_reading_leaves_a_line_a_day_in_the_journal_of_each_structure(
    cast: Cast, four: list[Workplace], made: Network
) -> None:
    for where in four:
        workshop(where, 8, women=6, men=4)
    for _ in range(2):
        page(cast.erwan, address(made))
    assert JournalEntry.objects.filter(action="network.figures_read").count() == 4


def test_the_instance_is_read_by_its_admin_alone_and_counts_verified_structures(
    cast: Cast, four: list[Workplace]
) -> None:
    for where in four:
        workshop(where, 8, women=6, men=4)
    assert csv_rows(cast.fatou, "/statistiques/instance/repartitions.csv?periode=2025-T3")["Total"] == "40"
    Organisation.objects.filter(pk=four[3].organisation.pk).update(verified_at=None)
    text = page(cast.fatou, "/statistiques/instance/?periode=2025-T3")
    assert "Accompagnements 30 " in text
    assert "La page publique est fermée" in text
    assert not any(where.organisation.name in text for where in four)
    for user in (cast.awa, cast.bruno, cast.chloe, cast.denis, cast.erwan):
        for url in ("/statistiques/instance/", "/statistiques/instance/repartitions.csv"):
            assert signed_in(user).get(url).status_code == 404
    assert signed_in(None).get("/statistiques/instance/").status_code == 302


def test_public_figures_are_closed_until_the_instance_opens_them(
    cast: Cast, four: list[Workplace], settings: Any
) -> None:
    for where in four:
        workshop(where, 8, women=6, men=4)
    for user in (None, cast.awa, cast.fatou):
        for url in ("/statistiques/publiques/", "/statistiques/publiques/repartitions.csv"):
            assert signed_in(user).get(url).status_code == 404
    settings.PUBLIC_FIGURES = True
    text = page(None, "/statistiques/publiques/?periode=2025-T3&par=genre")
    assert "Accompagnements 40 " in text
    assert "Féminin 24" in text
    assert csv_rows(None, "/statistiques/publiques/repartitions.csv?periode=2025-T3")["Total"] == "40"


def test_what_anybody_may_ask_again_and_again_is_decided_once_an_hour(
    cast: Cast, four: list[Workplace], settings: Any
) -> None:
    settings.PUBLIC_FIGURES = True
    address = "/statistiques/publiques/?periode=2025-T3&par=genre"
    for where in four:
        workshop(where, 8, women=6, men=4)
    assert "Accompagnements 40 " in page(None, address)
    with CaptureQueriesContext(connection) as captured:
        page(None, address)
    assert not [query for query in captured.captured_queries if "kept_a" in query["sql"] or "fact_" in query["sql"]]
    for where in four:
        workshop(where, 8, women=6, men=4)
    with time_machine.travel("2025-11-24T12:59:00+01:00", tick=False):
        assert "Accompagnements 40 " in page(None, address)
    with time_machine.travel("2025-11-24T13:01:00+01:00", tick=False):
        assert "Accompagnements 80 " in page(None, address)
        assert "refaits toutes les heures" in page(None, address)


def test_a_lower_threshold_shows_more_and_the_page_says_which(
    cast: Cast, four: list[Workplace], made: Network, settings: Any
) -> None:
    settings.MASKING_THRESHOLD = 8
    for where in four:
        workshop(where, 2, women=10, men=2, unsaid=5)
    assert csv_rows(cast.erwan, address(made, "?periode=2025-T1&par=genre", csv=True))["Masculin"] == "8"


def queries(user: User, where: str) -> int:
    client = signed_in(user)
    with CaptureQueriesContext(connection) as captured:
        assert "Accompagnements" in words(client.get(where))
    return len(captured)


def test_the_number_of_queries_depends_on_neither_records_nor_structures(
    cast: Cast, four: list[Workplace], made: Network
) -> None:
    for where in four:
        workshop(where, 8, women=6, men=4)
    urls = [address(made, f"?periode=2025-T3&par={code}") for code in ("genre", "thematique", "residence", "canal")]
    for url in urls:
        page(cast.erwan, url)
    before = [queries(cast.erwan, url) for url in urls]
    for where in more_workplaces(range(5, 12)):
        NetworkMembership.objects.create(
            network=made, organisation=where.organisation, starts_on=dt.date(2025, 1, 1),
            accepted_at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC),
        )  # fmt: skip
        for month in range(1, 10):
            workshop(where, month, women=6, men=4)
    for url in urls:
        page(cast.erwan, url)
    assert [queries(cast.erwan, url) for url in urls] == before


@pytest.mark.parametrize("code", sorted(DIMENSIONS))
def test_every_breakdown_is_told_with_words(cast: Cast, four: list[Workplace], made: Network, code: str) -> None:
    for where in four:
        workshop(
            where, 8, women=6, men=4, materials=("ordinateur",), setting="permanence", access_mode="sur_rdv",
            payment="gratuit", public_kind="particulier", anonymous_residences={"29232": 10},
        )  # fmt: skip
    found = csv_rows(cast.erwan, address(made, f"?periode=2025-T3&par={code}", csv=True))
    assert found.pop("Total") == "40"
    assert found
    assert all(label[0].isupper() for label in found)
