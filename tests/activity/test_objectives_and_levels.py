"""What a person wants to be able to do, and what tools say of her level: each in its own words, never converted."""

import datetime as dt
import uuid
from typing import Any

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.activity.test_people_followed import cost
from tests.cast import Cast, follow
from trame.activity.levels import OWN, SCALES, before_after, read_lines, tool_named
from trame.activity.models import Beneficiary, LevelReading, Objective
from trame.activity.services import EntryRefused, NotAllowed, progress
from trame.activity.services.progress import LevelSaid
from trame.activity.typed import Mistyped
from trame.people.models import JournalEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def jeanne(cast: Cast) -> Beneficiary:
    return follow(cast.navette, pseudonym="P-AAAAA")


def file_of(person: Beneficiary, *rest: object) -> str:
    return f"/activites/personnes/{person.client_uuid}/" + "".join(f"{part}/" for part in rest)


def page_of(client: Client, person: Beneficiary) -> str:
    return client.get(file_of(person)).content.decode()


def wants(client: Client, person: Beneficiary, sentence: str, **said: Any) -> Any:
    return client.post(file_of(person, "objectifs"), {"client_uuid": uuid.uuid4(), "sentence": sentence} | said)


def settle(client: Client, person: Beneficiary, objective: Objective, state: str) -> int:
    answer = client.post(file_of(person, "objectifs", objective.client_uuid), {"state": state})
    return answer.status_code


def test_an_objective_is_noted_reached_reopened_left_aside(awa: Client, jeanne: Beneficiary) -> None:
    assert wants(awa, jeanne, " Écrire  à sa petite-fille ").status_code == 302
    objective = Objective.objects.get()
    assert (objective.sentence, objective.state, objective.set_on) == (
        "Écrire à sa petite-fille", "en_cours", dt.date(2026, 3, 3),
    )  # fmt: skip
    for state, closed in (("atteint", True), ("en_cours", False), ("abandonne", True), ("abandonne", True)):
        assert settle(awa, jeanne, objective, state) == 302
        objective.refresh_from_db()
        assert (objective.state, objective.closed_on) == (state, dt.date(2026, 3, 3) if closed else None)
    assert "Laissé de côté" in page_of(awa, jeanne)
    assert JournalEntry.objects.filter(action="objective.settled").count() == 3
    assert settle(awa, jeanne, objective, "remove") == 302
    assert not Objective.objects.exists()


def test_a_double_tap_notes_one_objective(awa: Client, jeanne: Beneficiary) -> None:
    same = uuid.uuid4()
    for _ in range(2):
        assert wants(awa, jeanne, "Écrire", client_uuid=same).status_code == 302
    assert Objective.objects.count() == 1


@pytest.mark.parametrize("sentence", ["", "   ", "x" * 201])
def test_an_objective_that_says_nothing_or_too_much_is_asked_again(
    awa: Client, jeanne: Beneficiary, sentence: str
) -> None:
    answer = wants(awa, jeanne, sentence)
    assert answer.status_code == 422
    assert "data-error-summary" in answer.content.decode()


def test_a_state_that_is_none_changes_nothing(awa: Client, jeanne: Beneficiary) -> None:
    wants(awa, jeanne, "Écrire")
    for state in ("", "fini", "x" * 500):
        settle(awa, jeanne, Objective.objects.get(), state)
    assert Objective.objects.get().state == "en_cours"


def test_somebody_else_s_objectives_and_levels_cannot_be_touched(
    awa: Client, client: Client, cast: Cast, jeanne: Beneficiary
) -> None:
    theirs, other = follow(cast.port), follow(cast.navette)
    objective = progress.add_objective(by=cast.chloe, person=theirs, sentence="Écrire", client_uuid=uuid.uuid4())
    reading = progress.record_level(by=cast.chloe, person=theirs, said=pix("120"))
    for person in (theirs, jeanne, other):
        assert settle(awa, person, objective, "atteint") == 404
        address = file_of(person, "positionnements", reading.client_uuid, "retirer")
        assert awa.post(address).status_code == 404
    assert wants(awa, theirs, "Lire").status_code == 404
    assert wants(awa, jeanne, "Lire", client_uuid=objective.client_uuid).status_code == 404
    for by in (cast.bruno, cast.chloe, cast.fatou):
        with pytest.raises(NotAllowed):
            progress.add_objective(by=by, person=jeanne, sentence="Lire", client_uuid=uuid.uuid4())
        with pytest.raises(NotAllowed):
            progress.record_level(by=by, person=jeanne, said=pix("1"))
    client.force_login(cast.bruno)
    assert wants(client, jeanne, "Lire").status_code == 403
    assert client.get(file_of(jeanne, "positionnement")).status_code == 403


