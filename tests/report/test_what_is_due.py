"""The home page reminds of the bilans that are begun and not frozen yet."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from trame.report.services import begin_report, publish_report, write_section

pytestmark = pytest.mark.django_db


def test_a_bilan_begun_is_due_until_it_is_frozen(cast: Cast, client: Client) -> None:
    client.force_login(cast.awa)
    assert "Ce qui est attendu" not in client.get("/").content.decode()
    report = begin_report(by=cast.awa, organisation=cast.navette, year=timezone.localdate().year - 1)
    write_section(section=report.sections.get(number=2), body="<p>Depuis 2014.</p>", figures=[], kept=True)
    write_section(section=report.sections.get(number=9), body="", figures=[], kept=False)
    # Ready: the five sections that quote figures, and the second, just written. Eight are kept.
    assert "6\u00a0parties prêtes sur 8" in client.get("/").content.decode()
    publish_report(by=cast.awa, report=report)
    assert "Ce qui est attendu" not in client.get("/").content.decode()


def test_the_bilan_of_another_structure_is_nobody_else_s_business(cast: Cast, client: Client) -> None:
    begin_report(by=cast.awa, organisation=cast.navette, year=timezone.localdate().year)
    client.force_login(cast.chloe)
    assert "Ce qui est attendu" not in client.get("/").content.decode()
