"""A file too heavy fills neither the memory nor the disk; a request too heavy is not read."""

import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.cast import Cast
from trame.ui.uploads import MAX_BYTES, MAX_REQUEST


def sent(size: int) -> "SimpleUploadedFile[bytes]":
    return SimpleUploadedFile("activites.xlsx", b"x" * size)


@pytest.mark.parametrize(("size", "held"), [(100, 100), (MAX_BYTES, MAX_BYTES), (MAX_BYTES + 1, 0), (3 * MAX_BYTES, 0)])
def test_beyond_the_limit_a_file_is_measured_and_no_longer_kept(
    size: int, held: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    request = RequestFactory().post("/", {"file": sent(size), "note": "gardée"})
    found = request.FILES["file"]
    assert found.size == size
    assert len(found.read()) == held
    assert request.POST["note"] == "gardée"
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= MAX_BYTES
    request.close()


def test_one_file_too_heavy_does_not_cost_the_others() -> None:
    request = RequestFactory().post("/", {"heavy": sent(MAX_BYTES + 1), "light": sent(10)})
    assert (len(request.FILES["heavy"].read()), len(request.FILES["light"].read())) == (0, 10)
    request.close()


@pytest.mark.django_db
def test_the_imports_say_that_a_file_is_too_heavy(cast: Cast, client: Client) -> None:
    client.force_login(cast.awa)
    page = client.post(
        reverse("interchange:upload"), {"file": sent(MAX_BYTES + 1), "membership": cast.awa_at_navette.pk}
    )
    assert page.content.decode().count("Ce fichier dépasse 10 Mo") == 2


@pytest.mark.django_db
def test_a_request_heavier_than_any_form_is_refused_unread(client: Client) -> None:
    unread = {"CONTENT_LENGTH": str(MAX_REQUEST + 1), "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    assert client.generic("POST", "/compte/connexion/", b"", **unread).status_code == 400  # type: ignore[arg-type]
