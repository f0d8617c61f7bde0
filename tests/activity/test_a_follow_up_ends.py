"""A date of end is kept: once past, the structure extends or erases; sixty days later, Trame does, and proves it."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.cast import Cast, activity, follow
from trame.activity import services
from trame.activity.entry import FollowedParticipant
from trame.activity.following_end import RULES
from trame.activity.models import Activity, Beneficiary
from trame.jobs import daily
from trame.jobs.models import RetentionRun
from trame.jobs.privacy.retention import apply_rule
from trame.people.models import JournalEntry

pytestmark = pytest.mark.django_db
ENDED, _ = RULES
LIST = "/activites/personnes/"


def on(day: str) -> Any:
    return time_machine.travel(f"{day}T10:00:00+02:00", tick=False)


def until(cast: Cast, day: str, **known: Any) -> Beneficiary:
    return follow(cast.navette, follow_until=dt.date.fromisoformat(day), **known)


def came(cast: Cast, person: Beneficiary, day: str) -> Activity:
    here = (FollowedParticipant(person.pk),)
    return activity(cast.awa_at_navette, cast.library, date=dt.date.fromisoformat(day), followed=here)


def test_who_is_past_the_end_is_listed_to_be_extended_or_erased(awa: Client, cast: Cast) -> None:
    until(cast, "2026-03-02", pseudonym="P-PASTE")
    until(cast, "2026-03-03", pseudonym="P-TODAY")
    follow(cast.navette, pseudonym="P-NOEND")
    assert "1\u00a0personne a passé sa fin de suivi" in awa.get(LIST).content.decode()
    page = awa.get(f"{LIST}?fin=passee").content.decode()
    assert "P-PASTE" in page
    assert "P-TODAY" not in page
    assert "P-NOEND" not in page
    assert "1\u00a0fin de suivi passée" in awa.get("/").content.decode()


def test_extending_takes_her_off_the_list(awa: Client, cast: Cast) -> None:
    person = until(cast, "2026-03-01", pseudonym="P-PASTE")
    said = {"pseudonym": "P-PASTE", "follow_until": "01/09/2026", "version": services.version_of(person)}
    assert awa.post(f"{LIST}{person.client_uuid}/corriger/", said).status_code == 302
    assert "P-PASTE" not in awa.get(f"{LIST}?fin=passee").content.decode()


def test_sixty_days_after_the_end_she_is_erased_and_stays_counted(cast: Cast) -> None:
    person = until(cast, "2026-03-31")
    made = came(cast, person, "2026-03-01")
    with on("2026-05-30"):
        assert apply_rule(ENDED) == 0
    with on("2026-05-31"):
        assert apply_rule(ENDED) == 1
        assert apply_rule(ENDED) == 0
    assert not Beneficiary.objects.exists()
    made.refresh_from_db()
    assert made.anonymous_total == 1
    line = JournalEntry.objects.get(action="person.expired")
    assert (line.organisation, line.actor) == (cast.navette, None)


def test_who_came_back_since_keeps_her_file_sixty_days_after_that(cast: Cast) -> None:
    person = until(cast, "2025-06-30")
    came(cast, person, "2026-03-01")
    with on("2026-04-30"):
        assert apply_rule(ENDED) == 0
    with on("2026-05-01"):
        assert apply_rule(ENDED) == 1


def test_a_visit_of_a_deleted_activity_keeps_nobody(cast: Cast) -> None:
    person = until(cast, "2025-06-30")
    services.delete_activity(by=cast.awa, activity=came(cast, person, "2026-03-01"))
    assert apply_rule(ENDED) == 1


def test_without_an_end_nothing_changes(cast: Cast) -> None:
    person = follow(cast.navette)
    came(cast, person, "2025-03-01")
    assert apply_rule(ENDED) == 0


def test_the_night_leaves_its_proof_for_each_structure(cast: Cast) -> None:
    until(cast, "2025-06-30")
    daily.run_round()
    run = RetentionRun.objects.get(organisation=cast.navette, rule="followed_until")
    assert (run.erased, run.is_failing) == (1, False)
    assert RetentionRun.objects.get(organisation=cast.port, rule="followed_until").erased == 0


@pytest.mark.parametrize(
    ("end", "visit", "said"),
    [
        ("2026-03-31", "", "après le 30\u00a0mai 2026"),  # sixty days after the end
        ("2026-01-31", "2026-02-28", "après le 29\u00a0avril 2026"),  # sixty days after the last visit
        ("2025-06-30", "", "cette nuit"),
    ],
)
def test_her_file_says_until_when_it_is_kept(awa: Client, cast: Cast, end: str, visit: str, said: str) -> None:
    person = until(cast, end)
    if visit:
        came(cast, person, visit)
    assert said in awa.get(f"{LIST}{person.client_uuid}/").content.decode()


def test_a_manager_sees_who_is_past_the_end_under_a_pseudonym(client: Client, cast: Cast) -> None:
    until(cast, "2026-03-01", pseudonym="P-PASTE", name="Jeanne Riou")
    client.force_login(cast.bruno)
    page = client.get(f"{LIST}?fin=passee").content.decode()
    assert "P-PASTE" in page
    assert "Jeanne" not in page
