"""A frozen version keeps its texts, its values and their definitions, whatever is recorded afterwards."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from tests.cast import Cast, activity
from trame.report.models import Publication, Report
from trame.report.services import publish_report, write_section

pytestmark = pytest.mark.django_db


def test_later_records_do_not_move_a_frozen_figure(report: Report, year: Cast, client: Client) -> None:
    frozen = publish_report(by=year.awa, report=report)
    activity(year.awa_at_navette, year.library)
    again = Publication.objects.get(pk=frozen.pk).snapshot["figures"]["attendances"]
    assert again["n"] == 12
    client.force_login(year.awa)
    cited = write_section(
        section=report.sections.get(number=2), body="<p>Total [chiffre:attendances]</p>", figures=[], kept=True
    )
    assert cited.body == "<p>Total [chiffre:attendances]</p>"
    assert "Total 13" in client.get(f"/bilans/{report.pk}/apercu/").content.decode()
    assert "Total" not in client.get(f"/bilans/{report.pk}/versions/1/").content.decode()


def test_a_frozen_figure_carries_its_definition(report: Report, year: Cast) -> None:
    figure = publish_report(by=year.awa, report=report).snapshot["figures"]["followed_people"]
    assert len(figure["definition"]) > 20
    assert figure["version"] >= 1
    assert figure["base"]


def test_the_database_refuses_to_change_a_frozen_version(report: Report, year: Cast) -> None:
    frozen = publish_report(by=year.awa, report=report)
    with pytest.raises(DatabaseError, match="figée"), transaction.atomic():
        Publication.objects.filter(pk=frozen.pk).update(snapshot={})


def test_versions_are_numbered(report: Report, year: Cast) -> None:
    assert [publish_report(by=year.awa, report=report).number for _ in range(2)] == [1, 2]
