"""A file goes to the people of its structure, in a form that no browser runs, under a name that hides nothing."""

import re
import uuid
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client

from tests.cast import Cast
from tests.files.conftest import docx, kept, picture, upload
from trame.files.models import StoredFile
from trame.files.names import clean_name
from trame.files.services import store_document, store_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo(cast: Cast) -> StoredFile:
    return store_picture(by=cast.awa, organisation=cast.navette, upload=upload(picture("JPEG"), "Atelier d’été.JPG"))


@pytest.fixture
def note(cast: Cast) -> StoredFile:
    return store_document(by=cast.awa, organisation=cast.navette, upload=upload(docx(), "Note.docx"))


def body(answer: HttpResponseBase) -> bytes:
    assert answer.streaming
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_a_file_is_sent_as_an_attachment_that_runs_nothing(cast: Cast, photo: StoredFile, client: Client) -> None:
    client.force_login(cast.bruno)
    answer = client.get(f"/fichiers/{photo.pk}/")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == "attachment; filename*=utf-8''Atelier%20d%E2%80%99%C3%A9t%C3%A9.jpg"
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "private, no-store"
    with photo.content.open("rb") as stored:
        assert body(answer) == stored.read()


def test_a_picture_is_shown_inside_a_page(cast: Cast, photo: StoredFile, client: Client) -> None:
    client.force_login(cast.awa)
    answer = client.get(f"/fichiers/{photo.pk}/image/")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    answer.close()


def test_a_document_is_never_shown_inside_a_page(cast: Cast, note: StoredFile, client: Client) -> None:
    client.force_login(cast.awa)
    assert client.get(f"/fichiers/{note.pk}/image/").status_code == 404
    answer = client.get(f"/fichiers/{note.pk}/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Note.docx"'
    answer.close()


@pytest.mark.parametrize("who", ["chloe", "denis", "erwan", "fatou"])
@pytest.mark.parametrize("suffix", ["", "image/"])
def test_a_foreign_file_does_not_exist(who: str, suffix: str, cast: Cast, photo: StoredFile, client: Client) -> None:
    client.force_login(getattr(cast, who))
    foreign = client.get(f"/fichiers/{photo.pk}/{suffix}")
    unknown = client.get(f"/fichiers/{uuid.uuid4()}/{suffix}")
    assert foreign.status_code == unknown.status_code == 404
    assert shape(foreign) == shape(unknown)


def shape(answer: HttpResponseBase) -> str:
    """The page without what changes at each answer."""
    page = answer.content.decode()  # type: ignore[attr-defined]
    return re.sub(r"csrf[^>]*>|[0-9a-f]{8}-[0-9a-f-]{27}", "", page)


@pytest.mark.parametrize("who", ["chloe", "denis", "erwan", "fatou"])
def test_nobody_puts_a_file_in_a_structure_that_is_not_hers(who: str, cast: Cast, own_folder: Path) -> None:
    for store in (store_picture, store_document):
        with pytest.raises(PermissionDenied):
            store(by=getattr(cast, who), organisation=cast.navette, upload=upload(picture()))
    assert kept(own_folder) == []


def test_what_the_sender_announces_is_not_believed(cast: Cast) -> None:
    lying = SimpleUploadedFile("page.html", picture("PNG"), "text/html")
    stored = store_picture(by=cast.awa, organisation=cast.navette, upload=lying)
    assert (stored.name, stored.content_type) == ("page.png", "image/png")
    assert (stored.width, stored.height) == (40, 30)


def test_where_the_bytes_are_tells_nothing(cast: Cast, photo: StoredFile, own_folder: Path) -> None:
    (path,) = kept(own_folder)
    assert re.fullmatch(r"files/([0-9a-f]{2})/\1[0-9a-f]{30}", str(path.relative_to(own_folder)))
    assert str(photo.pk) not in str(path)
    assert oct(path.stat().st_mode)[-3:] == "600"
    assert photo.size == path.stat().st_size


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd.png"),
        ("..\\..\\windows\\système.ini", "système.png"),
        ("a\r\nSet-Cookie: x=1.png", "aSet-Cookie x=1.png"),
        ("facture\u202egpj.exe", "facturegpj.png"),
        ("invisible\u200b\u2066.png", "invisible.png"),
        ('"><img src=x>.png', "img src=x.png"),
        ("été\u0301.png", "été\u0301.png"),
        ("e\u0301te.png", "éte.png"),
        ("", "fichier.png"),
        (None, "fichier.png"),
        (".png", "png.png"),
        ("...", "fichier.png"),
        ("nul\x00octet.png", "nuloctet.png"),
        ("x" * 500 + ".png", "x" * 100 + ".png"),
        ("archive.tar.gz", "archive.tar.png"),
        ("100% sûr; non.png", "100 sûr non.png"),
    ],
)
def test_a_name_hides_nothing(given: str | None, shown: str) -> None:
    assert clean_name(given, "png") == shown


def test_a_hostile_name_stays_inside_its_header(cast: Cast, client: Client) -> None:
    hostile = SimpleUploadedFile("x", picture(), "image/png")
    hostile.__dict__["_name"] = 'a"\r\nX-Evil: 1\u202e.png'
    stored = store_picture(by=cast.awa, organisation=cast.navette, upload=hostile)
    client.force_login(cast.awa)
    answer = client.get(f"/fichiers/{stored.pk}/")
    assert "X-Evil" not in answer.headers
    assert answer.headers["Content-Disposition"] == 'attachment; filename="a X-Evil 1.png"'
    answer.close()


def test_bytes_that_are_lost_answer_as_a_file_that_is_not_there(
    cast: Cast, photo: StoredFile, own_folder: Path, client: Client
) -> None:
    kept(own_folder)[0].unlink()
    client.force_login(cast.awa)
    assert client.get(f"/fichiers/{photo.pk}/").status_code == 404
