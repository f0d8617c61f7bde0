"""The page around every screen: menu, current entry, reader, theme."""

import re

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory

from trame.ui import navigation
from trame.ui.navigation import Entry, Identity, Shell

pytestmark = pytest.mark.usefixtures("shell")


def nav(html: str, name: str) -> str:
    found = re.search(rf'<nav[^>]*aria-label="{name}">(.*?)</nav>', html, re.DOTALL)
    assert found, f"no navigation called {name}"
    return found.group(1)


def labels(html: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", link).strip() for link in re.findall(r"<a[^>]*>(.*?)</a>", html, re.DOTALL)]


def current(html: str) -> list[str]:
    return labels("".join(re.findall(r'<a[^>]*aria-current="page".*?</a>', html, re.DOTALL)))


def test_entries_follow_their_order_not_that_of_registration(client: Client) -> None:
    page = client.get("/").content.decode()

    assert labels(nav(page, "Principal")) == ["Accueil", "Activités", "Statistiques", "Bilans"]


def test_the_dock_holds_three_entries_around_the_record_button_and_the_menu(client: Client) -> None:
    dock = nav(client.get("/").content.decode(), "Raccourcis")

    assert labels(dock)[:4] == ["Accueil", "Activités", "Enregistrer", "Chiffres"]
    assert "<summary>" in dock


def test_the_exact_page_is_current_before_its_namespace(client: Client) -> None:
    assert current(nav(client.get("/").content.decode(), "Principal")) == ["Statistiques"]


def test_a_page_of_an_entrys_namespace_shows_it_as_current(client: Client) -> None:
    assert current(nav(client.get("/section/").content.decode(), "Principal")) == ["Activités"]


def test_an_unknown_theme_cookie_follows_the_system(client: Client) -> None:
    client.cookies["theme"] = '"><script>'

    assert "<script>" not in client.get("/").content.decode().split("<head>")[0]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_is_kept_in_a_cookie_and_written_by_the_server(client: Client, theme: str) -> None:
    response = client.post("/ui/theme/", {"theme": theme, "next": "/section/"})

    assert response.headers["Location"] == "/section/"
    assert f'data-bs-theme="{theme}"' in client.get("/").content.decode()


def test_following_the_system_again_removes_the_cookie(client: Client) -> None:
    client.post("/ui/theme/", {"theme": "dark"})
    client.post("/ui/theme/", {"theme": "auto"})

    assert "data-bs-theme" not in client.get("/").content.decode().split("<head>")[0]


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_the_theme_switch_never_leads_to_another_site(client: Client, elsewhere: str) -> None:
    assert client.post("/ui/theme/", {"theme": "dark", "next": elsewhere}).headers["Location"] == "/"


def test_the_theme_switch_refuses_to_be_a_link(client: Client) -> None:
    assert client.get("/ui/theme/").status_code == 405


def test_the_reader_is_asked_only_when_shown() -> None:
    asked = []

    def identify(request: HttpRequest) -> Identity:
        asked.append(request)
        return Identity("Nolwenn Riou", "La Navette")

    navigation.register_identity(identify)
    request = RequestFactory().get("/")
    request.user = type("Reader", (), {"is_authenticated": True})()
    shell = Shell(request)

    assert asked == []
    assert (shell.reader_name, shell.organisation_name) == ("Nolwenn Riou", "La Navette")
    assert len(asked) == 1


def test_nobody_is_named_to_an_anonymous_reader() -> None:
    navigation.register_identity(lambda request: Identity("Nolwenn Riou", "La Navette"))

    assert Shell(RequestFactory().get("/")).reader_name == ""


def test_registering_an_entry_again_replaces_it() -> None:
    navigation.register(Entry(label="Mes activités", url_name="section:list", icon="activities", order=2))

    assert [link.label for link in Shell(RequestFactory().get("/")).entries][1] == "Mes activités"


@pytest.mark.parametrize("path", ["/", "/formulaire/", "/accounts/login/", "/absente/"])
def test_no_page_holds_an_inline_script_style_or_handler(client: Client, path: str) -> None:
    page = client.get(path).content.decode()

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", page)
