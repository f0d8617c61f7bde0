from django.db import connection

from tests.cast import Cast, activity, follow
from trame.activity.entry import FollowedParticipant, ProcedureSaid
from trame.activity.services import delete_activity
from trame.facts.definitions import facts


def rows_of(fact: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {fact}")
        (count,) = cursor.fetchone()
        return int(count)


def test_a_deleted_activity_is_in_no_fact(cast: Cast) -> None:
    made = activity(
        cast.awa_at_navette, cast.library, kind="collectif", topics=("aide_aux_demarches_administratives",),
        materials=("tablette",), tags=("Bus",),
        followed=(FollowedParticipant(follow(cast.navette).pk),),
        anonymous_total=2, anonymous={"anonymous_gender_feminin": 2}, secondary_topics=("sante",),
        equipment_at_start=("smartphone",), half_days=("matin",), procedures=(ProcedureSaid(operator="caf"),),
    )  # fmt: skip
    of_activities = {fact for fact in facts() if not fact.startswith(("fact_network", "fact_coordination"))}
    assert {fact: rows_of(fact) for fact in of_activities} == dict.fromkeys(of_activities, 1)
    delete_activity(by=cast.awa, activity=made)
    assert {fact: rows_of(fact) for fact in of_activities} == dict.fromkeys(of_activities, 0)
