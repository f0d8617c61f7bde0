"""A bilan is nine sections written one by one, by the people of its structure and nobody else."""

import pytest
from django.test import Client

from tests.cast import Cast
from trame.report.models import Report, Section

pytestmark = pytest.mark.django_db

TITLES = [
    "Le contexte territorial",
    "Le projet de médiation numérique",
    "Les missions",
    "Les chiffres clés",
    "Le bilan qualitatif",
    "Les partenaires",
    "La communication",
    "Les perspectives",
    "Le bilan financier",
]


def section_url(report: Report, number: int) -> str:
    return f"/bilans/{report.pk}/parties/{number}/"


def test_a_new_report_has_the_nine_sections(cast: Cast, client: Client) -> None:
    client.force_login(cast.awa)
    answer = client.post("/bilans/nouveau/", {"organisation": cast.navette.pk, "year": 2025, "recipient": "Le CCAS"})
    report = Report.objects.get()
    assert answer.headers["Location"] == section_url(report, 1)
    assert [section.kind.title for section in report.sections.all()] == TITLES


def test_who_has_one_structure_has_nothing_to_choose(cast: Cast, client: Client) -> None:
    client.force_login(cast.awa)
    page = client.get("/bilans/nouveau/").content.decode()
    assert f'<input type="hidden" name="organisation" value="{cast.navette.pk}"' in page


def test_the_organisation_of_another_is_refused(cast: Cast, client: Client) -> None:
    client.force_login(cast.awa)
    client.post("/bilans/nouveau/", {"organisation": cast.port.pk, "year": 2025})
    assert not Report.objects.exists()


@pytest.mark.parametrize("year", ["1999", "3000", "deux mille", "", "-1", "99999999999999999999"])
def test_an_absurd_year_is_explained(cast: Cast, client: Client, year: str) -> None:
    client.force_login(cast.awa)
    page = client.post("/bilans/nouveau/", {"organisation": cast.navette.pk, "year": year}).content.decode()
    assert 'role="alert"' in page
    assert not Report.objects.exists()


def test_what_is_typed_is_kept_and_made_harmless(report: Report, year: Cast, client: Client) -> None:
    client.force_login(year.awa)
    typed = {"format": "html", "body": "<p>Une <b>belle</b> année</p><script>alert(1)</script>", "kept": "on"}
    client.post(section_url(report, 2), typed)
    assert Section.objects.get(report=report, number=2).body == "<p>Une <strong>belle</strong> année</p>"


def test_a_section_is_written_without_javascript(report: Report, year: Cast, client: Client) -> None:
    client.force_login(year.awa)
    client.post(section_url(report, 2), {"format": "text", "body": "Un **lieu**.\n\n- lundi\n- jeudi", "kept": "on"})
    body = Section.objects.get(report=report, number=2).body
    assert body == "<p>Un <strong>lieu</strong>.</p><ul><li>lundi</li><li>jeudi</li></ul>"
    assert "- lundi\n- jeudi" in client.get(section_url(report, 2)).content.decode()


def test_an_unknown_figure_is_told_and_nothing_is_lost(report: Report, year: Cast, client: Client) -> None:
    client.force_login(year.awa)
    answer = client.post(
        section_url(report, 2), {"format": "text", "body": "Nous avons reçu [chiffre:humains].", "kept": "on"}
    )
    page = answer.content.decode()
    assert "Chiffre inconnu" in page
    assert "Nous avons reçu [chiffre:humains]." in page
    assert Section.objects.get(report=report, number=2).body == ""


def test_an_unknown_chart_is_refused(report: Report, year: Cast, client: Client) -> None:
    client.force_login(year.awa)
    client.post(section_url(report, 4), {"format": "text", "body": "", "figures": ["noms_des_gens"], "kept": "on"})
    assert "noms_des_gens" not in Section.objects.get(report=report, number=4).figures


def test_a_dropped_section_leaves_the_document(report: Report, year: Cast, client: Client) -> None:
    client.force_login(year.awa)
    assert "9. Le bilan financier" in client.get(f"/bilans/{report.pk}/apercu/").content.decode()
    client.post(section_url(report, 9), {"format": "text", "body": ""})
    assert "9. Le bilan financier" not in client.get(f"/bilans/{report.pk}/apercu/").content.decode()


def test_a_report_never_published_can_be_deleted_a_published_one_cannot(
    report: Report, year: Cast, client: Client
) -> None:
    client.force_login(year.awa)
    client.post(f"/bilans/{report.pk}/figer/")
    client.post(f"/bilans/{report.pk}/supprimer/")
    assert Report.objects.filter(pk=report.pk).exists()
    report.publications.all().delete()
    client.post(f"/bilans/{report.pk}/supprimer/")
    assert not Report.objects.filter(pk=report.pk).exists()


@pytest.mark.parametrize("path", ["", "apercu/", "parties/1/", "supprimer/", "versions/1/"])
def test_a_stranger_finds_nothing(report: Report, year: Cast, client: Client, path: str) -> None:
    client.force_login(year.chloe)
    assert client.get(f"/bilans/{report.pk}/{path}").status_code == 404


@pytest.mark.parametrize("format_", ["exe", "", "../../etc/passwd"])
def test_a_format_that_does_not_exist_is_not_found(report: Report, year: Cast, client: Client, format_: str) -> None:
    client.force_login(year.awa)
    assert client.post(f"/bilans/{report.pk}/fichier/", {"format": format_}).status_code == 404
