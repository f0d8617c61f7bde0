"""The rules of La Coop for coordination, each broken rule told in French beside its field; nothing typed is lost."""

import dataclasses
import datetime as dt
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.activity.coordination_posts import ANIMATION, EVENT, PARTNERSHIP, animation, event, partnership
from tests.activity.posts import errors, refused
from tests.cast import Cast
from tests.coordination import coordination_entry
from trame.activity.entry import CoordinationSaid, PartnerSaid
from trame.activity.rules import content_problems
from trame.reference.nomenclatures import Organiser

TODAY = dt.date(2026, 3, 3)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"animation_type": ""}, "animation_type", "Choisissez le type d’animation."),
        ({"animation_type": "karaoke"}, "animation_type", "Ce choix n’est pas dans la liste."),
        (
            {"animation_type": "autre", "animation_type_other": "  "},
            "animation_type_other",
            "Précisez le type d’animation, puisque c’est un autre.",
        ),
        (
            {"animation_topics": ["rh", "autre"]},
            "animation_topic_other",
            "Précisez la thématique, puisque c’en est une autre.",
        ),
        ({"animation_topics": ["email"]}, "animation_topics", "Ce choix n’est pas dans la liste."),
        (
            {"mediators": "0"},
            "mediators",
            "Comptez au moins un médiateur ou une médiatrice, une structure, un autre acteur.",
        ),
        ({"mediators": "-1"}, "mediators", "Un nombre de personnes ne peut pas être négatif."),
        ({"structures": "10001"}, "structures", "10 000 au plus : vérifiez le nombre."),
        ({"others": "deux"}, "others", "Tapez un nombre entier, en chiffres."),
        ({"initiative": "moi"}, "initiative", "Ce choix n’est pas dans la liste."),
        (
            {"duration": "other", "hours": "25"},
            "hours",
            "La durée va de 1 minute à 23 h 59 : corrigez les heures ou les minutes.",
        ),
        (
            {"day": "2026-03-04"},
            "date",
            "Le 4\u00a0mars 2026 n’est pas encore passé : choisissez aujourd’hui ou une date passée.",
        ),
        (
            {"animation_type_other": "a" * 201},
            "animation_type_other",
            "Ce texte dépasse 200 signes : raccourcissez-le.",
        ),
    ],
)
def test_what_an_animation_lacks_is_told(
    cast: Cast, awa: Client, said: dict[str, Any], field: str, sentence: str
) -> None:
    assert errors(awa, ANIMATION, animation(cast, **said)) == {field: [sentence]}


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"event_type": ""}, "event_type", "Choisissez le type d’évènement."),
        (
            {"event_type": "autre"},
            "event_type_other",
            "Précisez le type d’évènement, puisque c’est un autre.",
        ),
        ({"organisers": []}, "organisers", "Choisissez qui a organisé l’évènement : une réponse au moins."),
        ({"organisers": ["autre"]}, "organiser_other", "Précisez qui d’autre a organisé l’évènement."),
        ({"participants": ""}, "participants", "Comptez les participants ; s’il n’y en a eu aucun, tapez 0."),
        ({"participants": "10001"}, "participants", "10 000 au plus : vérifiez le nombre."),
        ({"participants": "-3"}, "participants", "Un nombre de personnes ne peut pas être négatif."),
        ({"territorial_level": "europe"}, "territorial_level", "Ce choix n’est pas dans la liste."),
        ({"title": "a" * 201}, "title", "Ce texte dépasse 200 signes : raccourcissez-le."),
        ({"notes": "a" * 10_001}, "notes", "Les notes dépassent 10 000 signes (10001) : raccourcissez-les."),
    ],
)
def test_what_an_event_lacks_is_told(cast: Cast, awa: Client, said: dict[str, Any], field: str, sentence: str) -> None:
    assert errors(awa, EVENT, event(cast, **said)) == {field: [sentence]}


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        (
            {"partnership_natures": []},
            "partnership_natures",
            "Choisissez la nature du partenariat : une réponse au moins.",
        ),
        (
            {"partnership_natures": ["autre"]},
            "partnership_nature_other",
            "Précisez la nature du partenariat, puisque c’en est une autre.",
        ),
        (
            {"partner_1_name": "", "partner_1_type": ""},
            "partner_1_name",
            "Nommez au moins une structure partenaire.",
        ),
        ({"partner_1_name": " "}, "partner_1_name", "Nommez cette structure, ou videz sa ligne."),
        (
            {"partner_1_type": ""},
            "partner_1_type",
            "Dites ce qu’est « Mairie de Pontivy » : une commune, une association…",
        ),
        ({"partner_1_type": "ma_structure"}, "partner_1_type", "Ce choix n’est pas dans la liste."),
        ({"partner_1_type": "autre"}, "partner_1_type_other", "Précisez ce qu’est « Mairie de Pontivy »."),
        ({"partner_1_name": "a" * 201}, "partner_1_name", "Ce texte dépasse 200 signes : raccourcissez-le."),
    ],
)
def test_what_a_partnership_lacks_is_told(
    cast: Cast, awa: Client, said: dict[str, Any], field: str, sentence: str
) -> None:
    assert errors(awa, PARTNERSHIP, partnership(cast, **said)) == {field: [sentence]}