def test_a_manager_reads_neither_objectives_nor_levels(client: Client, cast: Cast, jeanne: Beneficiary) -> None:
    progress.add_objective(by=cast.awa, person=jeanne, sentence="Payer ses impôts", client_uuid=uuid.uuid4())
    progress.record_level(by=cast.awa, person=jeanne, said=pix("Profil vert"))
    client.force_login(cast.bruno)
    page = page_of(client, jeanne)
    assert "impôts" not in page
    assert "Profil vert" not in page


def pix(result: str, day: dt.date = dt.date(2026, 1, 5), **said: Any) -> LevelSaid:
    return LevelSaid(scale="pix", read_on=day, result=result, **said)


def tasks(*steps: int, day: dt.date = dt.date(2026, 1, 5)) -> LevelSaid:
    return LevelSaid(scale=OWN, read_on=day, detail=dict(zip(SCALES[OWN].items, steps, strict=False)))


def test_our_own_scale_has_eight_tasks_four_answers_and_a_version() -> None:
    scale = SCALES[OWN]
    assert (scale.code, scale.version, len(scale.items)) == ("trame_8_taches", "1", 8)


def test_our_tasks_are_noted_from_their_page_and_what_is_not_answered_stays_unsaid(
    awa: Client, jeanne: Beneficiary
) -> None:
    page = awa.get(file_of(jeanne, "positionnement")).content.decode()
    assert page.count('value="3"') == 8
    said = {"client_uuid": uuid.uuid4(), "read_on": "02/03/2026", "allumer": "3", "ecrire": "0"}
    for _ in range(2):
        assert awa.post(file_of(jeanne, "positionnement", OWN), said).status_code == 302
    reading = LevelReading.objects.get()
    assert (reading.scale, reading.scale_version, reading.detail) == (OWN, "1", {"allumer": 3, "ecrire": 0})
    page = page_of(awa, jeanne)
    assert "Seul·e" in page
    assert "Je ne sais pas" in page


@pytest.mark.parametrize(
    ("tool", "said"),
    [
        ("pix", {"result": "Score 137, niveau 2", "scale_version": "2024", "lines": "Protéger : 2\nCréer : niveau 3"}),
        ("abc_diag", {"result": "Profil C"}),
        ("bons_clics", {"lines": "Naviguer : 3/4"}),
        ("autre", {"scale": "Mon test maison", "result": "★★"}),
    ],
)
def test_another_tool_is_kept_as_it_speaks(awa: Client, jeanne: Beneficiary, tool: str, said: dict[str, str]) -> None:
    answer = awa.post(file_of(jeanne, "positionnement", tool), said | {"read_on": "02/03/2026"})
    assert answer.status_code == 302
    reading = LevelReading.objects.get()
    assert reading.scale == said.get("scale", tool)
    assert reading.result == said.get("result", "")
    page = page_of(awa, jeanne)
    for word in said.get("result", "").split():
        assert word in page
    if "lines" in said:
        assert reading.detail in ({"Protéger": "2", "Créer": "niveau 3"}, {"Naviguer": "3/4"})


