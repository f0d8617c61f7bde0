"""« Modules et champs »: its managers turn on and off, the others read."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from tests.cast import Cast
from trame.people import modules
from trame.people.models import JournalEntry, Organisation
from trame.people.services import UnknownModule, choose_modules

pytestmark = pytest.mark.django_db


def page_of(organisation: Organisation) -> str:
    return f"/reglages/structures/{organisation.pk}/modules/"


def said(**states: str) -> dict[str, str]:
    """The whole form, « selon le profil » unless said otherwise."""
    usual = {f"module-{module.code}": "profile" for module in modules.every()}
    return usual | {f"module-{code}": state for code, state in states.items()}


def choices_of(organisation: Organisation) -> tuple[list[str], list[str]]:
    fresh = Organisation.objects.get(pk=organisation.pk)
    return fresh.modules_on, fresh.modules_off


def test_its_manager_turns_on_and_off_and_the_journal_says_it_once(client: Client, cast: Cast) -> None:
    client.force_login(cast.bruno)

    answer = client.post(page_of(cast.navette), said(reports="on", notes="off", tags="off"))

    assert answer["Location"] == page_of(cast.navette)
    assert choices_of(cast.navette) == (["reports"], ["notes", "tags"])
    assert JournalEntry.objects.filter(action="organisation.modules", organisation=cast.navette).count() == 1


def test_saving_without_a_change_writes_no_line_in_the_journal(client: Client, cast: Cast) -> None:
    client.force_login(cast.bruno)

    client.post(page_of(cast.navette), said())

    assert not JournalEntry.objects.filter(action="organisation.modules").exists()


def test_what_follows_the_profile_again_is_in_neither_list(client: Client, cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.navette.pk).update(modules_on=["reports"], modules_off=["notes"])
    client.force_login(cast.bruno)

    client.post(page_of(cast.navette), said())

    assert choices_of(cast.navette) == ([], [])


def test_the_form_shows_the_three_states(client: Client, cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.navette.pk).update(modules_on=["reports"], modules_off=["notes"])
    client.force_login(cast.bruno)

    form = client.get(page_of(cast.navette)).context["form"]

    assert form["module-reports"].value() == "on"
    assert form["module-notes"].value() == "off"
    assert form["module-tags"].value() == "profile"


def test_an_unknown_code_is_refused_and_nothing_is_written(client: Client, cast: Cast) -> None:
    client.force_login(cast.bruno)

    page = client.post(page_of(cast.navette), said(reports="on") | {"module-payroll": "on"})

    assert page.status_code == 200
    assert "Trame ne connaît pas «\u202fpayroll\u202f»" in page.content.decode()
    assert choices_of(cast.navette) == ([], [])
    with pytest.raises(UnknownModule, match="payroll"):
        choose_modules(by=cast.bruno, organisation=cast.navette, choices={"payroll": True})


@pytest.mark.parametrize("state", ["", "maybe", "ON"])
def test_an_unknown_state_is_told_beside_its_module(client: Client, cast: Cast, state: str) -> None:
    client.force_login(cast.bruno)

    page = client.post(page_of(cast.navette), said(notes=state, reports="on"))

    assert page.context["form"].errors["module-notes"][0].startswith("« Notes » : choisissez")
    assert page.context["form"]["module-reports"].value() == "on"
    assert choices_of(cast.navette) == ([], [])


def test_a_form_cut_short_turns_nothing_off(client: Client, cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.navette.pk).update(modules_on=["reports"])
    client.force_login(cast.bruno)

    page = client.post(page_of(cast.navette), {"module-notes": "off"})

    assert page.status_code == 200
    assert choices_of(cast.navette) == (["reports"], [])


def test_the_choice_of_a_module_that_this_version_does_not_know_is_kept(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.navette.pk).update(modules_on=["later"])

    choose_modules(by=cast.bruno, organisation=cast.navette, choices={"reports": False})

    assert choices_of(cast.navette) == (["later"], ["reports"])


def test_two_managers_at_once_do_not_undo_each_other(cast: Cast) -> None:
    read_before = Organisation.objects.get(pk=cast.navette.pk)
    choose_modules(by=cast.bruno, organisation=cast.navette, choices={"notes": False})

    choose_modules(by=cast.bruno, organisation=read_before, choices={"tags": False})

    assert choices_of(cast.navette) == ([], ["notes", "tags"])


def test_a_mediator_reads_and_cannot_write(client: Client, cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.navette.pk).update(modules_on=["reports"], modules_off=["notes"])
    client.force_login(cast.awa)

    page = client.get(page_of(cast.navette)).content.decode()

    assert "Allumé par la structure." in page
    assert "Éteint par la structure." in page
    assert "Selon le profil. Au départ\u00a0: tous sauf bénévole." in page
    assert 'name="module-' not in page
    assert client.post(page_of(cast.navette), said(reports="off")).status_code == 403
    assert choices_of(cast.navette) == (["reports"], ["notes"])


def test_nobody_chooses_for_another_structure(client: Client, cast: Cast) -> None:
    client.force_login(cast.bruno)

    assert client.post(page_of(cast.port), said(reports="off")).status_code == 404
    with pytest.raises(PermissionDenied):
        choose_modules(by=cast.bruno, organisation=cast.port, choices={"reports": False})
    assert choices_of(cast.port) == ([], [])


def test_what_the_manager_turns_on_is_there_for_a_colleague_whose_profile_had_it_not(
    client: Client, cast: Cast
) -> None:
    type(cast.awa).objects.filter(pk=cast.awa.pk).update(profile="mediatheque")
    client.force_login(cast.awa)
    assert "/bilans/" not in client.get("/").content.decode()

    choose_modules(by=cast.bruno, organisation=cast.navette, choices={"reports": True})

    assert 'href="/bilans/"' in client.get("/").content.decode()
