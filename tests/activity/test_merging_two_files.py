"""Two files of one person become one, field by field, and give both back: as they were, for thirty days."""

import datetime as dt
import uuid
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.activity.posts import INDIVIDUAL, errors, individual
from tests.activity.test_people_followed import cost
from tests.cast import Cast, activity, follow
from trame.activity.entry import FollowedParticipant
from trame.activity.erasure import erase_person
from trame.activity.following_end import RULES
from trame.activity.models import (
    Activity,
    Attendance,
    Beneficiary,
    DistinctPeople,
    LevelReading,
    Objective,
    PersonMerge,
)
from trame.activity.person_entry import PersonDetails
from trame.activity.services import EntryRefused, NotAllowed, ReplayConflict, correct_person, forget_unused
from trame.activity.services.merging import merge_people, undo_person_merge
from trame.interchange.imports.matching import known_people
from trame.jobs.privacy.retention import apply_rule
from trame.people.models import JournalEntry
from trame.statistics.engine import compute, scope_for

pytestmark = pytest.mark.django_db
LIST, DUPLICATES = "/activites/personnes/", "/activites/personnes/doublons/"
_, MERGED = RULES


@pytest.fixture
def left(cast: Cast) -> Beneficiary:
    return follow(cast.navette, pseudonym="P-LEFT1", name="Jeanne Le Bihan", birth_year=1950, match_key="left")


@pytest.fixture
def right(cast: Cast) -> Beneficiary:
    return follow(
        cast.navette, pseudonym="P-RIGHT", name="Jeanne LEBIHAN", birth_year=1950, phone="+33612345678",
        match_key="right",
    )  # fmt: skip


def came(cast: Cast, *people: Beneficiary, **said: Any) -> Activity:
    present = tuple(FollowedParticipant(person.pk) for person in people)
    return activity(cast.awa_at_navette, cast.library, followed=present, **said)


def merge(cast: Cast, kept: Beneficiary, merged: Beneficiary, **choices: Any) -> PersonMerge:
    return merge_people(by=cast.awa, kept=kept, merged=merged, choices=choices, client_uuid=uuid.uuid4())


def state() -> Any:
    """Everything that a merge may touch, but for the merges themselves and the hour of the last change."""
    fields = [field.attname for field in Beneficiary._meta.concrete_fields if field.name != "updated_at"]
    return [
        list(Beneficiary.objects.order_by("pk").values_list(*fields)),
        sorted(Attendance.objects.values_list("activity", "beneficiary", "age_band")),
        sorted(Objective.objects.values_list("pk", "beneficiary")),
        sorted(LevelReading.objects.values_list("pk", "beneficiary")),
    ]


def figures(cast: Cast) -> tuple[int, int]:
    """(people followed, accompaniments)."""
    found = compute(scope_for(cast.awa, start=dt.date(2020, 1, 1), end=dt.date(2026, 12, 31)), reader=cast.awa)
    n = {code: figure.as_dict()["n"] for code, figure in found.items()}
    return n["followed_people"], n["attendances"]


def pair(one: Beneficiary, other: Beneficiary, verb: str = "fondre") -> str:
    return f"{LIST}{one.client_uuid}/{verb}/{other.client_uuid}/"


def posted(client: Client, one: Beneficiary, other: Beneficiary, **choices: str) -> dict[str, str]:
    """What the preview sends: its hidden fields, and the choices."""
    form = client.get(pair(one, other)).context["form"]
    hidden = {name: str(form[name].value()) for name in ("client_uuid", "kept_version", "merged_version")}
    return hidden | {name: str(form[name].value()) for name in form.differing} | choices


def test_what_was_chosen_stays_and_the_rest_is_that_of_the_kept_file(
    cast: Cast, left: Beneficiary, right: Beneficiary
) -> None:
    merge(cast, left, right, phone="merged", name="kept")
    left.refresh_from_db()
    right.refresh_from_db()
    assert (left.phone, left.name, left.pseudonym, left.merged_into) == (
        "+33612345678",
        "Jeanne Le Bihan",
        "P-LEFT1",
        None,
    )
    assert right.merged_into == left


