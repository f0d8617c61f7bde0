"""Who downloads which rows: what her list shows, at the moment it is made, and as long as she may see it."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.activity.test_the_list_and_its_filters import many
from tests.cast import START, Cast, activity, follow, membership
from tests.interchange.rows import PATH, content_of, done, downloaded, job_of, lines, post, status
from trame.activity.entry import FollowedParticipant
from trame.activity.erasure import erase_person
from trame.activity.filters import AXES
from trame.activity.models import Activity, SavedFilter
from trame.activity.services import delete_activity, save_filters
from trame.interchange.exports import services
from trame.jobs import daily
from trame.jobs.models import Job
from trame.people.models import JournalEntry, Membership, Organisation, Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tuesday_afternoon(settings, tmp_path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel("2026-03-03T14:05:00+01:00", tick=False):
        yield


@pytest.fixture
def awa(cast: Cast, client: Client) -> Client:
    client.force_login(cast.awa)
    return client


def leave(of: Membership) -> None:
    """She left yesterday."""
    Membership.objects.filter(pk=of.pk).update(ends_on=timezone.localdate() - dt.timedelta(days=1))


def asked_by(cast: Cast, **payload: str) -> Job:
    """Awa's rows of La Navette, to be made in the background."""
    return job_of(cast.awa, **({"organisations": str(cast.navette.pk)} | payload))


def titles(found: list[dict[str, str]]) -> set[str]:
    return {line["Titre"] for line in found}


# --- Which rows ----------------------------------------------------------------------------------------------------


def test_the_rows_are_those_of_the_list(awa: Client, cast: Cast) -> None:
    second = membership(cast.bruno, cast.navette, Role.MEDIATOR)
    activity(cast.awa_at_navette, cast.library, title="à moi", kind="collectif")
    activity(second, cast.library, title="à Bruno", kind="collectif", topics=("sante",))
    activity(cast.chloe_at_port, cast.quay, title="au port", kind="collectif")
    delete_activity(
        by=cast.awa, activity=activity(cast.awa_at_navette, cast.library, kind="collectif", title="retirée")
    )

    assert titles(downloaded(awa)) == {"à moi"}
    assert titles(downloaded(awa, query="?tous=1")) == {"à moi", "à Bruno"}
    assert titles(downloaded(awa, query="?tous=1&thematique=sante")) == {"à Bruno"}


def test_filters_kept_under_a_name_give_their_rows(awa: Client, cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, title="Tissage", kind="collectif")
    activity(cast.awa_at_navette, cast.library, procedure_name="carte grise")
    save_filters(by=cast.awa, name="Mes ateliers", query="?nature=collectif")

    saved = SavedFilter.objects.visible_to(cast.awa).get()
    page = awa.get(f"/activites/?{saved.query}").content.decode()

    assert '<input type="hidden" name="query" value="?nature=collectif">' in page
    assert titles(downloaded(awa, query=saved.query)) == {"Tissage"}


def test_a_word_looked_for_narrows_the_rows_and_stays_out_of_addresses(awa: Client, cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, title="Tissage", kind="collectif")
    activity(cast.awa_at_navette, cast.library, title="Couture", kind="collectif")

    page = awa.post("/activites/recherche/", {"q": "tissage"}).content.decode()

    assert '<input type="hidden" name="q" value="tissage">' in page
    assert titles(downloaded(awa, q="tissage")) == {"Tissage"}
    assert not Job.objects.exists()


def test_of_two_structures_only_the_one_asked_for(awa: Client, cast: Cast) -> None:
    at_port = membership(cast.awa, cast.port, Role.MEDIATOR, starts_on=START + dt.timedelta(days=1))
    activity(cast.awa_at_navette, cast.library, title="ici", kind="collectif")
    activity(at_port, cast.quay, title="là-bas", kind="collectif")

    assert titles(downloaded(awa)) == {"ici"}
    assert titles(downloaded(awa, query=f"?structure={cast.port.pk}")) == {"là-bas"}
    assert titles(downloaded(awa, query="?structure=toutes")) == {"ici", "là-bas"}


@pytest.mark.parametrize("code", ["csv", "xlsx", "ods"])
def test_a_structure_gets_no_row_of_another(client: Client, cast: Cast, code: str) -> None:
    activity(cast.awa_at_navette, cast.library, title="secret de La Navette", kind="collectif")
    activity(cast.chloe_at_port, cast.quay, title="au port", kind="collectif")
    client.force_login(cast.chloe)
    foreign = f"structure={cast.navette.pk}&lieu={cast.library.pk}&mediateur={cast.awa.pk}&tous=1"
    for query in ("?tous=1", f"?{foreign}", f"?structure={cast.navette.pk}", "?structure=toutes&tous=1"):
        found = lines(code, b"".join(post(client, format=code, query=query).streaming_content))
        assert titles(found) == {"au port"}


