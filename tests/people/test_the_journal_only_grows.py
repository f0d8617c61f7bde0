"""The journal: every line stays as it was written, and after a year nobody can say whose it was."""

import datetime as dt
import uuid
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.test import Client

from tests.cast import Cast, follow
from trame.jobs import daily
from trame.people import journal
from trame.people.models import JournalActor, JournalEntry, Organisation

pytestmark = pytest.mark.django_db

CHORE = "liens trop anciens entre le journal et les comptes"
REFUSED = "le journal ne se modifie ni ne s'efface"


@pytest.mark.parametrize(
    "attempt",
    [
        lambda line: JournalEntry.objects.filter(pk=line.pk).update(action="nothing.happened"),
        lambda line: JournalEntry.objects.filter(pk=line.pk).delete(),
        lambda line: line.delete(),
        lambda line: line.save(),
        lambda line: JournalEntry.objects.all()._raw_delete("default"),
        lambda line: raw("UPDATE people_journalentry SET actor = NULL"),
        lambda line: raw("UPDATE people_journalentry SET at = at + interval '1 day' WHERE true"),
        lambda line: raw("DELETE FROM people_journalentry"),
        lambda line: raw("TRUNCATE people_journalentry"),
        lambda line: raw("TRUNCATE people_journalentry CASCADE"),
    ],
    ids=[
        "update",
        "queryset",
        "object",
        "save",
        "raw_delete",
        "sql_update",
        "sql_time",
        "sql_delete",
        "empty",
        "cascade",
    ],
)
def test_the_database_refuses_to_change_or_erase_a_line(cast: Cast, attempt: Any) -> None:
    line = journal.record("organisation.changed", by=cast.bruno, organisation=cast.navette, about=cast.navette)
    before = list(JournalEntry.objects.values())
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        attempt(line)
    assert list(JournalEntry.objects.values()) == before


def raw(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_erasing_a_structure_leaves_what_the_journal_says_of_it(cast: Cast) -> None:
    made = Organisation.objects.create(name="Éphémère", commune=cast.navette.commune)
    journal.record("organisation.changed", by=cast.bruno, organisation=made, about=made)
    gone = made.pk
    made.delete()
    assert JournalEntry.objects.get(action="organisation.changed").organisation_id == gone


def test_a_line_holds_codes_and_ids_and_the_request(cast: Cast, client: Client) -> None:
    client.force_login(cast.bruno)
    said = {"name": "Maison Secrète", "commune": "56178", "siret": "", "rna": ""}
    answer = client.post(f"/reglages/structures/{cast.navette.pk}/", said)
    line = JournalEntry.objects.get(action="organisation.changed")
    assert (line.object_type, line.object_id) == ("people.organisation", str(cast.navette.pk))
    assert line.request_id == answer["X-Request-Id"]
    assert line.actor == JournalActor.objects.get(user=cast.bruno).pk
    assert "Secrète" not in str(JournalEntry.objects.values().get(pk=line.pk))


def test_one_account_has_another_number_every_month(cast: Cast) -> None:
    with time_machine.travel("2026-03-31T12:00:00+02:00", tick=False):
        march = journal.actor_id(cast.awa)
        assert journal.actor_id(cast.awa) == march
    with time_machine.travel("2026-04-01T12:00:00+02:00", tick=False):
        assert journal.actor_id(cast.awa) != march


def test_one_s_own_account_is_not_written_beside_the_number_that_hides_it(cast: Cast) -> None:
    about_oneself = [
        journal.record("membership.joined", by=cast.awa, organisation=cast.navette, about=about)
        for about in (cast.awa, cast.awa_at_navette)
    ]
    assert {(line.object_type, line.object_id) for line in about_oneself} == {("", "")}
    about_another = journal.record("membership.joined", by=cast.bruno, about=cast.awa_at_navette)
    assert about_another.object_id == str(cast.awa_at_navette.pk)


def test_a_key_that_could_be_a_secret_is_refused(cast: Cast, client: Client) -> None:
    from django.contrib.sessions.models import Session

    client.force_login(cast.awa)
    with pytest.raises(TypeError, match=r"sessions\.Session"):
        journal.record("organisation.changed", by=cast.bruno, about=Session(session_key="secret"))
    with pytest.raises(KeyError):
        journal.record("nothing.declared", by=cast.bruno)
    assert not JournalEntry.objects.filter(actor__isnull=False).exists()


@pytest.mark.parametrize(
    ("today", "kept"),
    [("2026-03-31T23:00:00+02:00", 2), ("2026-04-01T00:30:00+02:00", 1), ("2027-01-01T08:00:00+01:00", 0)],
)
def test_the_name_is_forgotten_when_the_month_ended_twelve_months_ago(cast: Cast, today: str, kept: int) -> None:
    assert settings.JOURNAL_ACTOR_MONTHS == 12
    for month in (dt.date(2025, 3, 1), dt.date(2025, 12, 1)):
        JournalActor.objects.create(user=cast.bruno, month=month)
    with time_machine.travel(today, tick=False):
        assert journal.forget_actors() == 2 - kept
    assert JournalActor.objects.count() == kept


def test_after_it_the_journal_lists_the_action_without_the_name(cast: Cast, client: Client) -> None:
    jeanne = follow(cast.navette, name="Jeanne Le Bihan", pseudonym="P-AAAAA")
    with time_machine.travel("2026-03-03T10:00:00+01:00", tick=False):
        line = journal.record("person.corrected", by=cast.awa, organisation=cast.navette, about=jeanne)
    address = f"/reglages/structures/{cast.navette.pk}/journal/"
    with time_machine.travel("2027-03-31T10:00:00+02:00", tick=False):
        client.force_login(cast.bruno)
        assert "Awa Diallo a corrigé la fiche" in client.get(address).content.decode()
    with time_machine.travel("2027-04-01T10:00:00+02:00", tick=False):
        assert daily._chores[CHORE]() == 1
        client.force_login(cast.bruno)
        page = client.get(address).content.decode()
    assert line.actor is not None
    assert f"Compte n° {line.actor.hex[:6]} a corrigé la fiche" in page
    assert "Awa" not in page
    assert JournalEntry.objects.get(pk=line.pk).actor == line.actor


def test_closing_an_account_hides_its_name_at_once(cast: Cast) -> None:
    line = journal.record("organisation.changed", by=cast.erwan, organisation=cast.navette)
    cast.erwan.delete()
    assert not JournalActor.objects.filter(pk=line.actor).exists()
    assert JournalEntry.objects.get(pk=line.pk).actor == line.actor


def test_the_tie_is_not_a_row_that_somebody_guesses(cast: Cast) -> None:
    assert isinstance(journal.actor_id(cast.awa), uuid.UUID)
    assert journal.actor_id(cast.awa).version == 4