def test_figures_are_those_of_one_person_then_of_two_again(cast: Cast, left: Beneficiary, right: Beneficiary) -> None:
    came(cast, left, date=dt.date(2026, 1, 5))
    came(cast, right, date=dt.date(2026, 1, 12))
    came(cast, left, right, kind="collectif", date=dt.date(2026, 1, 19), anonymous_total=3)
    other = follow(cast.navette)
    came(cast, other, date=dt.date(2026, 1, 20))
    # 3 people; 1 + 1 + (2 + 3) + 1 accompaniments.
    assert figures(cast) == (3, 8)
    made = merge(cast, left, right)
    # She was one of the five of the workshop, counted twice: 1 + 1 + (1 + 3) + 1.
    assert figures(cast) == (2, 7)
    undo_person_merge(by=cast.awa, merge=made)
    assert figures(cast) == (3, 8)


def test_the_preview_says_the_numbers_before_and_after(
    awa: Client, cast: Cast, left: Beneficiary, right: Beneficiary
) -> None:
    came(cast, left)
    came(cast, right)
    came(cast, left, right, kind="collectif", anonymous_total=1)
    page = awa.get(pair(left, right)).content.decode()
    assert "2 et 2\u00a0accompagnements : la fiche en aura <b>3</b>".replace(" :", "\u00a0:") in page.replace(
        " :", "\u00a0:"
    )
    assert "1\u00a0activité dit les deux fiches présentes" in page
    assert Beneficiary.objects.of(cast.navette.pk).count() == 2  # looking changes nothing


def test_from_the_page_to_one_file_and_back(awa: Client, cast: Cast, left: Beneficiary, right: Beneficiary) -> None:
    came(cast, right)
    before = state()
    answer = awa.post(pair(left, right), posted(awa, left, right, name="merged"))
    assert (answer.status_code, answer["Location"]) == (302, f"{LIST}{left.client_uuid}/")
    left.refresh_from_db()
    assert (left.name, left.phone) == ("Jeanne LEBIHAN", "+33612345678")
    assert awa.get(f"{LIST}{right.client_uuid}/").status_code == 404
    page = awa.get(f"{LIST}{left.client_uuid}/").content.decode()
    assert "Défaire la fusion" in page
    assert awa.post(f"{LIST}fusions/{PersonMerge.objects.get().client_uuid}/defaire/").status_code == 302
    assert state() == before
    assert {entry.action for entry in JournalEntry.objects.all()} >= {"person.merged", "person.unmerged"}


def test_choosing_the_other_pseudonym_exchanges_them_and_undoing_gives_them_back(
    cast: Cast, left: Beneficiary, right: Beneficiary
) -> None:
    before = state()
    made = merge(cast, left, right, pseudonym="merged")
    left.refresh_from_db()
    assert left.pseudonym == "P-RIGHT"
    undo_person_merge(by=cast.awa, merge=made)
    assert state() == before


def test_what_was_changed_since_stays_and_is_said(
    awa: Client, cast: Cast, left: Beneficiary, right: Beneficiary
) -> None:
    made = merge(cast, left, right, name="merged", phone="merged", pseudonym="merged")
    left.refresh_from_db()
    corrected = PersonDetails(pseudonym="P-NEUVE", name="Jeanne Le Bihan-Riou", phone=left.phone, birth_year=1950)
    correct_person(by=cast.awa, person=left, details=corrected)
    answer = awa.post(f"{LIST}fusions/{made.client_uuid}/defaire/", follow=True)
    assert "laissé tel quel : pseudonyme, nom et prénom" in answer.content.decode().replace("\u00a0:", " :")
    left.refresh_from_db()
    right.refresh_from_db()
    assert (left.pseudonym, left.name, left.phone) == ("P-NEUVE", "Jeanne Le Bihan-Riou", "")
    assert (right.pseudonym, right.name, right.phone) == ("P-RIGHT", "Jeanne LEBIHAN", "+33612345678")


