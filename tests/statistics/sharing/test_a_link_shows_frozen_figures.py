"""Figures shown by a link: masked, frozen on their day, of one structure; and nothing else."""

import datetime as dt
import random
import re
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from tests.cast import Cast, activity, follow
from tests.statistics.sharing.sharing import a_year, client_of, freeze, link_to, workshop
from tests.ui.documents.reading import pdf_text
from trame.activity.entry import FollowedParticipant, ProcedureSaid
from trame.links.models import Link
from trame.links.services import revoke_link
from trame.people.models import JournalEntry
from trame.people.readers import LinkReader
from trame.statistics.indicators import INDICATORS
from trame.statistics.models import SHARED_FIGURES, SharedFigures
from trame.statistics.sharing.services import forget_figures

pytestmark = pytest.mark.django_db


def words(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(strip_tags(html)))


def read(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_holder_reads_the_figures_of_the_period(cast: Cast) -> None:
    a_year(cast)
    shared = freeze(cast.awa, cast.navette, "2025-T1", title="Premier trimestre")
    page = words(read(link_to(shared, cast.awa)[1]))
    assert "Premier trimestre" in page
    assert "La Navette, du 1ᵉʳ janvier au 31 mars 2025" in page or "La Navette, du 1er janvier au 31 mars 2025" in page
    assert "Accompagnements 75" in page  # 60 in workshops, 15 alone
    assert "Féminin 40 53,3 %" in page
    assert "Masculin 23" in page


def test_a_small_number_is_masked_in_the_page_in_the_file_and_in_what_is_kept(cast: Cast) -> None:
    """37 women and 3 men: one would give the other, so the whole breakdown is masked."""
    a_year(cast)
    shared = freeze(cast.awa, cast.navette, "2025-T2")
    address = link_to(shared, cast.awa)[1]
    page = words(read(address))
    assert "Accompagnements 40" in page
    assert "Masquées en entier" in page
    assert "« Accompagnements par genre »" in page.replace("\u202f", " ")
    assert "Masculin" not in page
    gender = shared.snapshot["figures"]["attendances_by_gender"]
    assert (gender["n"], gender["d"], gender["unknown"], gender["rows"]) == (0, 0, 0, [])
    file = Client().get(f"{address}document/")
    assert file.status_code == 200
    assert file.content.startswith(b"%PDF")


def test_months_with_few_people_are_masked_with_another(cast: Cast) -> None:
    """January 25, February 5, March 30: February hides with January, the smallest of the others."""
    workshop(cast, dt.date(2025, 1, 10), women=25)
    workshop(cast, dt.date(2025, 2, 10), women=5)
    workshop(cast, dt.date(2025, 3, 10), women=30)
    shared = freeze(cast.awa, cast.navette, "2025-T1")
    rows = shared.snapshot["figures"]["attendances_by_month"]["rows"]
    assert {row["code"]: (row["n"], row["masked"]) for row in rows} == {
        "2025-03": (30, False),
        "2025-01": (0, True),
        "2025-02": (0, True),
    }
    page = read(link_to(shared, cast.awa)[1])
    assert "url(#hid)" in page, "a masked bar is hatched"
    assert "de 1 à 10" in words(page).replace("\xa0", " ").replace("\u202f", " ")


def test_the_names_of_small_communes_are_not_told(cast: Cast) -> None:
    """41 live in Pontivy, 2 in Douarnenez, 1 in Quimper."""
    for day, (code, people) in enumerate((("56178", 41), ("29046", 2), ("29232", 1)), start=1):
        activity(
            cast.awa_at_navette,
            cast.library,
            kind="collectif",
            date=dt.date(2025, 1, day),
            minutes=60,
            anonymous_total=people,
            anonymous_residences={code: people},
        )
    shared = freeze(cast.awa, cast.navette, "2025-01")
    kept = str(shared.snapshot)
    page = read(link_to(shared, cast.awa)[1])
    for name in ("Douarnenez", "Quimper", "29046", "29232"):
        assert name not in kept
        assert name not in page


def test_neither_a_colleague_nor_a_tag_nor_a_day_is_shown(cast: Cast) -> None:
    a_year(cast)
    activity(cast.awa_at_navette, cast.library, date=dt.date(2025, 2, 3), tags=("Jeanne",))
    shared = freeze(cast.awa, cast.navette, "2025-T1")
    page, kept = read(link_to(shared, cast.awa)[1]), str(shared.snapshot)
    for secret in ("Awa", "Diallo", "Jeanne", "awa@"):
        assert secret not in page
        assert secret not in kept
    dimensions = {code.partition("_by_")[2] for code in shared.snapshot["figures"]}
    assert not dimensions & {"mediator", "tag", "day", "organisation", "sessions", "duration"}


def test_nothing_of_another_structure_is_counted_or_named(cast: Cast) -> None:
    a_year(cast)
    activity(
        cast.chloe_at_port,
        cast.quay,
        kind="collectif",
        date=dt.date(2025, 2, 3),
        minutes=60,
        anonymous_total=50,
    )
    shared = freeze(cast.awa, cast.navette, "2025-T1")
    page = read(link_to(shared, cast.awa)[1])
    assert "Accompagnements 75" in words(page)
    assert "Clic du Port" not in page


def test_records_changed_later_change_nothing_of_what_is_read(cast: Cast) -> None:
    a_year(cast)
    shared = freeze(cast.awa, cast.navette, "2025-T1")
    address = link_to(shared, cast.awa)[1]
    before = words(read(address))
    workshop(cast, dt.date(2025, 3, 20), women=40)
    assert words(read(address)) == before


def test_the_database_refuses_to_change_what_is_frozen(cast: Cast) -> None:
    a_year(cast)
    shared = freeze(cast.awa, cast.navette, "2025-T1")
    for change in ({"snapshot": {}}, {"end": dt.date(2025, 4, 1)}, {"territory": "departement:56"}):
        with pytest.raises(DatabaseError, match="ne se modifient pas"), transaction.atomic():
            SharedFigures.objects.filter(pk=shared.pk).update(**change)


def test_what_somebody_read_is_not_erased_nor_frozen_anew(cast: Cast) -> None:
    a_year(cast)
    shared = freeze(cast.awa, cast.navette, "2025-T1")
    read(link_to(shared, cast.awa)[1])
    shared.refresh_from_db()
    assert shared.opened_on == timezone.localdate()
    assert not forget_figures(by=cast.awa, shared=shared)
    answer = client_of(cast.awa).post(f"/statistiques/partager/{shared.pk}/supprimer/", follow=True)
    assert "Quelqu’un a lu ces chiffres" in answer.content.decode()
    assert SharedFigures.objects.filter(pk=shared.pk).exists()


def test_what_nobody_read_is_erased_and_its_links_are_closed(cast: Cast) -> None:
    a_year(cast)
    shared = freeze(cast.awa, cast.navette, "2025-T1")
    link, address = link_to(shared, cast.awa)
    answer = client_of(cast.bruno).post(f"/statistiques/partager/{shared.pk}/supprimer/")
    assert answer.status_code == 302
    assert not SharedFigures.objects.exists()
    assert Link.objects.get(pk=link.pk).revoked_at is not None
    assert Client().get(address).status_code == 404
    assert freeze(cast.awa, cast.navette, "2025-T1").pk
    assert list(JournalEntry.objects.filter(action__startswith="figures.").values_list("action", flat=True)) == [
        "figures.frozen", "figures.forgotten", "figures.frozen",
    ]  # fmt: skip


def test_a_revoked_or_ended_link_shows_nothing_more(cast: Cast) -> None:
    a_year(cast)
    shared = freeze(cast.awa, cast.navette, "2025-T1")
    (link, address), (other, elsewhere) = link_to(shared, cast.awa), link_to(shared, cast.awa)
    revoke_link(by=cast.awa, link=link)
    past = timezone.now() - dt.timedelta(days=2)
    Link.objects.filter(pk=other.pk).update(created_at=past, expires_at=past + dt.timedelta(days=1))
    for closed in (address, elsewhere):
        assert Client().get(closed).status_code == 404
        assert Client().get(f"{closed}document/").status_code == 404
    shared.refresh_from_db()
    assert shared.opened_on is None


def test_a_link_that_serves_once_is_asked_before_and_counts_as_read_then_only(cast: Cast) -> None:
    a_year(cast)
    shared = freeze(cast.awa, cast.navette, "2025-T1")
    address = link_to(shared, cast.awa, single_use=True)[1]
    assert "ne sert qu’une fois" in read(address)
    shared.refresh_from_db()
    assert shared.opened_on is None
    assert "Accompagnements 75" in words(Client().post(address).content.decode())
    assert Client().post(address).status_code == 404
    shared.refresh_from_db()
    assert shared.opened_on == timezone.localdate()


def test_a_holder_reaches_no_other_figures(cast: Cast) -> None:
    a_year(cast)
    shared, other = (freeze(cast.awa, cast.navette, code) for code in ("2025-T1", "2025-T2"))
    reader = link_to(shared, cast.awa)[0].reader
    assert list(SharedFigures.objects.visible_to(reader)) == [shared]
    assert not SharedFigures.objects.visible_to(LinkReader("report.publication", str(other.pk))).exists()
    for object_id in ("", "0", "-1", "abc", "9" * 40, "1,2", "%"):
        assert not SharedFigures.objects.visible_to(LinkReader(SHARED_FIGURES, object_id)).exists()


def test_a_stranger_finds_no_page_of_them_and_makes_no_link(cast: Cast) -> None:
    a_year(cast)
    shared = freeze(cast.awa, cast.navette, "2025-T1")
    client = client_of(cast.chloe)
    for path in (f"/statistiques/partager/{shared.pk}/", f"/reglages/liens/nouveau/{SHARED_FIGURES}/{shared.pk}/"):
        assert client.get(path).status_code == 404
    assert client.post(f"/statistiques/partager/{shared.pk}/supprimer/").status_code == 404
    with pytest.raises(PermissionDenied):
        freeze(cast.chloe, cast.navette, "2025-T2")
    with pytest.raises(PermissionDenied):
        forget_figures(by=cast.chloe, shared=shared)


def test_a_page_by_a_link_asks_as_few_queries_whatever_it_shows(cast: Cast) -> None:
    a_year(cast)
    address = link_to(freeze(cast.awa, cast.navette, "2025-T2"), cast.awa)[1]
    fuller = link_to(freeze(cast.awa, cast.navette, "2025-T1"), cast.awa)[1]
    counts = []
    for path in (address, fuller, fuller):
        with CaptureQueriesContext(connection) as captured:
            read(path)
        counts.append(len(captured))
    # The link, its visit, the figures, that they were read (once).
    assert counts == [4, 4, 3]


def test_the_file_says_the_same_and_nothing_more(cast: Cast) -> None:
    """Q2: 37 women, 3 men. The file has the title, the total and why; neither the men nor the women."""
    a_year(cast)
    address = link_to(freeze(cast.awa, cast.navette, "2025-T2", title="Deuxième trimestre"), cast.awa)[1]
    text = pdf_text(Client().get(f"{address}document/").content)
    assert "Deuxième trimestre" in text
    assert "Masqué" in text
    for hidden in ("Masculin", "Féminin", "Awa", "37"):
        assert hidden not in text


# Of these figures, none is a number of people: sessions, minutes, half-days.
NO_PEOPLE = {"activities", "workshops", "minutes", "half_days"}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_is_recorded_no_number_from_1_to_10_is_kept_nor_is_what_is_left_of_a_table(
    seed: int, cast: Cast
) -> None:
    record_at_random(cast, random.Random(seed))
    snapshot = freeze(cast.awa, cast.navette, "2025-T1").snapshot["figures"]
    told = 0
    for code, figure in snapshot.items():
        if figure["masked"]:
            assert (figure["n"], figure["d"], figure["unknown"], figure["rows"]) == (0, 0, 0, []), code
            continue
        if code in NO_PEOPLE:
            continue
        rows = [row["n"] for row in figure["rows"]]
        multiple = INDICATORS[code].multiple
        left = figure["d"] - (sum(rows) if rows else figure["n"])
        numbers = {figure["n"], figure["d"], figure["unknown"], *rows} | (set() if multiple else {left})
        assert not {n for n in numbers if 0 < n < 11}, (code, figure)
        assert not [row for row in figure["rows"] if row["masked"] and row["n"]]
        told += len(rows)
    assert told > 10, "a test that masks everything proves nothing"


def record_at_random(cast: Cast, chance: random.Random) -> None:
    """Forty people alone and six workshops, with whatever can be said of them; a few rare answers."""
    people = [follow(cast.navette, gender=chance.choice(["feminin", "masculin"])) for _ in range(6)]
    for _ in range(60):
        rare = chance.random() < 0.15
        caf = ProcedureSaid(
            operator="cpam" if rare else "caf", outcome=chance.choice(["aboutie", "en_cours", "bloquee"])
        )
        followed = (FollowedParticipant(chance.choice(people).pk),) if chance.random() < 0.5 else ()
        activity(
            cast.awa_at_navette,
            cast.library,
            date=dt.date(2025, chance.choice([1, 1, 2, 3, 3, 3]), chance.randint(1, 28)),
            followed=followed,
            anonymous={} if followed else {f"anonymous_gender_{chance.choice(['feminin', 'masculin'])}": 1},
            topics=("sante",) if rare else ("email", "reseaux_sociaux")[: chance.randint(1, 2)],
            autonomy=chance.choice(["", "autonome", "partiellement_autonome"]),
            procedures=(caf,) if chance.random() < 0.5 else (),
        )
    for month in (1, 2, 3, 3):
        workshop(
            cast, dt.date(2025, month, chance.randint(1, 28)), women=chance.randint(5, 15), men=chance.randint(0, 3)
        )
