"""The logo: chosen by a manager, shown on the structure's page, and on what the structure shares by a link."""

import datetime as dt
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Cast, activity
from tests.files.conftest import kept, picture, upload
from trame.files.models import OrganisationLogo, StoredFile
from trame.files.services import set_logo
from trame.links.services import create_link
from trame.report.services import begin_report, publish_report

pytestmark = pytest.mark.django_db


def page_of(cast: Cast) -> str:
    return f"/reglages/structures/{cast.navette.pk}/"


@pytest.fixture
def bruno(cast: Cast, client: Client) -> Client:
    client.force_login(cast.bruno)
    return client


def test_from_the_structure_s_page_to_the_logo_on_it(cast: Cast, bruno: Client) -> None:
    assert page_of(cast) + "logo/" in bruno.get(page_of(cast)).content.decode()
    answer = bruno.post(page_of(cast) + "logo/", {"file": upload(picture("PNG", (1200, 600)), "Logo La Navette.png")})
    assert answer.headers["Location"] == page_of(cast)
    stored = OrganisationLogo.objects.get(organisation=cast.navette).file
    assert (stored.name, stored.width, stored.height) == ("Logo La Navette.png", 600, 300)
    page = bruno.get(page_of(cast)).content.decode()
    assert f'src="/fichiers/{stored.pk}/image/"' in page
    assert "Logo de La Navette" in page


def test_a_new_logo_takes_the_place_of_the_former(cast: Cast, bruno: Client) -> None:
    for colour in ("L", "RGB"):
        bruno.post(page_of(cast) + "logo/", {"file": upload(picture(mode=colour) if colour == "RGB" else picture())})
    assert OrganisationLogo.objects.count() == 1
    assert StoredFile.objects.filter(deleted_at=None).count() == 1
    assert StoredFile.objects.exclude(deleted_at=None).count() == 1


def test_the_logo_is_taken_away(cast: Cast, bruno: Client) -> None:
    bruno.post(page_of(cast) + "logo/", {"file": upload(picture())})
    bruno.post(page_of(cast) + "logo/retirer/")
    assert not OrganisationLogo.objects.exists()
    assert "<img" not in bruno.get(page_of(cast)).content.decode()
    assert bruno.post(page_of(cast) + "logo/retirer/").status_code == 302, "twice is once"


@pytest.mark.parametrize(
    ("content", "sentences"),
    [
        (None, ["Choisissez l’image à déposer."]),
        (b"", ["Ce fichier est vide"]),
        (b"<svg onload='alert(1)'/>", ["dessin SVG", "Choisissez une image PNG, JPEG ou WebP."]),
        (b"<html><script>alert(1)</script></html>", ["page web renommée", "Choisissez une image PNG"]),
        (b"x" * (10 * 1024 * 1024 + 1), ["Ce fichier dépasse 10 Mo"]),
    ],
)
def test_every_problem_is_said_beside_the_field_and_nothing_is_kept(
    content: bytes | None, sentences: list[str], cast: Cast, bruno: Client, own_folder: Path
) -> None:
    said = {} if content is None else {"file": upload(content, "logo.png")}
    page = bruno.post(page_of(cast) + "logo/", said).content.decode()
    for sentence in sentences:
        assert page.count(sentence) == 2, "the summary and the field say it"
    assert kept(own_folder) == []
    assert not StoredFile.objects.exists()


def test_a_mediator_sees_the_logo_and_does_not_change_it(cast: Cast, client: Client) -> None:
    client.force_login(cast.awa)
    assert "Ajouter un logo" not in client.get(page_of(cast)).content.decode()
    set_logo(by=cast.bruno, organisation=cast.navette, upload=upload(picture()))
    page = client.get(page_of(cast)).content.decode()
    assert "Logo de La Navette" in page
    assert "Changer le logo" not in page
    assert client.post(page_of(cast) + "logo/", {"file": upload(picture())}).status_code == 403
    assert client.post(page_of(cast) + "logo/retirer/").status_code == 403


def test_the_form_takes_no_other_structure(cast: Cast, bruno: Client) -> None:
    said = {"file": upload(picture()), "organisation": cast.port.pk, "content_type": "text/html", "pk": "1"}
    bruno.post(page_of(cast) + "logo/", said)
    stored = StoredFile.objects.get()
    assert (stored.organisation, stored.created_by, stored.content_type) == (cast.navette, cast.bruno, "image/png")
    assert bruno.post(f"/reglages/structures/{cast.port.pk}/logo/", {"file": upload(picture())}).status_code == 404


def test_the_logo_heads_the_bilan_shown_by_a_link_without_another_address(cast: Cast) -> None:
    set_logo(by=cast.bruno, organisation=cast.navette, upload=upload(picture()))
    activity(cast.awa_at_navette, cast.library)
    publication = publish_report(by=cast.awa, report=begin_report(by=cast.awa, organisation=cast.navette, year=2025))
    _, token = create_link(
        by=cast.awa,
        organisation=cast.navette,
        scope="report.publication",
        object_id=str(publication.pk),
        expires_on=timezone.localdate() + dt.timedelta(days=1),
    )
    page = Client().get(f"/partage/{token}/").content.decode()
    assert '<img src="data:image/png;base64,' in page
    assert "/fichiers/" not in page
