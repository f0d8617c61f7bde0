from tests.cast import Cast, activity
from tests.statistics.reading import figure, rows


def test_autonomy_is_a_share_of_individual_activities(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, autonomy="autonome")
    activity(cast.awa_at_navette, cast.library, autonomy="entierement_accompagne")
    activity(cast.awa_at_navette, cast.library, autonomy="entierement_accompagne")
    activity(cast.awa_at_navette, cast.library)
    activity(cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=8)
    found = figure(cast, "activities_by_autonomy")
    assert [(row.code, row.n) for row in found.rows] == [("entierement_accompagne", 2), ("autonome", 1), ("", 1)]
    assert (found.n, found.d, found.unknown) == (3, 4, 1)


def test_a_redirection_refused_is_an_answer_and_silence_is_not(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, redirected=True, redirection="aide_sociale")
    activity(cast.awa_at_navette, cast.library, redirected=True, redirection="", source="coop", source_id="1")
    activity(cast.awa_at_navette, cast.library, redirected=False)
    activity(cast.awa_at_navette, cast.library)
    activity(cast.awa_at_navette, cast.library)
    found = figure(cast, "activities_by_redirection")
    assert rows(found) == {"aide_sociale": 1, "non_precise": 1, "": 2}
    assert (found.n, found.d, found.unknown) == (2, 5, 2)
    assert "Organisme non précisé" in [row.label for row in found.rows]
