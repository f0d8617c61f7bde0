"""The screens of an import, without JavaScript: upload, dry run, confirm, result, undo; and who may open them."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast, membership
from tests.interchange.coop_files import FIRST, coop_file, named, row
from trame.activity.models import Activity, Beneficiary
from trame.interchange.imports import services
from trame.interchange.imports.models import ImportBatch
from trame.people.models import Role

LIST, UPLOAD = "/reglages/imports/", "/reglages/imports/nouveau/"
TWO = [row(1, **named("Zénaïde Quéméneur")), row(2, Tags="Café IA")]


@pytest.fixture
def awa(client: Client, cast: Cast) -> Client:
    client.force_login(cast.awa)
    return client


def deposit(client: Client, cast: Cast, content: bytes, name: str = "export.xlsx") -> str:
    """Send a file for La Navette; the address of its dry run, or the refusal's page."""
    file = SimpleUploadedFile(name, content)
    response = client.post(UPLOAD, {"file": file, "membership": cast.awa_at_navette.pk})
    return response["Location"] if response.status_code == 302 else response.content.decode()


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_file_goes_from_upload_to_activities_and_back(awa: Client, cast: Cast) -> None:
    assert "Mes activités" in page(awa, UPLOAD)
    address = deposit(awa, cast, coop_file(TWO))
    shown = page(awa, address)
    for words in ("Nolwenn Riou", "Importer 2\u00a0activités", "Médiathèque de Pontivy", "Café IA", "La Navette"):
        assert words in shown
    assert 'type="checkbox" name="keep_names"' in shown
    assert "checked" not in shown
    assert not Activity.objects.exists()

    result = awa.post(f"{address}importer/", follow=True).content.decode()
    assert "Ce qui est entré" in result
    assert Activity.objects.count() == 2
    assert Beneficiary.objects.get().name == ""
    assert "Importé" in page(awa, LIST)

    undone = awa.post(f"{address}annuler/", follow=True).content.decode()
    assert "Import annulé" in undone
    assert not Activity.objects.exists()
    assert "Annulé" in page(awa, LIST)


def test_names_are_kept_only_when_the_box_is_ticked(awa: Client, cast: Cast) -> None:
    address = deposit(awa, cast, coop_file(TWO))
    awa.post(f"{address}importer/", {"keep_names": "on"})
    assert Beneficiary.objects.get().name == "Zénaïde Quéméneur"
    assert ImportBatch.objects.get().names_kept


def test_errors_are_all_shown_by_row_and_nothing_can_be_imported(awa: Client, cast: Cast) -> None:
    address = deposit(awa, cast, coop_file([row(n, **{"Durée (min)": "<b>?</b>"}) for n in range(40)]))
    shown = page(awa, address)
    assert "40\u00a0cases à corriger" in shown
    for number in range(40):
        assert f"Ligne {FIRST + number}<" in shown
    assert shown.count("&lt;b&gt;?&lt;/b&gt;") == 40
    assert f"{address}importer/" not in shown
    answered = awa.post(f"{address}importer/", follow=True).content.decode()
    assert "Rien n’a été importé" in answered
    assert not Activity.objects.exists()


def test_remarks_are_grouped_and_do_not_prevent(awa: Client, cast: Cast) -> None:
    rows = [row(n, **{"Matériel numérique utilisé": "Minitel"}) for n in range(3)]
    shown = page(awa, deposit(awa, cast, coop_file(rows, total=9)))
    assert shown.count("Minitel") == 1
    assert f"{FIRST}, {FIRST + 1}, {FIRST + 2}" in shown
    assert "annonce 9 accompagnements" in shown
    assert "Importer 3\u00a0activités" in shown


def test_a_file_already_imported_has_nothing_to_import(awa: Client, cast: Cast) -> None:
    services.import_at_once(membership=cast.awa_at_navette, partner="coop", content=coop_file(TWO))
    shown = page(awa, deposit(awa, cast, coop_file(TWO)))
    assert "déjà dans Trame" in shown
    assert "/importer/" not in shown


def test_an_export_without_activity_says_so(awa: Client, cast: Cast) -> None:
    assert "ne contient aucune activité" in page(awa, deposit(awa, cast, coop_file([])))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"Date;Type\n", "CSV"),
        (b"", "vide"),
        (coop_file([row(1)], sheet="Statistiques"), "totaux"),
        (bytes(10 * 1024 * 1024 + 1), "10 Mo"),
    ],
)
def test_a_file_that_is_not_the_right_one_is_refused_beside_its_field(
    awa: Client, cast: Cast, content: bytes, said: str
) -> None:
    shown = deposit(awa, cast, content)
    assert said in shown
    assert 'class="err-sum"' in shown
    assert not ImportBatch.objects.exists()


