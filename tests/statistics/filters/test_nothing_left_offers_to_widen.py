import datetime as dt
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, activity, follow
from tests.statistics.filters.asking import TODAY, answer, asked, page
from trame.activity.entry import FollowedParticipant
from trame.statistics.widening import widenings


@pytest.fixture(autouse=True)
def _in_november_2025() -> object:
    with time_machine.travel(dt.datetime.combine(TODAY, dt.time(12), dt.UTC), tick=False):
        yield


@pytest.fixture
def recorded(cast: Cast) -> Cast:
    woman = FollowedParticipant(follow(cast.navette, gender="feminin").pk)
    activity(cast.awa_at_navette, cast.library, topics=("email",), followed=(woman,))
    activity(cast.awa_at_navette, cast.library, topics=("email",))
    activity(cast.awa_at_navette, cast.library, topics=("sante",), channel="a_distance", place_id=None)
    return cast


def test_each_filter_is_named_with_what_would_be_left_without_it(recorded: Cast) -> None:
    text = page(recorded.awa, "sujet=sante&canal=lieu_activite")
    assert "Rien avec ces filtres" in text
    assert "Sujet : Santé2 activités sans ce filtre" in text
    assert "Canal : Lieu d’activité1 activité sans ce filtre" in text


def test_its_link_leads_to_as_many(recorded: Cast) -> None:
    _, html = answer(recorded.awa, "sujet=sante&canal=lieu_activite")
    (address,) = re.findall(r'href="\?([^"]*)">Sans ce filtre<span class="visually-hidden"> : Sujet', html)
    assert "Avec 1 filtre : 2 activités, 2 accompagnements." in page(recorded.awa, address.replace("&amp;", "&"))


def test_a_filter_on_people_and_territories_are_counted_too(recorded: Cast) -> None:
    filters = asked(recorded.awa, "genre=feminin&sujet=sante&departement=29&commune=56178")
    found = {one.words: one.number for one in widenings(filters, filters.scope(recorded.awa))}
    assert found == {
        "Genre : Féminin": 0,
        "Sujet : Santé": 0,
        "Département : Finistère": 0,
        "Commune : Pontivy": 0,
    }
    filters = asked(recorded.awa, "genre=masculin&sujet=email&departement=56")
    found = {one.words: one.number for one in widenings(filters, filters.scope(recorded.awa))}
    assert found == {"Genre : Masculin": 2, "Sujet : E-mail": 0, "Département : Morbihan": 0}


def test_they_are_counted_in_one_query_however_many(recorded: Cast) -> None:
    filters = asked(recorded.awa, f"lieu={recorded.library.pk}&sujet=sante&canal=domicile&genre=masculin&cadre=autre")
    scope = filters.scope(recorded.awa)
    with CaptureQueriesContext(connection) as captured:
        assert len(widenings(filters, scope)) == 5
    assert len(captured) == 1


def test_without_a_filter_the_year_before_is_offered(recorded: Cast) -> None:
    text = page(recorded.awa, "periode=mois")
    assert "Voir l’année précédente" in text
    assert "sans ce filtre" not in text
