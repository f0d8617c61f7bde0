import datetime as dt

import pytest
from django.http import Http404

from tests.cast import Cast, activity, follow, membership, person, place
from tests.statistics.filters.asking import TODAY, activities, asked, figures
from trame.activity.entry import FollowedParticipant
from trame.activity.models import Tag
from trame.people.models import Role
from trame.statistics.filters.panel import panel


@pytest.fixture
def recorded(cast: Cast) -> Cast:
    """Four activities of La Navette, each different from the others in everything."""
    hall = place(cast.navette, "Mairie", "29232")
    woman = FollowedParticipant(follow(cast.navette, gender="feminin", status="retraite").pk)
    activity(cast.awa_at_navette, cast.library, topics=("email", "sante"), tags=("Bus",), setting="permanence")
    activity(cast.awa_at_navette, hall, followed=(woman,), minutes=60)
    activity(
        cast.awa_at_navette, cast.library, kind="collectif", topics=("bureautique",), setting="scolaire",
        anonymous_total=3, anonymous={"anonymous_gender_feminin": 2, "anonymous_status_en_emploi": 1},
    )  # fmt: skip
    activity(cast.awa_at_navette, cast.library, channel="a_distance", place_id=None, topics=("sante",))
    return cast


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 4),
        ("nature=individuel", 3),
        ("nature=collectif", 1),
        ("nature=individuel&nature=collectif", 4),
        ("sujet=sante", 2),
        ("sujet=sante&sujet=bureautique", 3),
        ("sujet=sante&nature=collectif", 0),
        ("canal=a_distance", 1),
        ("cadre=scolaire", 1),
        ("cadre=scolaire&cadre=permanence", 2),
        ("commune=29232", 1),
        ("commune=56178", 3),
        ("commune=56178&canal=lieu_activite", 2),
        ("departement=29", 1),
        ("departement=29&departement=56", 4),
        ("genre=feminin", 2),
        ("genre=masculin", 0),
        ("statut=retraite", 1),
        ("statut=retraite&statut=en_emploi", 2),
    ],
)
def test_values_of_one_filter_add_up_and_two_filters_narrow_each_other(recorded: Cast, query: str, number: int) -> None:
    assert activities(recorded.awa, query) == number


def test_a_place_and_a_tag_are_asked_by_their_number(recorded: Cast) -> None:
    tag = Tag.objects.get(name="Bus")
    assert activities(recorded.awa, f"tag={tag.pk}") == 1
    assert activities(recorded.awa, f"lieu={recorded.library.pk}") == 2
    assert activities(recorded.awa, f"lieu={recorded.library.pk}&tag={tag.pk}") == 1


def test_a_filter_on_people_counts_the_people_not_the_group(recorded: Cast) -> None:
    found = figures(recorded.awa, "genre=feminin", "attendances", "activities", "minutes")
    # One followed woman, alone for 60 minutes, and two of the three people of a workshop of 30 minutes.
    assert (found["attendances"].n, found["activities"].n, found["minutes"].n) == (3, 2, 90)


def test_a_colleague_is_chosen_as_in_the_list_of_activities(cast: Cast) -> None:
    lea = person("lea@navette.test", "Léa", "Tanguy")
    gone = person("gone@navette.test", "Ian", "Rozec")
    lea_here = membership(lea, cast.navette, Role.MEDIATOR)
    ian_here = membership(gone, cast.navette, Role.MEDIATOR)
    activity(cast.awa_at_navette, cast.library)
    activity(lea_here, cast.library)
    activity(ian_here, cast.library)
    ian_here.ends_on = TODAY - dt.timedelta(days=200)
    ian_here.save()
    for reader in (cast.awa, cast.bruno):
        assert activities(reader, f"mediateur={lea.pk}") == 1
        assert activities(reader, f"mediateur={gone.pk}") == 1
        assert activities(reader, f"mediateur={lea.pk}&mediateur={cast.awa.pk}") == 2
    offered = {field.name: field for group in panel(asked(cast.bruno, ""), cast.bruno) for field in group.fields}
    assert [option.words for option in offered["mediateur"].shown] == ["Awa Diallo", "Ian Rozec", "Léa Tanguy"]


def test_somebody_of_two_structures_adds_them_up(cast: Cast) -> None:
    membership(cast.awa, cast.port, Role.MANAGER)
    activity(cast.awa_at_navette, cast.library)
    activity(cast.chloe_at_port, cast.quay)
    activity(cast.chloe_at_port, cast.quay)
    both = f"structure={cast.navette.pk}&structure={cast.port.pk}"
    assert activities(cast.awa, f"structure={cast.port.pk}") == 2
    assert activities(cast.awa, both) == 3
    assert asked(cast.awa, both).whose == "La Navette et Clic du Port"
    # Chloé records at the port, where Awa reads too: with La Navette alone, she is not there.
    assert asked(cast.awa, f"mediateur={cast.chloe.pk}").left == {"mediator"}


def test_what_is_not_hers_is_not_found(cast: Cast) -> None:
    activity(cast.chloe_at_port, cast.quay, tags=("Quai",))
    tag = Tag.objects.get(name="Quai")
    for query in (f"structure={cast.port.pk}", f"mediateur={cast.chloe.pk}", f"tag={tag.pk}", "tag=999999999"):
        for reader in (cast.awa, cast.bruno):
            with pytest.raises(Http404):
                asked(reader, query)


def test_the_address_says_codes_and_gives_the_same_filters_back(recorded: Cast) -> None:
    query = f"{'sujet=sante&nature=individuel&genre=feminin&departement=56'}&lieu={recorded.library.pk}&comparer=avant"
    found = asked(recorded.awa, query)
    again = asked(recorded.awa, found.query)
    assert again.query == found.query
    assert again.scope(recorded.awa) == found.scope(recorded.awa)
    assert found.query == (
        f"periode=annee&lieu={recorded.library.pk}&departement=56&nature=individuel&sujet=sante&genre=feminin"
        "&comparer=avant"
    )