def test_objectives_and_levels_move_and_come_back(cast: Cast, left: Beneficiary, right: Beneficiary) -> None:
    usual = {"organisation": cast.navette}
    Objective.objects.create(beneficiary=left, sentence="Écrire un courriel", **usual)
    moved = Objective.objects.create(beneficiary=right, sentence="Payer ses impôts", **usual)
    LevelReading.objects.create(
        beneficiary=right, scale="pix", read_on=dt.date(2026, 1, 1), result="120", read_by=cast.awa, **usual
    )
    before = state()
    made = merge(cast, left, right)
    assert (left.objectives.count(), left.levels.count()) == (2, 1)
    since = Objective.objects.create(beneficiary=left, sentence="Noté depuis", **usual)
    undo_person_merge(by=cast.awa, merge=made)
    moved.refresh_from_db()
    assert moved.beneficiary == right
    since.refresh_from_db()
    assert since.beneficiary == left
    since.delete()
    assert state() == before


def test_a_page_sent_twice_merges_once(awa: Client, cast: Cast, left: Beneficiary, right: Beneficiary) -> None:
    said = posted(awa, left, right)
    first, second = awa.post(pair(left, right), said), awa.post(pair(left, right), said)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert PersonMerge.objects.count() == 1


def test_a_replay_never_merges_others(cast: Cast, left: Beneficiary, right: Beneficiary) -> None:
    made = merge(cast, left, right)
    third = follow(cast.navette)
    again: dict[str, Any] = {"by": cast.awa, "choices": {}, "client_uuid": made.client_uuid}
    assert merge_people(kept=left, merged=right, **again) == made
    with pytest.raises(ReplayConflict):
        merge_people(kept=left, merged=third, **again)
    with pytest.raises(EntryRefused):
        merge(cast, third, right)
    with pytest.raises(EntryRefused):
        merge(cast, right, third)


def test_a_file_changed_since_the_preview_is_shown_again(
    awa: Client, cast: Cast, left: Beneficiary, right: Beneficiary
) -> None:
    said = posted(awa, left, right)
    with time_machine.travel("2026-03-03T15:00:00+01:00", tick=False):
        right.save()
    answer = awa.post(pair(left, right), said)
    assert answer.status_code == 409
    assert "a changé entre-temps" in answer.content.decode()
    assert not PersonMerge.objects.exists()


@pytest.mark.parametrize(
    "forged",
    [{"name": "nobody"}, {"name": ""}, {"phone": "+33699999999"}, {"pseudonym": "x"}],
)
def test_a_choice_that_is_neither_is_refused(
    awa: Client, cast: Cast, left: Beneficiary, right: Beneficiary, forged: dict[str, str]
) -> None:
    answer = awa.post(pair(left, right), posted(awa, left, right) | forged)
    assert answer.status_code == 422
    assert "data-error-summary" in answer.content.decode()
    assert not PersonMerge.objects.exists()


@pytest.mark.parametrize("choices", [{"organisation_id": "merged"}, {"match_key": "merged"}, {"name": "other"}])
def test_the_service_takes_no_other_field(
    cast: Cast, left: Beneficiary, right: Beneficiary, choices: dict[str, Any]
) -> None:
    with pytest.raises(EntryRefused):
        merge(cast, left, right, **choices)
    assert Beneficiary.objects.filter(merged_into=None).count() == 2