def test_without_a_file_the_form_asks_for_one(awa: Client, cast: Cast) -> None:
    shown = awa.post(UPLOAD, {"membership": cast.awa_at_navette.pk}).content.decode()
    assert "Choisissez le fichier à importer" in shown


def test_abandoning_erases_the_file(awa: Client, cast: Cast) -> None:
    address = deposit(awa, cast, coop_file(TWO))
    assert "Le fichier est effacé" in awa.post(f"{address}abandonner/", follow=True).content.decode()
    assert not ImportBatch.objects.exists()


def test_whoever_mediates_in_two_structures_chooses(awa: Client, cast: Cast) -> None:
    second = membership(cast.awa, cast.port, Role.MEDIATOR)
    shown = page(awa, UPLOAD)
    assert "La Navette" in shown
    assert "Clic du Port" in shown
    awa.post(UPLOAD, {"file": SimpleUploadedFile("e.xlsx", coop_file(TWO)), "membership": second.pk})
    assert ImportBatch.objects.get().organisation == cast.port


def test_a_membership_of_somebody_else_is_refused(awa: Client, cast: Cast) -> None:
    for foreign in (cast.chloe_at_port, cast.bruno_at_navette):
        file = SimpleUploadedFile("e.xlsx", coop_file(TWO))
        assert awa.post(UPLOAD, {"file": file, "membership": foreign.pk}).status_code == 200
    assert not ImportBatch.objects.exists()


def test_a_staged_file_is_seen_by_its_owner_only(client: Client, cast: Cast) -> None:
    colleague = membership(cast.denis, cast.navette, Role.MEDIATOR)
    batch = services.stage_file(by=cast.awa, membership=cast.awa_at_navette, partner="coop", content=coop_file(TWO))
    for other in (cast.bruno, cast.chloe, colleague.user):
        client.force_login(other)
        assert client.get(f"{LIST}{batch.pk}/").status_code == 404
        assert client.post(f"{LIST}{batch.pk}/importer/").status_code == 404
        assert client.post(f"{LIST}{batch.pk}/abandonner/").status_code == 404
    assert not Activity.objects.exists()


def test_an_imported_batch_is_open_to_colleagues_closed_to_managers_and_unknown_to_strangers(
    client: Client, cast: Cast
) -> None:
    colleague = membership(cast.denis, cast.navette, Role.MEDIATOR)
    batch = services.import_at_once(membership=cast.awa_at_navette, partner="coop", content=coop_file(TWO))
    address = f"{LIST}{batch.pk}/"
    for reader, status in ((cast.bruno, 403), (cast.chloe, 404)):
        client.force_login(reader)
        assert client.get(address).status_code == status
        assert client.post(f"{address}annuler/").status_code == status
    client.force_login(cast.bruno)
    assert "médiateurs et médiatrices" in client.get(address).content.decode()
    assert Activity.objects.count() == 2
    client.force_login(colleague.user)
    assert client.get(address).status_code == 200
    assert client.post(f"{address}annuler/").status_code == 302
    assert not Activity.objects.exists()


def test_a_manager_is_told_why_she_cannot_import_and_a_visitor_signs_in(client: Client, cast: Cast) -> None:
    for address in (LIST, UPLOAD):
        assert client.get(address).status_code == 302
    client.force_login(cast.bruno)
    for address in (LIST, UPLOAD):
        response = client.get(address)
        assert response.status_code == 403
        assert "médiateurs et médiatrices" in response.content.decode()
    assert client.get(f"{LIST}{uuid.uuid4()}/").status_code == 404


def test_acting_needs_a_post(awa: Client, cast: Cast) -> None:
    address = deposit(awa, cast, coop_file(TWO))
    for verb in ("importer", "abandonner", "annuler"):
        assert awa.get(f"{address}{verb}/").status_code == 405


def test_settings_lead_a_mediator_to_imports_but_not_a_manager(client: Client, cast: Cast) -> None:
    client.force_login(cast.awa)
    assert f'href="{LIST}"' in client.get("/reglages/").content.decode()
    client.force_login(cast.bruno)
    assert f'href="{LIST}"' not in client.get("/reglages/").content.decode()
