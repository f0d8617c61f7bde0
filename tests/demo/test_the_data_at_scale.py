"""`seed_scale`: invented data to measure with, that real ones would not tell apart; always the same, never added."""

import io
from collections import Counter
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F
from hypothesis import given
from hypothesis import strategies as st

from demo.scale import BRETAGNE, END, START, Size
from demo.scale.lines import Lines
from demo.scale.loading import NotEmpty, seed
from demo.scale.teams import open_teams, shared_out
from demo.seasons import is_working_day
from tests.cast import Cast, activity
from tests.demo.stored import entry_of
from tests.facts.kept import differences, number_of
from trame.activity.models import Activity, ActivityTag, AnonymousResidence, Attendance, Beneficiary, Procedure
from trame.activity.rules import problems
from trame.directory.models import Place
from trame.people.models import Membership, Organisation
from trame.reference.nomenclatures import ACCOMPANIMENT_KINDS

TINY = Size(mediators=3, activities=60, departements=BRETAGNE)
SMALL = Size(mediators=20, activities=4_000, departements=BRETAGNE)
# What identifies nothing outside its database: no id, which goes on from where the sequences were.
TOLD = """
SELECT a.client_uuid::text, o.name, u.email, a.kind, a.date, a.minutes, a.channel, p.name, a.commune_id, a.topics,
    a.materials, a.title, a.redirected, a.deleted_at, a.anonymous_total, a.anonymous_gender_feminin, a.setting,
    (SELECT ARRAY_AGG(b.pseudonym || b.gender || b.status ORDER BY b.pseudonym) FROM activity_attendance AS t
     INNER JOIN activity_beneficiary AS b ON b.id = t.beneficiary_id WHERE t.activity_id = a.id)
FROM activity_activity AS a
INNER JOIN people_organisation AS o ON o.id = a.organisation_id
INNER JOIN people_user AS u ON u.id = a.mediator_id
LEFT JOIN directory_place AS p ON p.id = a.place_id
ORDER BY a.client_uuid
"""


