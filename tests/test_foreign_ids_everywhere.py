"""0 row crosses: whatever ids of another structure are posted, at every URL, in every field, nothing of hers moves.

The fields are those of every form of the site, and the columns of every model: what a form does not have must not be
assigned either.
"""

import copy
import importlib
import logging
import pkgutil
from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.db import connection, transaction
from django.urls import reverse

import trame
from tests.cast import Cast, activity, follow
from tests.permissions import TABLE, World, make_world
from tests.test_permission_walk import visitor
from trame.people.models import JournalEntry, Membership, User
from trame.report.services import begin_report

pytestmark = pytest.mark.django_db

OWN_ACCOUNT = "the reader's account"
# What these are for, and all that they may move: the first two write a request that gives nothing until Chloé or her
# manager accepts it, who sees which network asks; the third changes the reader's own account.
ON_PURPOSE: dict[str, set[str]] = {
    "people:network_ask": {
        "people.Coordination", "people.JournalActor", "people.Network", "people.NetworkMembership",
    },
    "people:coordination_invite": {"people.CoordinationInvitation"},
    "privacy:close_account": {OWN_ACCOUNT},
}  # fmt: skip
SIGNED_IN = ("coordinator", "admin", "member", "manager")


def form_fields() -> set[str]:
    """The names of the fields of every form of the site."""
    names: set[str] = set()
    for module in pkgutil.walk_packages(trame.__path__, "trame."):
        if ".forms" in module.name:
            for value in vars(importlib.import_module(module.name)).values():
                if isinstance(value, type) and issubclass(value, forms.BaseForm):
                    names |= set(getattr(value, "base_fields", ()))
    return names


def columns() -> set[str]:
    """The names of the columns of every model: what mass assignment would reach."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("trame.")]
    return {name for model in ours for field in model._meta.fields for name in (field.name, field.attname)}


NOT_SENT = {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword"}
FIELDS = sorted((form_fields() | columns()) - NOT_SENT)


@pytest.fixture
def world(cast: Cast, caplog: pytest.LogCaptureFixture) -> World:
    """La Navette's objects, and an activity, a person followed and a bilan of the Clic du Port."""
    caplog.set_level(logging.CRITICAL, "django")
    made = make_world(cast)
    followed = follow(cast.port, pseudonym="P-ZZZZZ", name="Zénaïde Quéméneur")
    activity(cast.chloe_at_port, cast.quay, notes="Secret du port")
    begin_report(by=cast.chloe, organisation=cast.port, year=2025)
    made.cast.quay.refresh_from_db()
    assert followed.pk
    return made


Attacks = dict[str, dict[str, str]]


def foreign_ids(world: World) -> dict[str, Any]:
    """One of each sort of what the port has."""
    cast = world.cast
    return {
        "organisation": cast.port.pk,
        "membership": cast.chloe_at_port.pk,
        "place": cast.quay.pk,
        "account": cast.chloe.pk,
        "person": follow(cast.port, name="Zénaïde Quéméneur").pk,
        "activity": activity(cast.chloe_at_port, cast.quay).client_uuid,
        "address": cast.chloe.email,
        "yes": "1",
    }


def bodies(world: World) -> Attacks:
    """Each field gets the id it seems to ask for; then all get a number of the port; then all an identifier."""
    cast, ids = world.cast, foreign_ids(world)
    asked_for = {
        "uuid": ids["activity"],
        "organisation": cast.port.pk,
        "structure": cast.port.pk,
        "membership": cast.chloe_at_port.pk,
        "place": cast.quay.pk,
        "user": cast.chloe.pk,
        "mediator": cast.chloe.pk,
        "email": cast.chloe.email,
        "beneficiary": ids["person"],
        "followed": ids["person"],
        "activity": activity(cast.chloe_at_port, cast.quay).pk,
        "role": "manager",
    }
    by_name = {field: next((str(id_) for word, id_ in asked_for.items() if word in field), "1") for field in FIELDS}
    return {"by name": by_name} | {kind: everywhere(ids[kind]) for kind in ("organisation", "activity")}