def test_nobody_merges_across_structures_nor_without_names(
    client: Client, awa: Client, cast: Cast, left: Beneficiary, right: Beneficiary
) -> None:
    theirs = follow(cast.port, name="Jeanne Le Bihan", birth_year=1950)
    for one, other in ((left, theirs), (theirs, left), (left, left)):
        for verb in ("fondre", "distincte"):
            assert awa.post(pair(one, other, verb)).status_code == 404
        with pytest.raises(NotAllowed):
            merge(cast, one, other)
    made = merge(cast, left, right)
    for user, status in ((cast.bruno, 403), (cast.chloe, 404), (cast.fatou, 404)):
        client.force_login(user)
        assert client.post(f"{LIST}fusions/{made.client_uuid}/defaire/").status_code == status
        assert client.get(DUPLICATES).status_code == (200 if user == cast.chloe else 403)
        with pytest.raises(NotAllowed):
            undo_person_merge(by=user, merge=made)
        with pytest.raises(NotAllowed):
            merge_people(by=user, kept=left, merged=theirs, choices={}, client_uuid=uuid.uuid4())


def test_a_merged_file_is_nowhere_any_more(awa: Client, cast: Cast, left: Beneficiary, right: Beneficiary) -> None:
    merge(cast, left, right)
    assert "P-RIGHT" not in awa.get(LIST).content.decode()
    assert str(right.client_uuid) not in awa.post(f"{LIST}recherche/", {"q": "P-RIGHT"}).content.decode()
    found = errors(awa, INDIVIDUAL, individual(cast, who="followed", person="P-RIGHT"))
    assert "n’est pas une personne suivie" in found["person"][0]
    with pytest.raises(EntryRefused):
        came(cast, right)
    assert "P-RIGHT" not in awa.get("/activites/accompagnement/").content.decode()
    assert "P-RIGHT" not in awa.get(DUPLICATES).content.decode()


def test_importing_again_reaches_the_kept_file_before_and_after_the_thirty_days(
    cast: Cast, left: Beneficiary, right: Beneficiary
) -> None:
    merge(cast, left, right)
    assert known_people(cast.navette) == {"left": left.pk, "right": left.pk}
    with time_machine.travel("2026-04-03T05:00:00+02:00", tick=False):
        assert apply_rule(MERGED) == 1
    assert not Beneficiary.objects.filter(pk=right.pk).exists()
    assert not PersonMerge.objects.exists()
    assert known_people(cast.navette) == {"left": left.pk, "right": left.pk}


def test_it_is_undone_on_the_thirtieth_day_and_not_after(cast: Cast, left: Beneficiary, right: Beneficiary) -> None:
    made = merge(cast, left, right)
    with time_machine.travel("2026-04-02T15:06:00+02:00", tick=False):
        assert apply_rule(MERGED) == 0
        with pytest.raises(EntryRefused):
            undo_person_merge(by=cast.awa, merge=made)
    with time_machine.travel("2026-04-02T15:00:00+02:00", tick=False):
        undo_person_merge(by=cast.awa, merge=made)
        assert undo_person_merge(by=cast.awa, merge=made).stayed == []  # twice changes nothing


def test_merges_are_undone_from_the_newest(cast: Cast, left: Beneficiary, right: Beneficiary) -> None:
    third = follow(cast.navette, pseudonym="P-THIRD")
    shared = came(cast, right, third, kind="collectif", anonymous_total=1)
    before = state()
    first, second = merge(cast, left, right), merge(cast, third, left)
    assert list(shared.attendances.values_list("beneficiary", flat=True)) == [third.pk]
    assert known_people(cast.navette) == {"left": third.pk, "right": third.pk}
    with pytest.raises(EntryRefused):
        undo_person_merge(by=cast.awa, merge=first)
    undo_person_merge(by=cast.awa, merge=second)
    undo_person_merge(by=cast.awa, merge=first)
    assert state() == before


