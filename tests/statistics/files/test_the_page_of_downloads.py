import datetime as dt
import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from tests.cast import Cast, activity
from tests.statistics.files.reading import URL, YEAR
from trame.activity.models import Activity
from trame.people.models import JournalEntry, User

FILES = ("figures.xlsx", "figures.ods", "figures.pptx", "figures.pdf", "figures.zip")
PICTURES = ("graphiques/attendances_by_gender.png", "graphiques/attendances_by_gender.svg")
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "png": "image/png",
    "svg": "image/svg+xml",
}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_it_says_what_each_file_is_for_with_the_filters_of_the_page(year: Cast) -> None:
    asked = f"{YEAR}&lieu={year.library.pk}"
    html = signed_in(year.awa).get(f"{URL}telecharger/{asked}").content.decode()
    text = re.sub(r"\s+", " ", unescape(strip_tags(html)))
    assert "La Navette, du 1er janvier au 31 décembre 2025, lieu : Médiathèque de Pontivy" in text
    for name in FILES:
        assert f'href="{URL}{name}{asked.replace("&", "&amp;")}"' in html
    assert "pour une réunion ou un conseil municipal" in text


def test_the_page_of_statistics_leads_there_and_to_the_picture_of_each_chart(year: Cast) -> None:
    html = signed_in(year.awa).get(URL + YEAR).content.decode()
    asked = YEAR.replace("&", "&amp;")
    assert f'href="{URL}telecharger/{asked}"' in html
    assert f'href="{URL}graphiques/attendances_by_gender.png{asked}"' in html
    assert "Genre\xa0: «\u202fFéminin\u202f» vient en tête, avec 50,0\u202f% des accompagnements. Féminin" in html


@pytest.mark.parametrize("path", [*FILES, *PICTURES])
def test_a_file_has_a_plain_name_with_its_period_and_is_written_in_the_journal(year: Cast, path: str) -> None:
    answer = signed_in(year.awa).get(URL + path + YEAR)
    stem, extension = path.rsplit("/")[-1].replace("figures", "statistiques").split(".")
    assert answer["Content-Type"] == TYPES[extension]
    assert answer["Content-Disposition"] == f'attachment; filename="{stem}_2025-01-01_2025-12-31.{extension}"'
    assert JournalEntry.objects.filter(action="figures.exported", organisation_id=year.navette.pk).count() == 1


@pytest.mark.parametrize("path", ["telecharger/", *FILES, *PICTURES])
def test_with_nothing_to_write_the_page_says_why(year: Cast, path: str) -> None:
    client = signed_in(year.awa)
    answer = client.get(f"{URL}{path}?du=2023-01-01&au=2023-12-31", follow=True)
    assert answer.redirect_chain == [(f"{URL}?du=2023-01-01&au=2023-12-31", 302)]
    assert "Rien avec ces filtres" in answer.content.decode()
    assert not JournalEntry.objects.filter(action="figures.exported").exists()
    assert signed_in(year.denis).get(URL + path).headers["Location"] == URL


@pytest.mark.parametrize("path", ["telecharger/", *FILES, *PICTURES])
def test_another_structure_is_not_found(year: Cast, path: str) -> None:
    assert signed_in(year.awa).get(f"{URL}{path}?structure={year.port.pk}").status_code == 404


@pytest.mark.parametrize("path", ["figures.exe", "graphiques/attendances_by_gender.gif", "graphiques/inconnu.svg"])
def test_what_does_not_exist_is_not_found(year: Cast, path: str) -> None:
    assert signed_in(year.awa).get(URL + path + YEAR).status_code == 404


@pytest.mark.parametrize(
    "query", ["?du=2025-12-31&au=2025-01-01", "?periode=jamais", "?lieu=abc", "?" + "&".join(["lieu=1"] * 900)]
)
@pytest.mark.parametrize("path", ["telecharger/", "figures.zip", "figures.xlsx"])
def test_garbage_in_the_address_is_never_an_error(year: Cast, path: str, query: str) -> None:
    assert signed_in(year.awa).get(URL + path + query).status_code == 200


def test_the_other_format_of_the_first_days_keeps_its_address(year: Cast) -> None:
    answer = signed_in(year.awa).get(URL + "figures.csv" + YEAR)
    assert answer["Content-Type"].startswith("text/csv")


@pytest.mark.parametrize("path", ["telecharger/", "figures.xlsx"])
def test_the_number_of_queries_does_not_grow(year: Cast, path: str) -> None:
    client = signed_in(year.awa)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(URL + path + YEAR).status_code == 200
        return len(captured)

    queries()  # the journal knows her from now on
    with_few = queries()
    one = activity(year.awa_at_navette, year.library)
    copies = []
    for rank in range(490):
        copy = Activity.objects.get(pk=one.pk)
        copy.pk, copy.client_uuid = None, Activity().client_uuid
        copy.date = dt.date(2025, 1 + rank % 12, 1 + rank % 28)
        copies.append(copy)
    Activity.objects.bulk_create(copies)
    assert queries() == with_few
