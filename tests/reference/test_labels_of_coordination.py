"""Codes and labels of La Coop, sign by sign: its spreadsheets are read and written with them."""

import pytest

from trame.reference.nomenclatures import (
    PARTNER_TYPES,
    AnimationTopic,
    AnimationType,
    EventType,
    Initiative,
    Nomenclature,
    Organiser,
    PartnershipNature,
    TerritorialLevel,
)

BODIES = [
    ("commune", "Une commune"),
    ("epci", "Un EPCI"),
    ("departement", "Le département"),
    ("region", "La région"),
    ("association", "Une association"),
    ("entreprise", "Une entreprise"),
    ("hub", "Un Hub"),
    ("etat", "État (Préfecture, ANCT, Opérateur...)"),
    ("groupement", "Un groupement (Syndicat mixte, consortium...)"),
    ("autre", "Autre"),
]


@pytest.mark.parametrize(
    ("nomenclature", "expected"),
    [
        (
            AnimationType,
            [
                (
                    "assemblee",
                    "Assemblée / présentation officielle (Ex : conseil municipal, conseil communautaire, "
                    "conseil départemental, CA d’association)",
                ),
                ("comite", "Comité technique / de pilotage"),
                ("groupe_de_travail", "Groupe de travail"),
                ("echange", "Moment d’échange / aide / soutien"),
                (
                    "reunion_coordination",
                    "Réunion de coordination (coordinateurs, médiateurs et conseillers numériques, préfectures, "
                    "Hubs...)",
                ),
                ("webinaire", "Webinaire"),
                ("autre", "Autre"),
            ],
        ),
        (
            Initiative,
            [("initiative", "Intervention à mon initiative"), ("demande", "Réponse à un besoin/une problématique")],
        ),
        (
            AnimationTopic,
            [
                ("partage", "Échanges de bonnes pratiques / partage d’informations"),
                ("reseau", "Maillage territorial - faire réseau / créer du lien"),
                ("soutien", "Soutien technique et/ou organisationnel"),
                ("professionnel", "Projet / Parcours professionnel"),
                ("rh", "Soutien RH auprès des structures"),
                ("autre", "Autre thématique"),
            ],
        ),
        (
            EventType,
            [
                (
                    "grand_public",
                    "Évènement grand public (Ex : Forums, salons, journées départementales, ateliers collectifs...)",
                ),
                ("national", "Évènement national (Ex : NEC, ANCTour, etc...)"),
                (
                    "inclusion_numerique",
                    "Journée d’inclusion numérique (Ex : Séminaire, rencontre, intervention...)",
                ),
                ("nec_local", "NEC local"),
                ("autre", "Autre"),
            ],
        ),
        (Organiser, [("ma_structure", "Ma structure (moi - même)"), *BODIES]),
        (
            TerritorialLevel,
            [
                ("communal", "Communal"),
                ("intercommunal", "Intercommunal"),
                ("departemental", "Départemental"),
                ("regional", "Régional"),
                ("national", "National"),
            ],
        ),
        (
            PartnershipNature,
            [
                ("parcours_usager", "Conception de parcours usager"),
                ("subvention", "Recherche de subvention"),
                ("coordination_departementale", "Journée de coordination départementale"),
                ("rdv_elu", "Rendez-vous avec un·e élu·e"),
                ("autre", "Autre"),
            ],
        ),
    ],
)
def test_each_list_is_la_coop_s_own(nomenclature: type[Nomenclature], expected: list[tuple[str, str]]) -> None:
    assert [(member.value, str(member.label)) for member in nomenclature] == expected


def test_a_partner_is_any_organiser_but_one_s_own_structure() -> None:
    assert [(member.value, str(member.label)) for member in PARTNER_TYPES] == BODIES


def test_labels_hold_no_no_break_space() -> None:
    for nomenclature in (AnimationType, AnimationTopic, EventType, Initiative, Organiser, PartnershipNature):
        assert not [label for label in nomenclature.labels if "\u00a0" in str(label) or "\u202f" in str(label)]