def test_an_activity_corrected_since_gives_back_what_is_still_hers(
    cast: Cast, left: Beneficiary, right: Beneficiary
) -> None:
    kept_on, taken_off = came(cast, right), came(cast, right, date=dt.date(2025, 3, 4))
    made = merge(cast, left, right)
    # A correction rewrites the attendances of an activity: their ids change.
    Attendance.objects.filter(activity=kept_on).delete()
    Attendance.objects.create(activity=kept_on, beneficiary=left, organisation=cast.navette)
    Attendance.objects.filter(activity=taken_off).delete()
    undo_person_merge(by=cast.awa, merge=made)
    assert list(Attendance.objects.values_list("activity", "beneficiary")) == [(kept_on.pk, right.pk)]


def test_erasing_the_kept_person_erases_the_merged_one_and_every_trace(
    cast: Cast, left: Beneficiary, right: Beneficiary
) -> None:
    right.name = "Jeanne Kermorvan"
    right.save()
    came(cast, right)
    workshop = came(
        cast, left, kind="collectif", anonymous_total=1, notes="Jeanne Kermorvan, dite Jeanne Le Bihan, P-RIGHT."
    )
    merge(cast, left, right, name="merged")
    left.refresh_from_db()
    erase_person(by=cast.awa, person=left)
    workshop.refresh_from_db()
    assert workshop.notes.replace("[nom effacé]", "x") == "x, dite x, P-RIGHT."
    assert not Beneficiary.objects.exists()
    assert not PersonMerge.objects.exists()
    assert sum(Activity.objects.values_list("anonymous_total", flat=True)) == 3


def test_two_people_said_to_be_two_are_not_proposed_again_even_merged_with_a_third(
    awa: Client, cast: Cast, left: Beneficiary, right: Beneficiary
) -> None:
    assert "P-RIGHT" in awa.get(DUPLICATES).content.decode()
    for _ in range(2):
        assert awa.post(pair(right, left, "distincte")).status_code == 302
    assert DistinctPeople.objects.count() == 1
    assert "P-RIGHT" not in awa.get(DUPLICATES).content.decode()
    third = follow(cast.navette, pseudonym="P-THIRD", name="Jeanne Le Bihan", birth_year=1950)
    merge(cast, third, left)
    assert "P-RIGHT" not in awa.get(DUPLICATES).content.decode()
    with time_machine.travel("2026-04-03T05:00:00+02:00", tick=False):
        apply_rule(MERGED)
    assert "P-RIGHT" not in awa.get(DUPLICATES).content.decode()


def test_an_import_taken_back_leaves_the_files_somebody_has_worked_on(
    cast: Cast, left: Beneficiary, right: Beneficiary
) -> None:
    merge(cast, left, right)
    worked = follow(cast.navette)
    Objective.objects.create(beneficiary=worked, organisation=cast.navette, sentence="Écrire")
    untouched = follow(cast.navette)
    people = [left.pk, right.pk, worked.pk, untouched.pk]
    forget_unused(organisation=cast.navette, people=people, tags=[])
    assert set(Beneficiary.objects.values_list("pk", flat=True)) == {left.pk, right.pk, worked.pk}


def test_the_other_file_is_named_then_compared(awa: Client, cast: Cast, left: Beneficiary, right: Beneficiary) -> None:
    address = f"{LIST}{left.client_uuid}/fondre/"
    answer = awa.post(address, {"person": "jeanne lebihan"})
    assert (answer.status_code, answer["Location"]) == (302, pair(left, right))
    for typed in ("", "P-LEFT1", "P-PORT1", "x" * 400):
        assert awa.post(address, {"person": typed}).status_code == 422


def test_the_pages_of_duplicates_cost_the_same_however_many(awa: Client, cast: Cast) -> None:
    costs = []
    for _ in range(2):
        for number in range(15):
            for _ in range(2):
                follow(cast.navette, name=f"Jeanne Kervella {'abcdefghijklmnopq'[number]}ic", birth_year=1950)
        awa.get(DUPLICATES)
        costs.append(cost(awa, DUPLICATES))
    assert costs[0] == costs[1] <= 20
