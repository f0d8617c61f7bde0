"""A name typed while recording opens a file that does not say why: the form says so, then the page that follows."""

import pytest
from django.test import Client

from tests.activity.posts import INDIVIDUAL, correct, individual, recorded
from tests.cast import Cast
from trame.activity.models import Activity, Beneficiary

pytestmark = pytest.mark.django_db
REMAINS = "Sa fiche est à compléter&nbsp;: il reste à noter pourquoi la suivre, et qu’elle en est informée."


def next_page(client: Client) -> str:
    return client.get("/activites/").content.decode()


def link_to(person: Beneficiary) -> str:
    return f'<a href="/activites/personnes/{person.client_uuid}/corriger/">Compléter la fiche</a>'


def test_the_form_says_beside_the_name_what_will_remain(awa: Client, cast: Cast) -> None:
    page = awa.get("/activites/accompagnement/").content.decode()
    field = page[page.index('<div class="if if-new">') : page.index('id="id_name"') + 200]
    assert "il restera à noter dans sa fiche pourquoi la suivre, et qu’elle en est informée" in field


def test_a_named_file_is_to_be_completed_and_the_next_page_leads_there(awa: Client, cast: Cast) -> None:
    recorded(awa, INDIVIDUAL, individual(cast, who="new", name="Paul Riou"))
    paul = Beneficiary.objects.get()
    page = next_page(awa)
    assert REMAINS in page
    assert link_to(paul) in page
    file = awa.get(f"/activites/personnes/{paul.client_uuid}/").content.decode()
    assert "mais pas pourquoi la suivre, ni qu’elle en est informée" in file
    assert REMAINS not in next_page(awa)


def test_a_pseudonym_alone_has_nothing_to_complete(awa: Client, cast: Cast) -> None:
    recorded(awa, INDIVIDUAL, individual(cast, who="new"))
    page = next_page(awa)
    assert Beneficiary.objects.get().pseudonym in page
    assert "à compléter" not in page


def test_a_correction_that_begins_to_follow_somebody_says_as_much(awa: Client, cast: Cast) -> None:
    made: Activity = recorded(awa, INDIVIDUAL, individual(cast))
    assert correct(awa, made, individual(cast, who="new", name="Paul Riou")).status_code == 302
    paul = Beneficiary.objects.get()
    page = next_page(awa)
    assert f"sous le pseudonyme <b>{paul.pseudonym}</b>" in page
    assert REMAINS in page
    assert link_to(paul) in page