def rows(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def one(sql: str) -> object:
    return rows(sql)[0][0]


@pytest.mark.django_db
def test_what_is_said_to_be_written_is_what_the_tables_hold() -> None:
    seeded = seed(TINY)
    assert (seeded.mediators, seeded.organisations, seeded.activities) == (3, 1, 60)
    assert one("SELECT COUNT(*) FROM activity_activity") == 60
    assert one("SELECT COUNT(DISTINCT organisation_id) FROM activity_activity") == 1
    assert one("SELECT COUNT(*) FROM people_membership WHERE role = 'mediator'") == 3
    assert one("SELECT COUNT(*) FROM activity_attendance") == seeded.attendances > 0
    assert one("SELECT COUNT(DISTINCT beneficiary_id) FROM activity_attendance") == seeded.people > 0
    assert one("SELECT SUM(anonymous_total) FROM activity_activity") == seeded.anonymous > 0


@pytest.mark.django_db
def test_every_record_satisfies_the_rules_of_a_form() -> None:
    seed(Size(mediators=3, activities=500, departements=BRETAGNE))
    found = Activity.objects.filter(kind__in=ACCOMPANIMENT_KINDS).select_related("membership__organisation")
    wrong = {}
    for record in found.prefetch_related("attendances", "anonymous_residences"):
        if said := problems(entry_of(record).normalised(), record.membership, END):
            wrong[record.pk] = said
        assert record.commune_id is not None
    assert wrong == {}
    assert found.count() > 480
    assert one("SELECT COUNT(*) FROM activity_coordinationdetails") == 500 - found.count() > 0


@pytest.mark.django_db
def test_what_goes_with_an_activity_is_of_its_structure() -> None:
    seed(SMALL)
    for model in (Attendance, Procedure, AnonymousResidence):
        assert model._base_manager.exists()
        assert not model._base_manager.exclude(organisation=F("activity__organisation")).exists()
    assert not Attendance.objects.exclude(beneficiary__organisation=F("organisation")).exists()
    assert ActivityTag.objects.exists()
    assert not ActivityTag.objects.exclude(tag__organisation=F("activity__organisation")).exists()


@pytest.mark.django_db
def test_the_same_size_gives_the_same_data() -> None:
    told = []
    for _ in range(2):
        with transaction.atomic():
            seed(TINY)
            told.append(rows(TOLD))
            transaction.set_rollback(True)
    assert len(told[0]) == 60
    assert told[0] == told[1]
    assert one("SELECT COUNT(*) FROM activity_activity") == 0


@pytest.mark.django_db
def test_facts_are_those_of_the_data_and_follow_the_next_record() -> None:
    seed(TINY)
    assert (number_of("kept_activity") > 50, differences()) == (True, {})
    membership = Membership.objects.select_related("user", "organisation").earliest("pk")
    last = Activity.objects.latest("pk").pk
    made = activity(membership, Place.objects.filter(organisation=membership.organisation).earliest("pk"))
    assert made.pk == last + 1
    assert one(f"SELECT COUNT(*) FROM kept_activity WHERE activity_id = {made.pk}") == 1
    assert differences() == {}


@pytest.mark.django_db
def test_shares_are_those_announced() -> None:
    """Two accompaniments for an activity, half of them of people followed, 43 in 100 of whom come back; source 004:
    1.07 themes for each accompaniment, 25.4 in 100 about handling the equipment, 9 in 100 minors, 53 retired."""
    seeded = seed(SMALL)
    whole = seeded.attendances + seeded.anonymous
    assert 1.9 < whole / seeded.activities < 2.15
    assert 0.46 < seeded.attendances / whole < 0.54
    again = "SELECT AVG((n > 1)::integer) FROM (SELECT COUNT(*) AS n FROM activity_attendance GROUP BY beneficiary_id)"
    assert 0.38 < one(f"{again} AS t") < 0.48
    met = "FROM activity_activity WHERE kind <> 'animation'"
    assert 1.04 < one(f"SELECT AVG(CARDINALITY(topics)) {met}") < 1.10
    handling = "code = 'prendre_en_main_du_materiel'"
    of_topics = "FROM fact_activity_topic INNER JOIN fact_activity USING (activity_id)"
    assert 0.22 < one(f"SELECT SUM(attendances) FILTER (WHERE {handling})::float / SUM(attendances) {of_topics}") < 0.29
    minors = "anonymous_age_moins_de_douze + anonymous_age_douze_dix_huit"
    assert 0.06 < one(f"SELECT SUM({minors})::float / SUM(anonymous_total) {met}") < 0.14
    assert 0.49 < one(f"SELECT SUM(anonymous_status_retraite)::float / SUM(anonymous_total) {met}") < 0.60
    assert 0.02 < one(f"SELECT AVG((setting <> '')::integer) {met}") < 0.05


@pytest.mark.django_db
def test_days_come_in_order_working_days_only_within_memberships() -> None:
    seed(SMALL)
    found = Activity.objects.order_by("pk").select_related("membership")
    dates = [record.date for record in found]
    assert dates == sorted(dates)
    assert START <= dates[0] <= dates[-1] <= END
    assert all(is_working_day(date) for date in set(dates))
    assert all(record.membership.covers(record.date) for record in found)
    assert all(record.membership.user_id == record.mediator_id for record in found)


@pytest.mark.django_db
def test_a_team_works_in_one_departement() -> None:
    seed(SMALL)
    met = Activity.objects.filter(kind__in=ACCOMPANIMENT_KINDS)
    assert set(met.values_list("commune__departement", flat=True)) == {"35"}


@pytest.mark.django_db
def test_twenty_teams_share_bretagne_by_population() -> None:
    """Insee 2023, in thousands: Côtes-d’Armor 610, Finistère 930, Ille-et-Vilaine 1,110, Morbihan 780."""
    open_teams(Size(mediators=600, activities=0, departements=BRETAGNE), Random(1))
    teams = Counter(Organisation.objects.values_list("commune__departement", flat=True))
    assert teams == {"22": 4, "29": 5, "35": 6, "56": 5}
    assert Membership.objects.count() == 600


@pytest.mark.django_db
@pytest.mark.parametrize("deleted", [False, True])
def test_a_database_with_activities_even_deleted_is_left_alone(cast: Cast, deleted: bool) -> None:
    made = activity(cast.awa_at_navette, cast.library)
    if deleted:
        Activity.objects.filter(pk=made.pk).update(deleted_at=made.created_at)
    with pytest.raises(NotEmpty):
        seed(TINY)
    with pytest.raises(CommandError, match=r"contient déjà des activités .* Rien n’a été écrit"):
        call_command("seed_scale", size="region", stdout=io.StringIO())
    assert Activity.objects.count() == 1
    assert Organisation.objects.count() == 2


@pytest.mark.django_db
def test_a_load_that_fails_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("demo.scale.loading._give_back_ids", interrupted)
    with pytest.raises(KeyboardInterrupt):
        seed(TINY)
    assert not Activity.objects.exists()
    assert not Beneficiary.objects.exists()
    assert not Organisation.objects.exists()


@pytest.mark.django_db
def test_the_command_says_what_it_made_and_how_long_it_took() -> None:
    said = io.StringIO()
    call_command("seed_scale", size="region", mediators=3, activities=60, stdout=said)
    lines = said.getvalue().replace("\xa0", " ").replace("\u202f", " ").splitlines()
    assert lines[1:4] == ["  1 structure", "  3 médiateur·rices", "  60 activités"]
    assert lines[0].startswith("Données écrites en ")
    assert lines[-1].startswith("Base prête en ")


def test_a_column_that_is_never_twice_the_same_must_be_said() -> None:
    with pytest.raises(ValueError, match="client_uuid is never twice the same"):
        Lines(Beneficiary, "id organisation_id pseudonym created_at updated_at")


@given(st.integers(0, 10_000), st.dictionaries(st.text(max_size=3), st.floats(0.01, 1e6), min_size=1, max_size=30))
def test_things_shared_by_weight_are_all_given_each_within_one_of_its_part(
    number: int, weights: dict[str, float]
) -> None:
    shares = shared_out(number, weights)
    assert sum(shares.values()) == number
    whole = sum(weights.values())
    assert all(abs(shares[key] - number * weight / whole) < 1.001 for key, weight in weights.items())
