"""Modules and facets: declared once, on by profile, decided by the structure of the moment."""

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, membership, person
from trame.people import modules, profiles
from trame.people.models import Organisation, Profile, Role, User
from trame.people.modules import Module
from trame.people.readers import LinkReader, command_reader
from trame.ui.navigation import Shell

pytestmark = pytest.mark.django_db


def request_of(user: User) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user
    return request


def who(profile: str) -> User:
    return person(f"{profile or 'sans'}@navette.test", "Gaël", "Le Bras", profile=profile)


@pytest.mark.parametrize("profile", Profile.values)
def test_a_profile_begins_with_four_entries_at_most(profile: str) -> None:
    entries = [link.label for link in Shell(request_of(who(profile))).entries]

    assert len(entries) <= 4
    assert {"Accueil", "Activités", "Réglages"} <= set(entries)


@pytest.mark.parametrize(
    ("profile", "codes"),
    [
        ("benevole", {"notes"}),
        (
            "mediatheque",
            {
                "statistics",
                "workshops",
                "permanence_grid",
                "moments",
                "public",
                "venue",
                "materials",
                "tags",
                "notes",
            },
        ),
        ("coordination", {"statistics", "workshops", "coordination", "public", "residence", "tags"}),
    ],
)
def test_the_table_of_profiles_is_what_is_on(profile: str, codes: set[str]) -> None:
    known = {code for code in profiles.AT_FIRST}

    assert modules.codes_on(who(profile)) & known == codes


def test_every_line_of_the_table_is_a_declared_module_and_says_what_it_is_for() -> None:
    assert set(profiles.AT_FIRST) <= {module.code for module in modules.every()}
    for module in modules.every():
        assert module.sentence.endswith("."), module.code
        assert len(module.code) <= 40, module.code


def test_the_how_to_page_shows_the_same_table() -> None:
    page = (settings.BASE_DIR / "docs" / "how-to" / "profils-et-modules.md").read_text()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in page.splitlines() if line.startswith("| ")]
    shown = {cells[0]: ["●" if cell else "·" for cell in cells[1:]] for cells in rows if cells[0]}

    assert shown == {modules.get(code).label: marks.split() for code, marks in profiles.AT_FIRST.items()}


def test_a_code_without_a_line_in_the_table_is_seen_at_once() -> None:
    with pytest.raises(KeyError):
        profiles.at_first("payroll")


OPT_IN = {
    "public_kind", "origin", "equipment", "skill", "setting", "access_mode", "payment", "secondary_topics",
    "procedures", "times",
}  # fmt: skip


def test_who_has_said_no_profile_has_everything_but_what_waits_for_the_structure() -> None:
    everything = {module.code for module in modules.every()}

    assert {module.code for module in modules.every() if module.opt_in} == OPT_IN
    assert modules.codes_on(who("")) == everything - OPT_IN


@pytest.mark.parametrize("profile", ["", *Profile.values])
def test_what_waits_for_the_structure_is_nobody_s_until_it_turns_it_on(cast: Cast, profile: str) -> None:
    gael = who(profile)
    membership(gael, cast.navette, Role.MEDIATOR)
    expected = {"procedures"} if profile == Profile.FRANCE_SERVICES else set()
    assert modules.codes_on(gael) & OPT_IN == expected

    Organisation.objects.filter(pk=cast.navette.pk).update(modules_on=sorted(OPT_IN))

    assert modules.codes_on(User.objects.get(pk=gael.pk)) >= OPT_IN


def test_the_structure_s_choice_wins_over_the_profile(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.navette.pk).update(modules_on=["reports"], modules_off=["statistics"])
    gael = who("mediatheque")
    membership(gael, cast.navette, Role.MEDIATOR)

    assert modules.is_on(gael, "reports")
    assert not modules.is_on(gael, "statistics")
    assert modules.is_on(gael, "workshops")


def test_the_structure_of_the_moment_is_the_one_that_decides(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.port.pk).update(modules_off=["statistics"])
    gael = who("mediatheque")
    membership(gael, cast.navette, Role.MEDIATOR)
    membership(gael, cast.port, Role.MEDIATOR)

    gael.current_organisation = cast.navette
    assert modules.is_on(gael, "statistics")
    gael.current_organisation = cast.port
    assert not modules.is_on(gael, "statistics")


def test_another_structure_decides_nothing(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.port.pk).update(modules_off=["statistics"])

    assert modules.is_on(cast.awa, "statistics")


def test_asking_ten_times_costs_one_query(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    awa = User.objects.get(pk=cast.awa.pk)

    with django_assert_num_queries(1):
        assert all(modules.is_on(awa, code) for code in ["statistics", "reports"] * 5)


def test_an_unknown_code_is_a_mistake_of_the_code_that_asks(cast: Cast) -> None:
    with pytest.raises(KeyError):
        modules.is_on(cast.awa, "payroll")


@pytest.mark.parametrize(
    "reader", [AnonymousUser(), LinkReader(scope="report", object_id="1"), command_reader([1], "statistics")]
)
def test_nothing_is_hidden_from_who_has_no_account(reader: AnonymousUser) -> None:
    assert modules.is_on(reader, "reports")


def test_an_app_declares_its_module_and_adds_pages_to_another(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, rf: RequestFactory
) -> None:
    monkeypatch.setattr(modules, "_modules", dict(modules._modules))
    sewing = Module(code="sewing", label="Couture", sentence="Recoudre.", profiles=frozenset({"benevole"}))

    modules.register(sewing)
    modules.register_pages("sewing", "pages:outbox")

    assert modules.get("sewing").url_names == ("pages:outbox",)
    assert modules.is_on(who("benevole"), "sewing")
    assert not modules.is_on(who("association"), "sewing")
    filled = modules.when_on("sewing", lambda request, obj: "Recoudre")
    assert filled(request_of(who("mediatheque")), None) == ""
    assert filled(request_of(cast.awa), None) == "Recoudre"
    with pytest.raises(KeyError):
        modules.register_pages("payroll", "pages:outbox")
