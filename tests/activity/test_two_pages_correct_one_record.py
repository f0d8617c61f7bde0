"""Two pages open on the same record: the second one sent is told, both versions are shown, nothing is dropped."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.activity.posts import INDIVIDUAL, WORKSHOP, correct, individual, recorded, workshop
from tests.cast import Cast, activity, follow
from trame.activity.entry import FollowedParticipant
from trame.activity.erasure import erase_person
from trame.activity.models import Activity
from trame.activity.retention import erase_notes
from trame.activity.services import ChangedMeanwhile, lock_unchanged, update_activity, version_of
from trame.activity.versions import differences, entry_of

pytestmark = pytest.mark.django_db


def later(minutes: int = 1) -> Any:
    return time_machine.travel(timezone.now() + dt.timedelta(minutes=minutes), tick=False)


def page_of(made: Activity) -> str:
    return f"/activites/{made.client_uuid}/corriger/"


def opened(awa: Client, made: Activity) -> str:
    """The version that the page of the correction shows."""
    return str(awa.get(page_of(made)).context["form"]["version"].value())


def send(awa: Client, made: Activity, version: str, said: dict[str, Any]) -> HttpResponse:
    return awa.post(page_of(made), said | {"version": version})  # type: ignore[return-value]


def differing(answer: HttpResponse) -> dict[str, tuple[str, str]]:
    found = answer.context["meanwhile"].differences  # type: ignore[attr-defined]
    return {one.label: (one.saved, one.typed) for one in found}


def test_the_second_is_told_and_both_versions_are_side_by_side(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast, notes="Revient jeudi."))
    first, second = opened(awa, made), opened(awa, made)
    with later():
        assert send(awa, made, first, individual(cast, notes="Revient lundi.", duration="45")).status_code == 302
    with later(2):
        answer = send(awa, made, second, individual(cast, notes="Ne revient pas.", topics=["sante"]))
    assert answer.status_code == 409
    assert differing(answer) == {
        "Durée en minutes": ("45\u00a0min", "30\u00a0min"),
        "Thématiques": ("E-mail", "Santé"),
        "Notes": ("Revient lundi.", "Ne revient pas."),
    }
    page = answer.content.decode()
    assert "Garder ma version" in page
    assert "Garder l’autre" in page
    assert f'href="/activites/{made.client_uuid}/"' in page
    made.refresh_from_db()
    assert (made.notes, made.minutes) == ("Revient lundi.", 45)


def test_keeping_mine_sends_everything_again_from_the_page_that_told(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast))
    version = opened(awa, made)
    mine = individual(cast, notes="Ma version.", tags="ameli")
    with later():
        correct(awa, made, individual(cast, duration="45"))
        form = send(awa, made, version, mine).context["form"]  # type: ignore[attr-defined]
        assert (form["notes"].value(), form["tags"].value()) == ("Ma version.", "ameli")
        assert send(awa, made, form["version"].value(), mine).status_code == 302
    made.refresh_from_db()
    assert (made.notes, made.minutes) == ("Ma version.", 30)


def test_a_third_change_is_told_again(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast))
    version = opened(awa, made)
    with later(1):
        correct(awa, made, individual(cast, duration="45"))
        told = send(awa, made, version, individual(cast, notes="A")).context["form"]["version"].value()  # type: ignore[attr-defined]
    with later(2):
        correct(awa, made, individual(cast, duration="60"))
        assert send(awa, made, told, individual(cast, notes="A")).status_code == 409


def test_a_double_tap_on_a_correction_is_no_conflict(awa: Client, cast: Cast) -> None:
    made = recorded(awa, WORKSHOP, workshop(cast, tags="ameli, mot de passe"))
    version = opened(awa, made)
    said = workshop(cast, title="Suite", tags="Mot de passe, AMELI", anonymous_gender_feminin="4", notes="a\r\nb")
    with later():
        assert send(awa, made, version, said).status_code == 302
    with later(2):
        assert send(awa, made, version, said).status_code == 302
    assert Activity.objects.get(pk=made.pk).updated_at == timezone.now() + dt.timedelta(minutes=1)


@pytest.mark.parametrize("version", ["", "1", "-1", "1' OR '1'='1", "9" * 60, "\x00"])
def test_a_page_that_lost_its_version_has_seen_nothing(awa: Client, cast: Cast, version: str) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast, notes="À garder"))
    assert send(awa, made, version, individual(cast, notes="Par-dessus")).status_code == 409
    made.refresh_from_db()
    assert made.notes == "À garder"


def test_what_is_wrong_is_mended_before_versions_are_compared(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast))
    version = opened(awa, made)
    with later():
        correct(awa, made, individual(cast, duration="45"))
        wrong = send(awa, made, version, individual(cast, topics=[]))
    assert wrong.status_code == 422
    assert wrong.context["form"]["version"].value() == version  # type: ignore[attr-defined]


def test_every_difference_is_said_in_words(awa: Client, cast: Cast) -> None:
    jeanne = follow(cast.navette, name="Jeanne Le Bihan")
    made = recorded(awa, WORKSHOP, workshop(cast, anonymous_known="4", tags="ameli"))
    version = opened(awa, made)
    other = workshop(cast, where="domicile", commune="29046", anonymous_known="5", followed=[str(jeanne.pk)])
    with later():
        correct(awa, made, workshop(cast, tags="ameli", day="2026-03-02", materials=["tablette"], level="debutant"))
        found = differing(send(awa, made, version, other))
    assert found == {
        "Date": ("2\u00a0mars 2026", "3\u00a0mars 2026"),
        "Canal": ("Lieu d’activité", "À domicile"),
        "Matériel": ("Tablette", ""),
        "Niveau de l’atelier": ("Débutant", ""),
        "Lieu": ("Médiathèque de Pontivy", ""),
        "Commune": ("", "Douarnenez"),
        "Tags": ("ameli", ""),
        "Personnes suivies": ("", "Jeanne Le Bihan"),
        "Venues": ("", "Déjà venues (5)"),
    }


def test_what_the_page_does_not_ask_is_the_saved_version_s(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast, notes="Notes", tags="ameli"))
    cast.navette.modules_off = ["notes"]
    cast.navette.save()
    version = opened(awa, made)
    with later():
        Activity.objects.filter(pk=made.pk).update(notes="Notes d’avant", updated_at=timezone.now())
        answer = send(awa, made, version, individual(cast, tags=""))
    assert differing(answer) == {"Tags": ("ameli", "")}


def test_a_correction_sent_after_the_deletion_can_bring_it_back(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast))
    version = opened(awa, made)
    with later():
        awa.post(f"/activites/{made.client_uuid}/supprimer/")
    with later(2):
        answer = send(awa, made, version, individual(cast, notes="Tapé entre-temps."))
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Cette activité a été supprimée entre-temps." in page
        assert "La rétablir avec ma saisie" in page
        assert "Tapé entre-temps." in page
        told = answer.context["form"]["version"].value()  # type: ignore[attr-defined]
        # Without asking for it, it stays deleted.
        assert send(awa, made, told, individual(cast, notes="Tapé entre-temps.")).status_code == 409
        assert Activity.objects.visible_to(cast.awa).count() == 0
        back = send(awa, made, told, individual(cast, notes="Tapé entre-temps.", restore="1"))
    assert back.status_code == 302
    made = Activity.objects.visible_to(cast.awa).get()
    assert made.notes == "Tapé entre-temps."


@pytest.mark.parametrize("who", ["bruno", "chloe", "denis", "erwan", "fatou"])
def test_nobody_else_brings_it_back(who: str, awa: Client, cast: Cast, client: Client) -> None:
    made = activity(cast.awa_at_navette, cast.library)
    awa.post(f"/activites/{made.client_uuid}/supprimer/")
    stranger = Client()
    stranger.force_login(getattr(cast, who))
    said = individual(cast, restore="1", version=version_of(Activity.objects.get()))
    assert stranger.post(page_of(made), said).status_code in (403, 404)
    assert Activity.objects.get().deleted_at


def test_a_page_opened_before_an_erasure_does_not_bring_the_name_back(awa: Client, cast: Cast) -> None:
    jeanne = follow(cast.navette, name="Jeanne Le Bihan")
    named = {"notes": "Jeanne Le Bihan revient.", "title": "Avec Jeanne Le Bihan", "tags": "Jeanne Le Bihan"}
    made = recorded(awa, WORKSHOP, workshop(cast, **named))
    version = opened(awa, made)
    with later():
        erase_person(by=cast.awa, person=jeanne)
    with later(2):
        answer = send(awa, made, version, workshop(cast, **named, duration="60"))
    assert answer.status_code == 409
    form = answer.context["form"]  # type: ignore[attr-defined]
    assert (form["notes"].value(), form["title"].value()) == ("[nom effacé] revient.", "Avec [nom effacé]")
    assert "Jeanne" not in form["tags"].value()
    assert form["duration"].value() == "60"
    assert "Un texte en a été effacé" in answer.content.decode()
    again = {name: form[name].value() for name in ("version", "notes", "title", "tags")}
    with later(3):
        assert awa.post(page_of(made), workshop(cast, duration="60") | again).status_code == 302
    made.refresh_from_db()
    assert (made.notes, made.title, made.minutes) == ("[nom effacé] revient.", "Avec [nom effacé]", 60)


def test_a_tag_alone_that_named_her_does_not_come_back_either(awa: Client, cast: Cast) -> None:
    jeanne = follow(cast.navette, name="Jeanne Le Bihan")
    made = recorded(awa, INDIVIDUAL, individual(cast, tags="Jeanne Le Bihan"))
    version = opened(awa, made)
    with later():
        erase_person(by=cast.awa, person=jeanne)
    with later(2):
        assert send(awa, made, version, individual(cast, tags="Jeanne Le Bihan")).status_code == 409


def test_a_page_opened_before_her_erasure_does_not_uncount_her(awa: Client, cast: Cast) -> None:
    jeanne = follow(cast.navette)
    said = {"kind": "collectif", "anonymous_total": 8, "followed": (FollowedParticipant(jeanne.pk),)}
    made = activity(cast.awa_at_navette, cast.library, **said)
    version = opened(awa, made)
    with later():
        erase_person(by=cast.awa, person=jeanne)
    with later(2):
        assert send(awa, made, version, workshop(cast, anonymous_total="8")).status_code == 409
    assert Activity.objects.get().anonymous_total == 9


def test_a_page_opened_before_notes_expire_does_not_bring_them_back(awa: Client, cast: Cast) -> None:
    made = recorded(awa, INDIVIDUAL, individual(cast, notes="Sa fille s’appelle Rozenn."))
    version = opened(awa, made)
    with later():
        assert erase_notes(cast.navette, dt.date(2026, 4, 1)) == 1
    with later(2):
        answer = send(awa, made, version, individual(cast, notes="Sa fille s’appelle Rozenn."))
    assert answer.status_code == 409
    assert answer.context["form"]["notes"].value() == ""  # type: ignore[attr-defined]


def test_the_entry_of_a_record_writes_it_again_as_it_is(cast: Cast) -> None:
    jeanne = follow(cast.navette)
    made = activity(
        cast.awa_at_navette, cast.library, kind="collectif", anonymous_total=4, title="Suite", tags=("ameli",),
        followed=(FollowedParticipant(jeanne.pk, "soixante_dix_plus"),), anonymous={"anonymous_known": 2},
        anonymous_residences={"56178": 3}, topics=("email", "sante"), notes="Notes", secondary_topics=("bureautique",),
    )  # fmt: skip
    before = entry_of(made)
    update_activity(by=cast.awa, activity=made, entry=before, seen=version_of(made))
    after = entry_of(Activity.objects.get())
    assert after == before
    assert differences(before, after) == []


def test_whoever_asks_without_a_page_is_not_compared(cast: Cast) -> None:
    made = activity(cast.awa_at_navette, cast.library)
    assert lock_unchanged(made, None) == made
    with pytest.raises(ChangedMeanwhile) as told:
        lock_unchanged(made, "0")
    assert told.value.current == made


def test_what_was_erased_for_good_is_no_version(cast: Cast) -> None:
    made = activity(cast.awa_at_navette, cast.library)
    Activity.objects.all().delete()
    made.pk = made.pk or 1
    with pytest.raises(ChangedMeanwhile) as told:
        lock_unchanged(made, "0")
    assert told.value.current is None
