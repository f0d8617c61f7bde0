"""Setting, access, payment, starting points, times, secondary topics: each figure worked out by hand."""

import pytest

from tests.cast import Cast, activity
from tests.statistics.reading import figure, rows


@pytest.mark.parametrize(
    ("column", "codes"),
    [
        ("setting", ("permanence", "scolaire")),
        ("access_mode", ("sans_rdv", "sur_inscription")),
        ("payment", ("gratuit", "pass_numerique")),
        ("public_kind", ("particulier", "aidant")),
    ],
)
def test_a_facet_of_everybody_weighs_its_participants(cast: Cast, column: str, codes: tuple[str, str]) -> None:
    activity(cast.awa_at_navette, cast.library, **{column: codes[0]})
    activity(cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=6, **{column: codes[1]})
    activity(cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=3)
    found = figure(cast, f"attendances_by_{column}")
    assert [(row.code, row.n) for row in found.rows] == [(codes[1], 6), (codes[0], 1), ("", 3)]
    assert (found.n, found.d, found.unknown) == (7, 10, 3)


def test_who_sent_the_person_is_asked_of_individual_accompaniments_only(cast: Cast) -> None:
    for origin in ("mairie", "mairie", "spontanee", ""):
        activity(cast.awa_at_navette, cast.library, origin=origin)
    activity(cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=8)
    found = figure(cast, "attendances_by_origin")
    assert [(row.label, row.n) for row in found.rows] == [
        ("Mairie ou CCAS", 2),
        ("D’elle-même", 1),
        ("Non renseigné", 1),
    ]
    assert (found.n, found.d, found.unknown) == (3, 4, 1)


def test_several_pieces_of_equipment_are_several_mentions(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, equipment_at_start=("ordinateur", "smartphone"))
    activity(cast.awa_at_navette, cast.library, equipment_at_start=("aucun",))
    activity(cast.awa_at_navette, cast.library)
    found = figure(cast, "attendances_by_equipment")
    assert rows(found) == {"ordinateur": 1, "smartphone": 1, "aucun": 1, "": 1}
    assert (found.n, found.d, found.unknown, found.mentions) == (2, 3, 1, 3)


def test_connection_is_that_of_the_person(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, connection_at_start="aucune")
    activity(cast.awa_at_navette, cast.library)
    assert rows(figure(cast, "attendances_by_connection_at_start")) == {"aucune": 1, "": 1}


def test_progress_is_counted_among_known_pairs(cast: Cast) -> None:
    pairs = [
        ("grand_debutant", "debutant"),  # up
        ("debutant", "a_l_aise"),  # up
        ("a_l_aise", "intermediaire"),  # down: the order is that of ease, not of the alphabet
        ("debutant", "debutant"),  # same
        ("debutant", ""),
        ("", "a_l_aise"),
        ("", ""),
    ]
    for start, after in pairs:
        activity(cast.awa_at_navette, cast.library, skill_at_start=start, skill_after=after)
    activity(cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=8)
    progress = figure(cast, "skill_progress")
    assert (progress.n, progress.d, progress.unknown) == (2, 4, 3)
    start = figure(cast, "attendances_by_skill_at_start")
    assert [(row.code, row.n) for row in start.rows] == [
        ("grand_debutant", 1),
        ("debutant", 3),
        ("a_l_aise", 1),
        ("", 2),
    ]
    assert rows(figure(cast, "attendances_by_skill_after")) == {
        "debutant": 2, "intermediaire": 1, "a_l_aise": 2, "": 2,
    }  # fmt: skip


def test_a_secondary_topic_counts_among_all_and_not_among_the_main_ones(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, topics=("email",), secondary_topics=("sante", "email"))
    activity(cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=4, topics=("sante",))
    activity(cast.awa_at_navette, cast.library, topics=(), secondary_topics=("bureautique",), source="c", source_id="1")
    activity(cast.awa_at_navette, cast.library, topics=(), source="c", source_id="2")
    main, every = figure(cast, "attendances_by_topic"), figure(cast, "attendances_by_any_topic")
    assert rows(main) == {"sante": 4, "email": 1, "": 2}
    assert rows(every) == {"sante": 5, "email": 1, "bureautique": 1, "": 1}
    assert (every.n, every.d, every.unknown, every.mentions) == (6, 7, 1, 7)


def test_time_by_nature_adds_up_what_is_noted_and_estimates_nothing(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, minutes=60, preparation_minutes=20, travel_minutes=0)
    activity(cast.awa_at_navette, cast.library, minutes=30, preparation_minutes=25)
    found = figure(cast, "minutes_by_nature")
    assert [(row.label, row.n) for row in found.rows] == [
        ("Avec les personnes", 90), ("Préparation", 45), ("Trajet", 0),
    ]  # fmt: skip
    assert (found.n, found.d, found.unknown) == (135, 135, 0)


def test_a_half_day_counts_once_for_a_mediator_whatever_she_did(cast: Cast) -> None:
    first = activity(cast.awa_at_navette, cast.library, half_days=("matin",))
    activity(cast.awa_at_navette, cast.library, half_days=("matin", "apres_midi"))
    activity(cast.awa_at_navette, cast.library, half_days=("matin",), date=first.date.replace(day=4))
    activity(cast.awa_at_navette, cast.library)
    found = figure(cast, "half_days")
    assert (found.n, found.d, found.unknown) == (3, 4, 1)


def test_with_nothing_noted_everything_is_unknown_and_nothing_is_made_up(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    assert rows(figure(cast, "attendances_by_setting")) == {"": 1}
    assert rows(figure(cast, "minutes_by_nature")) == {"avec_les_personnes": 30}
    assert (figure(cast, "skill_progress").d, figure(cast, "procedures").n, figure(cast, "half_days").n) == (0, 0, 0)
