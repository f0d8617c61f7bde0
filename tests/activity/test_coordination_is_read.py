"""Coordination on every page that shows activities: what was said, without a word that belongs to accompaniments."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.activity.coordination_posts import ANIMATION, EVENT, PARTNERSHIP, animation, event, partnership
from tests.activity.posts import LIST, recorded
from tests.cast import Cast, activity, follow
from tests.coordination import coordinated
from trame.activity import own_data, search
from trame.activity.entry import CoordinationSaid, PartnerSaid
from trame.activity.erasure import erase_person
from trame.activity.models import Activity

pytestmark = pytest.mark.django_db
FOREIGN = ("0 personne", "0 accompagnement", "—", "pers.", "None")


def text_of(client: Client, url: str) -> str:
    """What is read on the page, spaces tidied."""
    page = client.get(url).content.decode()
    content = re.sub(r"(?s)<(script|style|svg).*?</\1>", " ", page.split("<main", 1)[1].split("</main>", 1)[0])
    return " ".join(re.sub(r"<[^>]+>", " ", content).split())


def test_the_list_says_what_each_is_and_whom_it_met(cast: Cast, awa: Client) -> None:
    coordinated(cast.awa_at_navette, "animation")
    coordinated(cast.awa_at_navette, "evenement", title="Forum du numérique")
    coordinated(cast.awa_at_navette, "partenariat")
    page = text_of(awa, reverse(LIST))
    for words in ("Groupe de travail", "5 médiateur·rices, 3 structures", "2 h"):
        assert words in page
    for words in ("Forum du numérique", "Évènement", "120 participants", "Recherche de subvention", "Partenariat"):
        assert words in page
    assert not [words for words in FOREIGN if words in page]


def test_the_home_page_lists_it_among_the_last_records(cast: Cast, awa: Client) -> None:
    coordinated(cast.awa_at_navette, "evenement", title="Forum du numérique")
    page = text_of(awa, "/")
    assert "Forum du numérique" in page
    assert "Évènement, 120 participants" in page
    assert not [words for words in FOREIGN if words in page]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (
            "animation",
            ["Animation, lundi 3 mars 2025 · 2 h", "Groupe de travail", "Maillage territorial", "numériques 5"],
        ),
        ("evenement", ["Évènement, lundi 3 mars 2025", "Ma structure (moi - même), Une commune", "Participants 120"]),
        ("partenariat", ["Nature Recherche de subvention", "1 structure partenaire", "Mairie de Pontivy Une commune"]),
    ],
)
def test_the_page_of_one_says_all_of_it(cast: Cast, awa: Client, kind: str, said: list[str]) -> None:
    made = coordinated(cast.awa_at_navette, kind)
    page = text_of(awa, reverse("activity:detail", args=[made.client_uuid]))
    assert [words for words in said if words not in page] == []
    assert not [words for words in FOREIGN if words in page]
    named = {"animation": "cette animation", "evenement": "cet évènement", "partenariat": "ce partenariat"}
    assert f"Supprimer {named[kind]}" in page


def test_what_was_typed_beside_autre_is_shown(cast: Cast, awa: Client) -> None:
    said = CoordinationSaid(mediators=2, animation_type="autre", animation_type_other="Café des aidants")
    made = coordinated(cast.awa_at_navette, "animation", coordination=said)
    page = text_of(awa, reverse("activity:detail", args=[made.client_uuid]))
    assert "Type d’animation Autre : Café des aidants" in page
    assert "Café des aidants" in text_of(awa, reverse(LIST))


@pytest.mark.parametrize(
    ("url_name", "post", "line"),
    [
        (ANIMATION, animation, "Groupe de travail, 2 h, aujourd’hui."),
        (EVENT, event, "Évènement grand public, aujourd’hui."),
        (PARTNERSHIP, partnership, "Recherche de subvention, aujourd’hui."),
    ],
)
def test_once_saved_it_is_told_in_one_line(cast: Cast, awa: Client, url_name: str, post: "object", line: str) -> None:
    recorded(awa, url_name, post(cast))  # type: ignore[operator]
    assert line in text_of(awa, reverse(LIST))


def test_the_manager_reads_it_without_the_notes(cast: Cast, client: Client) -> None:
    made = coordinated(cast.awa_at_navette, "partenariat", notes="Budget à revoir.")
    client.force_login(cast.bruno)
    page = text_of(client, reverse("activity:detail", args=[made.client_uuid]))
    assert "Mairie de Pontivy" in page
    assert "Budget à revoir" not in page


def found(cast: Cast, text: str) -> list[str]:
    return [made.kind for made in search.search(Activity.objects.visible_to(cast.bruno), text, cast.bruno)]


def test_it_is_found_by_its_title_its_partners_and_its_own_words(cast: Cast) -> None:
    other = CoordinationSaid(mediators=2, animation_type="autre", animation_type_other="Café des aidants")
    coordinated(cast.awa_at_navette, "animation", coordination=other)
    coordinated(cast.awa_at_navette, "evenement", title="Forum du numérique")
    coordinated(cast.awa_at_navette, "partenariat", notes="Secret")
    assert found(cast, "cafe des") == ["animation"]
    assert found(cast, "FORUM") == ["evenement"]
    assert found(cast, "mairie de pont") == ["partenariat"]
    assert found(cast, "secret") == []


def test_her_own_copy_holds_all_of_it(cast: Cast) -> None:
    coordinated(cast.awa_at_navette, "partenariat")
    coordinated(cast.awa_at_navette, "animation")
    whole = b"".join(part.content for part in own_data.activities(cast.awa)).decode()
    for words in ("Mairie de Pontivy (Une commune)", "Type d’animation : Groupe de travail", "Structures : 3"):
        assert words in whole


def test_a_person_erased_leaves_no_trace_in_what_coordination_says(cast: Cast) -> None:
    jeanne = follow(cast.navette, name="Jeanne Le Bihan")
    partners = (PartnerSaid(name="Chez Jeanne Le Bihan", type="autre", type_other="Maison de Le Bihan Jeanne"),)
    nature = {"partnership_natures": ("autre",), "partnership_nature_other": "Parrainage de jeanne le bihan"}
    made = coordinated(
        cast.awa_at_navette,
        "partenariat",
        title="Avec Jeanne Le Bihan",
        notes="Voir Jeanne Le Bihan.",
        coordination=CoordinationSaid(partners=partners, **nature),  # type: ignore[arg-type]
    )
    elsewhere = coordinated(cast.chloe_at_port, "evenement", title="Jeanne Le Bihan")
    erase_person(by=cast.awa, person=jeanne)
    made, elsewhere = Activity.objects.get(pk=made.pk), Activity.objects.get(pk=elsewhere.pk)
    partner = made.partners.get()
    assert (made.title, made.notes) == ("Avec [nom effacé]", "Voir [nom effacé].")
    assert (partner.name, partner.type_other) == ("Chez [nom effacé]", "Maison de [nom effacé]")
    assert made.coordination.partnership_nature_other == "Parrainage de [nom effacé]"
    assert made.content_digest == ""
    assert elsewhere.title == "Jeanne Le Bihan"


def queries_of(client: Client, url: str, django_assert_max_num_queries: "object") -> int:
    with django_assert_max_num_queries(80) as counted:  # type: ignore[operator]
        assert client.get(url).status_code == 200
    return len(counted)


@pytest.mark.parametrize("url", ["/", "/activites/"])
def test_a_page_of_coordination_costs_the_same_whatever_its_length(
    cast: Cast, awa: Client, url: str, django_assert_max_num_queries: "object"
) -> None:
    activity(cast.awa_at_navette, cast.library)
    for kind in ("animation", "evenement", "partenariat"):
        coordinated(cast.awa_at_navette, kind)
    awa.get(url)
    few = queries_of(awa, url, django_assert_max_num_queries)
    for _ in range(8):
        for kind in ("animation", "evenement", "partenariat"):
            coordinated(cast.awa_at_navette, kind)
    assert queries_of(awa, url, django_assert_max_num_queries) == few