@pytest.mark.parametrize("who", ["denis", "erwan", "fatou"])
def test_who_has_no_structure_is_told_that_there_is_nothing(client: Client, cast: Cast, who: str) -> None:
    activity(cast.awa_at_navette, cast.library)
    client.force_login(getattr(cast, who))
    answer = post(client, query="?tous=1", format="xlsx")
    assert (answer.status_code, answer.url) == (302, "/activites/?tous=1")
    assert "il n’y a pas de ligne" in client.get("/activites/").content.decode()


@pytest.mark.parametrize(
    "query",
    ["", "?", "du=2026-13-45&au=x", "?du=2026-03-01&au=2020-01-01", "?nature=inconnu&lieu=-1", "%00&&==", "\x00" * 50,
     "?" + "&".join(f"lieu={n}" for n in range(10_000)), "?structure=99999999999999999999",
     "?personne=x&tag=" + "9" * 30],
)  # fmt: skip
def test_no_address_makes_it_fail(awa: Client, cast: Cast, query: str) -> None:
    activity(cast.awa_at_navette, cast.library)
    assert status(post(awa, query=query)) in (200, 302, 400)


@pytest.mark.parametrize("said", [{"format": "exe"}, {"format": "../../etc/passwd"}, {"format": ""}])
def test_an_unknown_format_is_nowhere(awa: Client, said: dict[str, str]) -> None:
    assert awa.post(PATH, said).status_code == 404