def everywhere(foreign: object) -> dict[str, str]:
    return dict.fromkeys(FIELDS, str(foreign))


def rows_of_the_port(world: World, reader: User | None = None) -> dict[str, list[Any]]:
    """Every row that Chloé sees, column by column; and who has which power, that of `reader` apart."""
    rows: dict[str, list[Any]] = {}
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
        queryset: Any = model._default_manager.all()
        if hasattr(queryset, "visible_to"):
            rows[model._meta.label] = list(queryset.visible_to(world.cast.chloe).order_by("pk").values())
    accounts = list(User.objects.order_by("pk").values("pk", "email", "is_admin", "is_active"))
    rows["accounts"] = [account for account in accounts if not reader or account["pk"] != reader.pk]
    rows[OWN_ACCOUNT] = [account for account in accounts if reader and account["pk"] == reader.pk]
    rows["managers"] = list(Membership.objects.filter(role="manager").order_by("pk").values())
    return rows


class Writes:
    """Whether anything but reading was asked of the database."""

    seen = False

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.seen |= not sql.lstrip().startswith(("SELECT", "SAVEPOINT", "RELEASE"))
        return execute(sql, params, many, context)


def crossings(world: World, role: str, attacks: Attacks) -> list[tuple[str, str, str]]:
    """(page, attack, what moved or showed), each attack on a world that the one before has not changed."""
    reader = world.reader(role)
    before = rows_of_the_port(world, reader)
    found: list[tuple[str, str, str]] = []
    for name, access in TABLE.items():
        client = visitor(world, role)
        cookies = copy.deepcopy(client.cookies)
        address = reverse(name, args=access.about(world))
        for attack, body in attacks.items():
            writes = Writes()
            with transaction.atomic():
                with connection.execute_wrapper(writes):
                    shown = b"".join(client.post(address, body))
                # No row moves without a word to the database.
                now = rows_of_the_port(world, reader) if writes.seen else before
                moved = {label for label in before if now[label] != before[label]} - ON_PURPOSE.get(name, set())
                found += [(name, attack, label) for label in sorted(moved)]
                if "Quéméneur".encode() in shown or b"Secret du port" in shown:
                    found.append((name, attack, "names"))
                transaction.set_rollback(True)
            client.cookies = copy.deepcopy(cookies)  # signing out is undone too: the walk goes on as this role
    return found


@pytest.mark.parametrize("role", SIGNED_IN)
def test_nothing_of_another_structure_moves_or_shows(role: str, world: World) -> None:
    assert crossings(world, role, bodies(world)) == []


@pytest.mark.deep
@pytest.mark.parametrize("role", SIGNED_IN)
def test_nor_does_it_with_each_sort_of_id_in_every_field(role: str, world: World) -> None:
    assert crossings(world, role, {kind: everywhere(foreign) for kind, foreign in foreign_ids(world).items()}) == []


def test_the_walk_would_see_a_row_that_moves(world: World) -> None:
    before = rows_of_the_port(world)
    world.cast.quay.name = "Chez Awa"
    world.cast.quay.save()
    assert rows_of_the_port(world) != before


def test_the_walk_would_see_somebody_gaining_a_power(world: World) -> None:
    gains: list[Callable[[], Any]] = [
        lambda: User.objects.filter(pk=world.cast.awa.pk).update(is_admin=True),
        lambda: Membership.objects.filter(pk=world.cast.awa_at_navette.pk).update(role="manager"),
    ]
    for gain in gains:
        before = rows_of_the_port(world)
        gain()
        assert rows_of_the_port(world) != before


def test_every_form_of_the_site_is_among_those_tried() -> None:
    assert {"place", "followed", "organisation", "first_name", "role"} <= set(FIELDS)
    assert len(form_fields()) > 30
    assert JournalEntry._meta.get_field("actor").name in FIELDS
