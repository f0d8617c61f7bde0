"""Topics, materials and tags: one accompaniment may be in several rows."""

from tests.cast import Cast, activity
from tests.statistics.reading import figure, rows


def test_an_accompaniment_with_two_topics_is_two_mentions_and_one_accompaniment(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, topics=("email", "sante"))
    activity(cast.awa_at_navette, cast.library, topics=("email",))
    found = figure(cast, "attendances_by_topic")
    assert rows(found) == {"email": 2, "sante": 1}
    assert (found.n, found.d, found.unknown, found.mentions) == (2, 2, 0, 3)


def test_a_workshop_weighs_its_participants_in_each_of_its_topics(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, kind="collectif", topics=("email", "sante"), anonymous_total=6)
    activity(cast.awa_at_navette, cast.library, topics=("sante",))
    found = figure(cast, "attendances_by_topic")
    assert [(row.code, row.n) for row in found.rows] == [("sante", 7), ("email", 6)]
    assert (found.d, found.mentions) == (7, 13)


def test_accompaniments_without_topic_are_not_stated(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, topics=(), source="coop", source_id="1")
    activity(cast.awa_at_navette, cast.library)
    found = figure(cast, "attendances_by_topic")
    assert (found.n, found.d, found.unknown) == (1, 2, 1)
    assert [(row.code, row.label, row.n) for row in found.rows] == [("email", "E-mail", 1), ("", "Non renseigné", 1)]


def test_no_material_used_is_an_answer_and_nothing_ticked_is_not(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, materials=("ordinateur", "telephone"))
    activity(cast.awa_at_navette, cast.library, materials=("aucun",))
    activity(cast.awa_at_navette, cast.library)
    found = figure(cast, "attendances_by_material")
    assert rows(found) == {"ordinateur": 1, "telephone": 1, "aucun": 1, "": 1}
    assert (found.n, found.d, found.unknown, found.mentions) == (2, 3, 1, 3)


def test_tags_are_named_as_their_author_wrote_them(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=4, tags=("Breizh Bus 🚌", "Café IA"))
    activity(cast.awa_at_navette, cast.library, tags=("café ia",))
    activity(cast.awa_at_navette, cast.library)
    found = figure(cast, "attendances_by_tag")
    assert [(row.label, row.n) for row in found.rows] == [("Café IA", 5), ("Breizh Bus 🚌", 4), ("Sans tag", 1)]
    assert (found.n, found.d) == (5, 6)