def test_a_file_is_never_kept_by_the_browser_nor_run_under_the_name_of_the_site(awa: Client, cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    answer = post(awa, query="?du=2025-01-01&au=2025-12-31", format="ods")
    assert answer["Content-Disposition"] == 'attachment; filename="activites_2025-01-01_2025-12-31.ods"'
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("private, no-store", "nosniff")
    b"".join(answer.streaming_content)


# --- The journal ---------------------------------------------------------------------------------------------------


def actions() -> list[tuple[str, int | None]]:
    return list(JournalEntry.objects.order_by("pk").values_list("action", "organisation"))


def test_each_download_leaves_a_line_and_notes_another(awa: Client, cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    downloaded(awa)
    downloaded(awa, notes="1")
    done(asked_by(cast))
    assert actions() == [
        ("activities.exported", cast.navette.pk),
        ("activities.exported_with_notes", cast.navette.pk),
        ("activities.exported", cast.navette.pk),
    ]


# --- In the background ---------------------------------------------------------------------------------------------


def test_a_long_file_is_prepared_in_the_background_and_fetched_by_who_asked(
    awa: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "AT_ONCE", 2)
    many(cast, 3)

    answer = post(awa, query="?nature=individuel", format="xlsx")

    job = Job.objects.get()
    assert answer.url == f"/taches/{job.pk}/"
    assert job.payload == {
        "query": "?nature=individuel", "format": "xlsx", "organisations": str(cast.navette.pk), "notes_of": "",
    }  # fmt: skip
    assert job.back_url == "/activites/?nature=individuel"
    done(job)
    assert (job.status, job.result_name) == ("done", "activites_2026-03-03.xlsx")
    fetched = b"".join(awa.get(f"/taches/{job.pk}/fichier/").streaming_content)
    assert len(lines("xlsx", fetched)) == 3
    awa.force_login(cast.bruno)
    assert status(awa.get(f"/taches/{job.pk}/fichier/")) == 404


def test_asking_twice_prepares_one_file(awa: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "AT_ONCE", 2)
    many(cast, 3)
    first, second, other = post(awa).url, post(awa).url, post(awa, format="ods").url
    assert first == second != other
    assert Job.objects.count() == 2


def test_a_word_looked_for_goes_in_no_job(awa: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "AT_ONCE", 2)
    many(cast, 3)
    answer = post(awa, q="ameli")
    assert answer.url == "/activites/"
    assert "Avec un mot cherché" in awa.get("/activites/").content.decode()
    assert not Job.objects.exists()


def test_an_address_too_long_to_be_kept_leads_back_to_the_list(
    awa: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "AT_ONCE", 2)
    many(cast, 3)
    everything = "&".join(f"thematique={code}" for axis in AXES if axis.code == "topic" for code, _ in axis.choices)
    post(awa, query=f"?{everything}")
    assert Job.objects.get().back_url == "/activites/"


def test_the_periods_of_the_calendar_are_kept_as_such(awa: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "AT_ONCE", 0)
    activity(cast.awa_at_navette, cast.library, date=dt.date(2026, 3, 2))
    activity(cast.awa_at_navette, cast.library, date=dt.date(2026, 2, 2))
    post(awa, query="?periode=mois")
    job = done(Job.objects.get())
    assert [line["Date"] for line in lines("csv", content_of(job))] == ["2026-03-02"]
    assert job.result_name == "activites_2026-03-01_2026-03-31.csv"


# --- Rights lost meanwhile -----------------------------------------------------------------------------------------


def test_who_left_before_it_was_made_gets_nothing(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    job = asked_by(cast)
    leave(cast.awa_at_navette)
    done(job)
    assert (job.status, bool(job.result)) == ("failed", False)
    assert "Vous n’avez plus accès" in job.message
    assert actions() == []


def test_who_left_after_it_was_made_finds_it_nowhere(awa: Client, cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library)
    job = done(asked_by(cast))
    assert status(awa.get(f"/taches/{job.pk}/fichier/")) == 200
    leave(cast.awa_at_navette)
    assert status(awa.get(f"/taches/{job.pk}/fichier/")) == 404
    page = awa.get(f"/taches/{job.pk}/").content.decode()
    assert "Télécharger" not in page
    assert "Vous n’avez plus accès" in page


def test_who_joined_another_structure_since_gets_no_other_rows(cast: Cast) -> None:
    """The address of who has one structure names none: made now, it would say another's."""
    activity(cast.awa_at_navette, cast.library)
    activity(cast.chloe_at_port, cast.quay)
    job = asked_by(cast, query="?tous=1")
    leave(cast.awa_at_navette)
    membership(cast.awa, cast.port, Role.MEDIATOR)
    assert done(job).status == "failed"


def test_who_records_no_longer_gets_not_the_rows_of_the_others_instead(cast: Cast) -> None:
    """« Les miennes » of a mediator who now only manages would become « toute la structure »."""
    activity(cast.awa_at_navette, cast.library)
    job = asked_by(cast)
    leave(cast.awa_at_navette)
    membership(cast.awa, cast.navette, Role.MANAGER)
    assert done(job).status == "failed"


def test_notes_are_fetched_by_who_still_reads_them(awa: Client, cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, notes="Elle a ri.")
    navette = str(cast.navette.pk)
    with_notes, without = done(asked_by(cast, notes_of=navette, query="?tous=1")), done(asked_by(cast, query="?tous=1"))
    leave(cast.awa_at_navette)
    membership(cast.awa, cast.navette, Role.MANAGER)
    assert status(awa.get(f"/taches/{with_notes.pk}/fichier/")) == 404
    assert status(awa.get(f"/taches/{without.pk}/fichier/")) == 200
    late = asked_by(cast, notes_of=navette, query="?tous=1")
    assert done(late).status == "failed"


def test_a_filter_that_no_longer_reads_does_not_widen_the_file(cast: Cast) -> None:
    tagged = activity(cast.awa_at_navette, cast.library, tags=("ameli",))
    activity(cast.awa_at_navette, cast.library)
    tag = tagged.activity_tags.get().tag
    job = asked_by(cast, query=f"?tag={tag.pk}")
    tag.delete()
    assert done(job).status == "failed"


def test_a_facet_turned_off_meanwhile_does_not_widen_the_file(cast: Cast) -> None:
    activity(cast.awa_at_navette, cast.library, setting="scolaire")
    job = asked_by(cast, query="?cadre=scolaire")
    Organisation.objects.filter(pk=cast.navette.pk).update(modules_off=["setting"])
    assert done(job).status == "failed"


# --- What is left --------------------------------------------------------------------------------------------------


def test_it_is_erased_after_seven_days(cast: Cast, tmp_path) -> None:
    activity(cast.awa_at_navette, cast.library)
    job = done(asked_by(cast))
    with time_machine.travel(timezone.now() + dt.timedelta(days=8)):
        daily.run_round()
    assert not Job.objects.filter(pk=job.pk).exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_it_leaves_sooner_when_somebody_it_could_name_is_erased(cast: Cast) -> None:
    jeanne = follow(cast.navette, name="Jeanne Le Bihan")
    activity(cast.awa_at_navette, cast.library, followed=(FollowedParticipant(jeanne.pk),), notes="Jeanne a ri.")
    job = done(asked_by(cast, notes_of=str(cast.navette.pk)))
    erase_person(by=cast.awa, person=jeanne)
    assert not Job.objects.filter(pk=job.pk).exists()


def test_a_row_deleted_since_it_was_asked_for_is_not_in_the_file(cast: Cast) -> None:
    kept, gone = (activity(cast.awa_at_navette, cast.library) for _ in range(2))
    job = asked_by(cast)
    delete_activity(by=cast.awa, activity=gone)
    found = lines("csv", content_of(done(job)))
    assert [line["Identifiant"] for line in found] == [str(kept.client_uuid)]
    assert Activity.objects.count() == 2
