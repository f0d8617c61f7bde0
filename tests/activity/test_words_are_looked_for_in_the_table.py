"""Who looks for words in the table finds them in the table, in its order; the words stay out of every address."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast, activity

pytestmark = pytest.mark.django_db
SEARCH = "/activites/recherche/"


def three(cast: Cast) -> None:
    """Of 30, 90 and 60 minutes; « ameli » on the first two."""
    for minutes, tags in ((30, ("ameli",)), (90, ("ameli",)), (60, ("relais",))):
        activity(cast.awa_at_navette, cast.library, minutes=minutes, tags=tags)


def look(client: Client, **said: str) -> Any:
    answer = client.post(SEARCH, {"vue": "table", **said})
    assert answer.status_code == 200
    return answer


def minutes(answer: Any) -> list[int]:
    return [made.minutes for made in answer.context["listing"].rows]


def hidden(page: str) -> dict[str, str]:
    """What the field of the search sends with the words."""
    form = page[page.index('role="search"') : page.index("Chercher un mot")]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)) | {"csrfmiddlewaretoken": ""}


def test_the_field_of_the_table_asks_for_the_table_in_its_order(awa: Client, cast: Cast) -> None:
    three(cast)
    sent = hidden(awa.get("/activites/tableau/?nature=individuel&tri=duree&par=25").content.decode())
    assert sent == {"csrfmiddlewaretoken": "", "nature": "individuel", "vue": "table", "tri": "duree", "par": "25"}
    assert "vue" not in hidden(awa.get("/activites/?nature=individuel").content.decode())
    assert minutes(look(awa, q="ameli", **{name: sent[name] for name in ("nature", "tri", "par")})) == [30, 90]


def test_its_field_keeps_the_words_and_what_comes_with_them(awa: Client, cast: Cast) -> None:
    three(cast)
    page = look(awa, q="ameli", tri="-duree").content.decode()
    assert hidden(page) == {"csrfmiddlewaretoken": "", "vue": "table", "tri": "-duree"}
    assert 'name="q" value="ameli"' in page
    assert "q=ameli" not in page
    assert 'href="/activites/tableau/?" aria-current="page">Tableau' in page


def test_no_heading_drops_the_words(awa: Client, cast: Cast) -> None:
    three(cast)
    headings = re.compile(r"<thead.*?</thead>", re.DOTALL)
    [found] = headings.findall(look(awa, q="ameli").content.decode())
    [usual] = headings.findall(awa.get("/activites/tableau/").content.decode())
    assert "<a " not in found
    assert "<a " in usual
    assert "Durée" in found


def test_its_pages_are_asked_by_post_and_offer_no_change_of_all(awa: Client, cast: Cast) -> None:
    for _ in range(26):
        activity(cast.awa_at_navette, cast.library, tags=("ameli",))
    page = look(awa, q="ameli", par="25").content.decode()
    assert 'name="page" value="2">Plus anciennes' in page
    assert page.count('name="vue" value="table"') == 2
    # All of these filters would be more than what was found.
    assert 'name="all"' not in page
    assert 'name="all"' in awa.get("/activites/tableau/?par=25").content.decode()
    assert len(minutes(look(awa, q="ameli", par="25", page="2"))) == 1


def test_nothing_found_says_where_it_looked(awa: Client, cast: Cast) -> None:
    three(cast)
    page = look(awa, q="zut").content.decode()
    assert "Aucune activité ne contient ces mots" in page


@pytest.mark.parametrize("said", [{"vue": "garbage"}, {"tri": "'; --"}, {"par": "-1"}, {"page": "zut"}, {"q": "a\x00"}])
def test_garbage_is_the_usual_list(awa: Client, cast: Cast, said: dict[str, str]) -> None:
    three(cast)
    assert awa.post(SEARCH, {"vue": "table", "q": "ameli", **said}).status_code == 200


def test_another_structure_is_not_searched(awa: Client, cast: Cast) -> None:
    activity(cast.chloe_at_port, cast.quay, minutes=15, tags=("ameli",))
    assert minutes(look(awa, q="ameli")) == []
