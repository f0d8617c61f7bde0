"""The gallery: what a structure keeps, year by year, for those who mediate there; read by what writes the bilan."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, activity
from tests.files.conftest import picture, upload
from tests.files.sounds import wav
from trame.activity.gallery import lasting, quoted
from trame.activity.models import Moment
from trame.activity.moments import moments_of
from trame.activity.services import MomentSaid, delete_activity, keep_moment

pytestmark = pytest.mark.django_db
GALLERY = "/activites/moments/"


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def moment(cast: Cast, day: str, sentence: str, **said: Any) -> Moment:
    made = activity(cast.awa_at_navette, cast.library, date=dt.date.fromisoformat(day))
    return keep_moment(by=cast.awa, activity=made, said=MomentSaid(sentence=sentence, **said))


@pytest.fixture
def three(cast: Cast) -> None:
    moment(cast, "2025-11-04", "« Je n’ai plus peur. »")
    moment(cast, "2026-01-13", "Les chaises manquent", photo=upload(picture()))
    moment(cast, "2026-02-03", "Rires", voice=upload(wav(2), "n.wav"))


def shown(client: Client, query: str = "") -> list[str]:
    page = client.get(GALLERY + query).context["gallery"].page
    return [one.sentence for one in page.object_list]


@pytest.mark.parametrize(
    ("query", "sentences"),
    [
        ("", ["Rires", "Les chaises manquent", "« Je n’ai plus peur. »"]),
        ("?annee=2026", ["Rires", "Les chaises manquent"]),
        ("?annee=2025", ["« Je n’ai plus peur. »"]),
        ("?annee=2026&nature=photo", ["Les chaises manquent"]),
        ("?nature=voice", ["Rires"]),
        ("?annee=2025&nature=voice", []),
        # What means nothing narrows nothing.
        ("?annee=1999", ["Rires", "Les chaises manquent", "« Je n’ai plus peur. »"]),
        ("?annee=%C2%B2026", ["Rires", "Les chaises manquent", "« Je n’ai plus peur. »"]),
        ("?annee=99999999999&nature=%00&page=-1", ["Rires", "Les chaises manquent", "« Je n’ai plus peur. »"]),
    ],
)
@pytest.mark.usefixtures("three")
def test_years_and_kinds_narrow_it(awa: Client, query: str, sentences: list[str]) -> None:
    assert shown(awa, query) == sentences


@pytest.mark.usefixtures("three")
def test_each_way_to_narrow_it_says_how_many_it_shows(awa: Client) -> None:
    gallery = awa.get(GALLERY + "?annee=2026").context["gallery"]
    assert [(one.word, one.number, one.chosen) for one in gallery.years] == [
        ("Toutes les années", 3, False),
        ("2026", 2, True),
        ("2025", 1, False),
    ]
    assert [(one.word, one.number, one.address) for one in gallery.kinds] == [
        ("Tout", 2, "/activites/moments/?annee=2026"),
        ("Photos", 1, "/activites/moments/?annee=2026&nature=photo"),
        ("Notes vocales", 1, "/activites/moments/?annee=2026&nature=voice"),
    ]


@pytest.mark.usefixtures("three")
def test_each_card_leads_to_its_record_and_a_photo_says_what_it_shows(awa: Client) -> None:
    page = awa.get(GALLERY).content.decode()
    for one in Moment.objects.select_related("activity"):
        assert f'href="/activites/{one.activity.client_uuid}/"' in page
    assert 'alt="Les chaises manquent"' in page
    assert "«\u202fJe n’ai plus peur.\u202f»" in page
    assert "2\u00a0s" in page


def test_the_way_in_is_beside_the_list_of_activities(awa: Client, client: Client, cast: Cast) -> None:
    assert f'href="{GALLERY}"' in awa.get("/activites/").content.decode()
    client.force_login(cast.denis)
    assert f'href="{GALLERY}"' not in client.get("/activites/").content.decode()


def test_empty_it_says_how_to_begin(awa: Client) -> None:
    assert "Aucun moment gardé" in awa.get(GALLERY).content.decode()


@pytest.mark.usefixtures("three")
def test_a_manager_reads_how_many_and_who_works_elsewhere_reads_none(cast: Cast, client: Client) -> None:
    client.force_login(cast.bruno)
    page = client.get(GALLERY + "?annee=2026").content.decode()
    assert "3\u00a0moments gardés" in page
    for hidden in ("Rires", "chaises", "fichier/", "2025"):
        assert hidden not in page.split("<main")[1]
    client.force_login(cast.chloe)
    assert "Rires" not in client.get(GALLERY).content.decode()
    client.force_login(cast.denis)
    assert "dans aucune structure" in client.get(GALLERY).content.decode()


def test_as_many_queries_for_ten_as_for_sixty_and_the_rest_on_another_page(awa: Client, cast: Cast) -> None:
    def queries(query: str = "") -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert awa.get(GALLERY + query).status_code == 200
        return len(captured)

    made = activity(cast.awa_at_navette, cast.library)
    few = [moment(cast, "2026-01-13", f"Moment {n}") for n in range(9)]
    few.append(moment(cast, "2026-01-14", "Photo", photo=upload(picture())))
    queries()
    ten = queries()
    rows = [Moment(organisation=cast.navette, activity=made, author=cast.awa, kind="sentence", sentence=f"{n}")
            for n in range(50)]  # fmt: skip
    Moment.objects.bulk_create(rows)
    assert queries() == ten
    first = awa.get(GALLERY).content.decode()
    assert 'href="/activites/moments/?page=2"' in first
    assert "Page 1 sur 3" in first
    assert len(shown(awa, "?page=3")) == 12


@pytest.mark.parametrize(
    ("seconds", "said"), [(1, "1\u00a0s"), (48, "48\u00a0s"), (60, "1\u00a0min"), (72, "1\u00a0min 12\u00a0s")]
)
def test_how_long_a_voice_note_lasts(seconds: int, said: str) -> None:
    assert lasting(seconds) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Un mot", "«\u202fUn mot\u202f»"),
        ("« Un mot »", "«\u202fUn mot\u202f»"),
        ('"Un mot"', "«\u202fUn mot\u202f»"),
        ("“Un mot”", "«\u202fUn mot\u202f»"),
        ("« Oui » puis « non »", "«\u202f«\u202fOui\u202f» puis «\u202fnon\u202f»\u202f»"),
        ('"', '«\u202f"\u202f»'),
    ],
)
def test_a_sentence_is_quoted_once(typed: str, said: str) -> None:
    assert quoted(typed) == said


@pytest.mark.usefixtures("three")
def test_what_writes_the_bilan_reads_those_of_its_period(cast: Cast) -> None:
    found = moments_of(cast.navette, dt.date(2026, 1, 13), dt.date(2026, 2, 3), cast.awa)
    assert [(one.kind, one.sentence, one.date, one.activity) for one in found] == [
        ("photo", "Les chaises manquent", dt.date(2026, 1, 13), "E-mail"),
        ("voice", "Rires", dt.date(2026, 2, 3), "E-mail"),
    ]
    assert [one.file and one.file.content_type for one in found] == ["image/png", "audio/wav"]
    for reader in (cast.bruno, cast.chloe, cast.denis, cast.erwan):
        assert moments_of(cast.navette, dt.date(2026, 1, 1), dt.date(2026, 12, 31), reader) == []
    delete_activity(by=cast.awa, activity=Moment.objects.get(kind="voice").activity)
    assert len(moments_of(cast.navette, dt.date(2026, 1, 1), dt.date(2026, 12, 31), cast.awa)) == 1
