"""« Partager », from the page of statistics: what a link can keep of its filters, and what it says of the rest."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.statistics.filters.asking import words
from tests.statistics.sharing.sharing import a_year, client_of, freeze, link_to
from trame.people.models import User
from trame.statistics.models import SharedFigures

pytestmark = pytest.mark.django_db

PAGE = "/statistiques/partager/"


def ask(reader: User, query: str = "") -> tuple[int, str]:
    answer = client_of(reader).get(f"{PAGE}?{query}")
    return answer.status_code, answer.content.decode()


def send(reader: User, query: str = "", **said: str) -> tuple[int, str]:
    data = {"period": "2025-T1", "territory": "", "title": "Premier trimestre"} | said
    answer = client_of(reader).post(f"{PAGE}?{query}", data, follow=True)
    return answer.status_code, answer.content.decode()


def test_the_page_of_statistics_leads_there_with_its_filters(cast: Cast) -> None:
    a_year(cast)
    html = client_of(cast.awa).get("/statistiques/?du=2025-01-01&au=2025-03-31").content.decode()
    assert 'href="/statistiques/partager/?du=2025-01-01&amp;au=2025-03-31"' in html


def test_a_period_of_the_calendar_is_proposed_as_it_is(cast: Cast) -> None:
    status, html = ask(cast.awa, "du=2025-01-01&au=2025-03-31")
    assert status == 200
    assert '<option value="2025-T1" selected>' in html
    assert "Laissé de côté" not in html


def test_what_a_link_cannot_keep_is_said_in_a_sentence(cast: Cast) -> None:
    query = f"du=2025-01-05&au=2025-03-31&sujet=email&genre=feminin&lieu={cast.library.pk}&departement=56"
    html = ask(cast.awa, query)[1]
    said = words(html)
    assert "Un lien ne montre qu’un mois, un trimestre ou une année civile terminés" in said
    left = said.partition("Laissé de côté : ")[2].partition(".")[0]
    for word in ("Lieu", "Sujet", "Genre", "la période"):
        assert word in left
    assert "Département" not in left
    assert '<option value="departement:56" selected>' in html


def test_figures_are_frozen_then_looked_at_before_any_link(cast: Cast) -> None:
    a_year(cast)
    status, html = send(cast.awa)
    shared = SharedFigures.objects.get()
    assert status == 200
    assert (shared.title, shared.organisation, shared.created_by) == ("Premier trimestre", cast.navette, cast.awa)
    assert "Voici, exactement, ce que lit qui a le lien" in html
    assert f'href="/reglages/liens/nouveau/statistics.shared_figures/{shared.pk}/"' in html
    assert "Accompagnements 75" in words(html)


def test_what_the_structure_looks_at_is_what_the_holder_reads(cast: Cast) -> None:
    a_year(cast)
    shared = freeze(cast.awa, cast.navette, "2025-T1")
    mine = client_of(cast.awa).get(f"{PAGE}{shared.pk}/").content.decode()
    theirs = client_of(cast.chloe).get(link_to(shared, cast.awa)[1]).content.decode()
    start, end = '<section class="sec" aria-labelledby="ensemble">', "leur somme peut différer"
    assert mine.partition(start)[2].partition(end)[0] == theirs.partition(start)[2].partition(end)[0] != ""


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"period": ""}, "Choisissez une période."),
        ({"period": "2025-01-01"}, "choisissez-en une de la liste"),
        ({"period": "libre"}, "choisissez-en une de la liste"),
        ({"period": "2099"}, "choisissez-en une de la liste"),
        ({"territory": "commune:56178"}, "choisissez-en un de la liste"),
        ({"territory": "epci:' OR 1=1"}, "choisissez-en un de la liste"),
        ({"territory": "departement:75"}, "choisissez-en un de la liste"),
        ({"title": "  "}, "Donnez un titre"),
        ({"title": "x" * 121}, "dépasse 120 signes"),
    ],
)
def test_what_is_not_of_the_list_is_refused_beside_its_field(said: dict[str, str], sentence: str, cast: Cast) -> None:
    a_year(cast)
    status, html = send(cast.awa, **said)
    assert status == 422
    assert sentence in words(html)
    assert not SharedFigures.objects.exists()


def test_an_overlap_is_said_beside_the_period_and_nothing_typed_is_lost(cast: Cast) -> None:
    a_year(cast)
    freeze(cast.awa, cast.navette, "2025-T1", title="Hiver")
    status, html = send(cast.awa, period="2025", title="Toute l’année")
    assert status == 422
    assert "leur différence ferait retrouver de petits nombres" in words(html)
    assert "Hiver" in html
    assert 'value="Toute l’année"' in html
    assert 'href="#id_period"' in html


@pytest.mark.parametrize(
    "query",
    ["du=2025-12-31&au=2025-01-01", "periode=jamais", "sujet=nimporte", "epci=000000000", "departement=999"],
)
def test_a_bad_address_is_never_an_error(query: str, cast: Cast) -> None:
    assert ask(cast.awa, query)[0] == 200


def test_ten_thousand_ids_are_never_an_error(cast: Cast) -> None:
    assert ask(cast.awa, "&".join(f"lieu={rank}" for rank in range(1, 501)))[0] == 200


def test_a_structure_of_somebody_else_is_not_found(cast: Cast) -> None:
    assert ask(cast.awa, f"structure={cast.port.pk}")[0] == 404
    assert send(cast.chloe, f"structure={cast.navette.pk}")[0] == 404


def test_who_is_not_verified_freezes_and_makes_no_link(cast: Cast) -> None:
    a_year(cast)
    cast.navette.verified_at = None
    cast.navette.save()
    assert "pas encore vérifiée" in ask(cast.awa)[1]
    shared = freeze(cast.awa, cast.navette, "2025-T1")
    answer = client_of(cast.awa).post(
        f"/reglages/liens/nouveau/statistics.shared_figures/{shared.pk}/", {"expires_on": "2030-01-01"}
    )
    assert answer.status_code == 403


def test_who_sees_what_and_the_settings_name_it(cast: Cast) -> None:
    a_year(cast)
    link_to(freeze(cast.awa, cast.navette, "2025-T1", title="Pour la mairie"), cast.awa)
    client = client_of(cast.bruno)
    for path in ("/reglages/liens/", f"/reglages/structures/{cast.navette.pk}/qui-voit-quoi/"):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "Pour la mairie" in answer.content.decode()


def test_the_pages_ask_as_few_queries_whatever_is_frozen(cast: Cast) -> None:
    a_year(cast)
    client = client_of(cast.awa)
    shared = freeze(cast.awa, cast.navette, "2025-T1")

    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    before = queries(PAGE), queries(f"{PAGE}{shared.pk}/")
    for period in ("2025-04", "2025-05"):
        freeze(cast.awa, cast.navette, period)
    assert (queries(PAGE), queries(f"{PAGE}{shared.pk}/")) == before
    assert max(before) <= 12
