"""Every topic has its pictogram; an unknown name still draws something."""

import pytest
from django.template import engines

from trame.ui.icons import ICONS, UNKNOWN, icon

TOPICS = """
diagnostic_numerique prendre_en_main_du_materiel maintenance_de_materiel gere_ses_contenus_numeriques
navigation_sur_internet email bureautique reseaux_sociaux sante banque_et_achats_en_ligne entrepreneuriat
insertion_professionnelle securite_numerique parentalite scolarite_et_numerique creer_avec_le_numerique
culture_numerique intelligence_artificielle aide_aux_demarches_administratives papiers_elections_citoyennete
famille_scolarite social_sante travail_formation logement transports_mobilite argent_impots justice
etrangers_europe loisirs_sports_culture associations
"""


@pytest.mark.parametrize("topic", TOPICS.split())
def test_each_topic_has_its_own_pictogram(topic: str) -> None:
    assert topic in ICONS


def test_no_two_topics_share_a_drawing() -> None:
    drawings = [ICONS[topic] for topic in TOPICS.split()]

    assert len(set(drawings)) == len(drawings)


def test_an_unknown_name_draws_the_plain_disc_and_not_the_name() -> None:
    html = icon("<script>")

    assert UNKNOWN in html
    assert "<script>" not in html


def test_a_template_gives_a_class() -> None:
    html = engines["django"].from_string('{% icon "close" "x" %}').render()

    assert 'class="icon x"' in html
    assert 'aria-hidden="true"' in html