def test_each_wrong_line_is_told_beside_it_whatever_lines_are_empty(cast: Cast, awa: Client) -> None:
    said = partnership(cast, partner_2_name="", partner_4_name="La Ruche", partner_5_type="association")
    assert errors(awa, PARTNERSHIP, said) == {
        "partner_4_type": ["Dites ce qu’est « La Ruche » : une commune, une association…"],
        "partner_5_name": ["Nommez cette structure, ou videz sa ligne."],
    }


def test_what_was_typed_stays_on_the_page_of_the_refusal(cast: Cast, awa: Client) -> None:
    said = partnership(cast, partnership_natures=[], partner_5_name="La Ruche", partner_5_type="hub", notes="À suivre.")
    page = refused(awa, PARTNERSHIP, said | {"title": "Charte locale"})
    for typed in ("Charte locale", "La Ruche", '<option value="hub" selected>', "À suivre.", "partner_5_type"):
        assert typed in page


def test_a_hundred_posted_lines_are_thirty(cast: Cast, awa: Client) -> None:
    many = {f"partner_{line}_name": f"Mairie {line}" for line in range(1, 101)}
    found = errors(awa, PARTNERSHIP, partnership(cast, **many))
    assert "partner_30_type" in found
    assert "partner_31_type" not in found


def test_a_file_from_elsewhere_may_lack_what_la_coop_leaves_out() -> None:
    lost = CoordinationSaid(participants=12, event_type="autre", organisers=("autre",))
    entry = coordination_entry("evenement", coordination=lost, source="coop").normalised()
    assert content_problems(entry, TODAY) == {}
    assert set(content_problems(dataclasses.replace(entry, source=""), TODAY)) == {
        "event_type_other",
        "organiser_other",
    }


def test_more_than_thirty_partners_are_too_many() -> None:
    partners = tuple(PartnerSaid(name=f"Mairie {rank}", type="commune") for rank in range(31))
    said = CoordinationSaid(partnership_natures=("rdv_elu",), partners=partners)
    entry = coordination_entry("partenariat", coordination=said).normalised()
    assert content_problems(entry, TODAY) == {"partners": ["31 structures : gardez-en 30 au plus."]}


def test_an_entry_without_details_is_told_all_it_lacks() -> None:
    entry = coordination_entry("animation", coordination=None, minutes=None).normalised()
    assert set(content_problems(entry, TODAY)) == {"animation_type", "mediators", "minutes"}


numbers = st.one_of(st.none(), st.integers(-5, 10_005))
codes = st.sampled_from([*Organiser.values, "groupe_de_travail", "rh", "grand_public", "subvention", "", "inconnu"])
several = st.lists(codes, max_size=4).map(tuple)
words = st.text(max_size=220)
partners = st.lists(st.builds(PartnerSaid, name=words, type=codes, type_other=words), max_size=3).map(tuple)


@given(
    kind=st.sampled_from(["animation", "evenement", "partenariat"]),
    minutes=numbers,
    said=st.builds(
        CoordinationSaid,
        mediators=numbers,
        structures=numbers,
        others=numbers,
        participants=numbers,
        animation_type=codes,
        animation_type_other=words,
        initiative=codes,
        animation_topics=several,
        animation_topic_other=words,
        event_type=codes,
        event_type_other=words,
        organisers=several,
        organiser_other=words,
        territorial_level=codes,
        partnership_natures=several,
        partnership_nature_other=words,
        partners=partners,
    ),
)
def test_whatever_is_said_is_normalised_once_and_judged_without_failing(
    kind: str, minutes: int | None, said: CoordinationSaid
) -> None:
    entry = coordination_entry(kind, coordination=said, minutes=minutes).normalised()
    assert entry.normalised() == entry
    content_problems(entry, TODAY)
    assert entry.coordination
    assert (entry.coordination.participants is None) or kind == "evenement"
    assert (entry.minutes is None) or kind == "animation"
