from tests.cast import Cast, activity, place
from tests.statistics.reading import figure, rows


def test_places_are_named_and_what_is_not_at_a_place_comes_last(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=3)
    activity(cast.awa_at_navette, cast.library, channel="domicile", place_id=None, commune_code="29232")
    found = figure(cast, "attendances_by_place")
    assert [(row.code, row.label, row.n) for row in found.rows] == [
        (str(cast.library.pk), "Médiathèque de Pontivy", 3),
        ("", "Hors d’un lieu d’activité", 1),
    ]


def test_two_places_of_the_same_name_are_told_apart_by_their_commune(cast: Cast) -> None:
    for where in (place(cast.navette, "Mairie", "56178"), place(cast.navette, "Mairie", "29232")):
        activity(cast.awa_at_navette, where)
    labels = {row.label for row in figure(cast, "attendances_by_place").rows}
    assert labels == {"Mairie (Pontivy)", "Mairie (Quimper)"}


def test_the_commune_is_that_of_the_activity(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    activity(cast.awa_at_navette, cast.library, channel="autre", place_id=None, commune_code="29232")
    activity(cast.awa_at_navette, cast.library, channel="a_distance", place_id=None)
    assert rows(figure(cast, "attendances_by_commune")) == {"56178": 2, "29232": 1}


def test_channels_go_from_the_most_used_to_the_least(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, channel="a_distance", place_id=None)
    activity(cast.awa_at_navette, cast.library)
    activity(cast.awa_at_navette, cast.library)
    found = figure(cast, "attendances_by_channel")
    assert [(row.label, row.n) for row in found.rows] == [("Lieu d’activité", 2), ("À distance", 1)]
