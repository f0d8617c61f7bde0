from tests.cast import Cast, activity, follow
from tests.statistics.reading import figures
from trame.activity.entry import FollowedParticipant


def test_a_workshop_of_ten_counts_ten_accompaniments_and_its_minutes_once(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, kind="collectif", minutes=90, anonymous_total=10)
    found = figures(cast.awa)
    assert found["attendances"].n == 10
    assert found["workshop_attendances"].n == 10
    assert found["activities"].n == 1
    assert found["workshops"].n == 1
    assert found["individual_activities"].n == 0
    assert found["minutes"].n == 90


def test_followed_and_anonymous_people_of_a_workshop_add_up(cast: Cast) -> None:
    people = [follow(cast.navette), follow(cast.navette)]
    followed = tuple(FollowedParticipant(person.pk) for person in people)
    activity(cast.awa_at_navette, cast.library, kind="collectif", followed=followed, anonymous_total=5)
    found = figures(cast.awa)
    assert found["attendances"].n == 7
    assert (found["followed_people"].n, found["followed_people"].d) == (2, 2)
    assert (found["anonymous_attendances"].n, found["anonymous_attendances"].d) == (5, 7)


def test_a_followed_person_seen_three_times_is_one_person_and_three_accompaniments(cast: Cast) -> None:
    person = follow(cast.navette)
    for _ in range(3):
        activity(cast.awa_at_navette, cast.library, followed=(FollowedParticipant(person.pk),))
    found = figures(cast.awa)
    assert (found["followed_people"].n, found["followed_people"].d) == (1, 3)
    assert found["attendances"].n == 3
    assert found["minutes"].n == 90


def test_individual_activities_and_workshops_share_out_the_activities(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    activity(cast.awa_at_navette, cast.library)
    activity(cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=4)
    found = figures(cast.awa)
    assert (found["individual_activities"].n, found["individual_activities"].d) == (2, 3)
    assert (found["workshops"].n, found["workshops"].d) == (1, 3)
    assert (found["workshop_attendances"].n, found["workshop_attendances"].d) == (4, 6)