@pytest.mark.parametrize(
    ("tool", "said", "field"),
    [
        (OWN, {}, "__all__"),
        (OWN, {"allumer": "4"}, "allumer"),
        (OWN, {"allumer": "x"}, "allumer"),
        (OWN, {"allumer": "1", "read_on": "04/03/2026"}, "read_on"),
        (OWN, {"allumer": "1", "read_on": ""}, "read_on"),
        ("pix", {}, "result"),
        ("pix", {"result": "1", "lines": "sans deux points"}, "lines"),
        ("pix", {"lines": "a : 1\na : 2"}, "lines"),
        ("pix", {"result": "x" * 201}, "result"),
        ("autre", {"result": "1"}, "scale"),
        ("autre", {"result": "1", "scale": "PIX"}, "scale"),
        ("autre", {"result": "1", "scale": "x" * 31}, "scale"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_field(
    awa: Client, jeanne: Beneficiary, tool: str, said: dict[str, str], field: str
) -> None:
    answer = awa.post(file_of(jeanne, "positionnement", tool), {"read_on": "02/03/2026"} | said)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not LevelReading.objects.exists()


def test_an_unknown_tool_has_no_page(awa: Client, jeanne: Beneficiary) -> None:
    assert awa.get(file_of(jeanne, "positionnement", "pixx")).status_code == 404


def test_forged_steps_are_refused_by_the_service(cast: Cast, jeanne: Beneficiary) -> None:
    for detail in ({"allumer": 4}, {"allumer": -1}, {"voler": 1}, {"allumer": "3"}, {}):
        said = LevelSaid(scale=OWN, read_on=dt.date(2026, 1, 5), detail=detail)
        with pytest.raises(EntryRefused):
            progress.record_level(by=cast.awa, person=jeanne, said=said)


def noted(cast: Cast, person: Beneficiary, *readings: LevelSaid) -> list[LevelReading]:
    for said in readings:
        progress.record_level(by=cast.awa, person=person, said=said)
    return list(person.levels.all())


JUNE = dt.date(2025, 6, 1)


def test_the_first_and_the_last_reading_of_one_scale_are_set_side_by_side(cast: Cast, jeanne: Beneficiary) -> None:
    readings = noted(
        cast, jeanne, tasks(0, 1, 2, 3, day=JUNE), tasks(1, 1), tasks(3, 1, 1, 3, 2, day=dt.date(2026, 2, 1))
    )
    [pair] = before_after(readings)
    assert (pair.first.read_on, pair.last.read_on) == (JUNE, dt.date(2026, 2, 1))
    # 0 → 3, 1 = 1, 2 → 1, 3 = 3, then four tasks without two answers.
    assert (pair.up, pair.same, pair.down, pair.unknown) == (1, 2, 1, 4)


def test_two_scales_or_two_versions_are_never_compared(cast: Cast, jeanne: Beneficiary) -> None:
    readings = noted(
        cast, jeanne, tasks(0), pix("100", JUNE, scale_version="2023"), pix("200", scale_version="2024"), pix("300"),
        LevelSaid(scale="abc_diag", read_on=JUNE, result="A"),
    )  # fmt: skip
    assert before_after(readings) == []


def test_two_readings_of_another_tool_are_two_texts_without_more_nor_less(
    awa: Client, cast: Cast, jeanne: Beneficiary
) -> None:
    readings = noted(cast, jeanne, pix("100", JUNE, detail={"Protéger": "1"}), pix("250", detail={"Créer": "2"}))
    [pair] = before_after(readings)
    rows = [(change.label, change.before, change.after, change.trend) for change in pair.changes]
    assert rows == [("Résultat", "100", "250", ""), ("Protéger", "1", "", ""), ("Créer", "", "2", "")]
    page = page_of(awa, jeanne)
    assert "progresse" not in page
    assert "150" not in page


def test_a_reading_is_never_corrected_it_is_removed(awa: Client, cast: Cast, jeanne: Beneficiary) -> None:
    [reading] = noted(cast, jeanne, pix("100"))
    assert awa.post(file_of(jeanne, "positionnements", reading.client_uuid, "retirer")).status_code == 302
    assert not LevelReading.objects.exists()


def test_her_page_costs_the_same_with_one_reading_and_with_thirty(awa: Client, cast: Cast, jeanne: Beneficiary) -> None:
    noted(cast, jeanne, tasks(0))
    awa.get(file_of(jeanne))
    once = cost(awa, file_of(jeanne))
    for number in range(30):
        noted(cast, jeanne, tasks(1), pix(str(number)))
        progress.add_objective(by=cast.awa, person=jeanne, sentence=str(number), client_uuid=uuid.uuid4())
    assert cost(awa, file_of(jeanne)) == once


def test_a_reading_made_in_june_and_read_in_march_says_its_own_day(awa: Client, jeanne: Beneficiary) -> None:
    with time_machine.travel("2025-06-01T10:00:00+02:00", tick=False):
        awa.post(file_of(jeanne, "positionnement", "pix"), {"read_on": "01/06/2025", "result": "100"})
    assert "1<sup>er</sup>\u00a0juin 2025" in page_of(awa, jeanne)


@given(st.text(max_size=300))
def test_lines_are_read_or_explained(typed: str) -> None:
    try:
        found = read_lines(typed)
    except Mistyped:
        return
    assert all(domain and value for domain, value in found.items())


@pytest.mark.parametrize("typed", ["pix", "Les  bons CLICS", "abc_diag", "ABC-Diag", "Un autre outil", "autre"])
def test_a_known_tool_keeps_its_own_form(typed: str) -> None:
    with pytest.raises(Mistyped):
        tool_named(typed)
