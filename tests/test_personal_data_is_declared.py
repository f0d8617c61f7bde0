"""Every field that can tell something of somebody is declared, with what erases it; nothing is declared in vain."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from trame.jobs import daily
from trame.people import personal
from trame.people.models import User
from trame.people.personal import NO_PERSONAL_DATA, Controller, Personal, Processing, declaration_of, declare, declared

# What may hold words, bytes, or lead to somebody. Dates and numbers are declared when they speak of her.
SPEAKING = (
    models.CharField, models.TextField, models.JSONField, models.BinaryField, models.FileField,
    models.GenericIPAddressField, ArrayField,
)  # fmt: skip
PEOPLE = {"people.User", "people.Membership", "people.JournalActor", "activity.Beneficiary"}
ENDLESS = {"people.Organisation"}  # a structure is kept as long as it wants


def could_speak(field: models.Field[Any, Any]) -> bool:
    if isinstance(field.related_model, type):
        return field.related_model._meta.label in PEOPLE
    return isinstance(field, SPEAKING) and not (field.primary_key and isinstance(field, models.UUIDField))


def forgotten(model: type[models.Model]) -> set[str]:
    declaration = declaration_of(model)
    said = declaration.named if declaration else set()
    return {field.name for field in model._meta.concrete_fields if could_speak(field)} - said


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.label)
def test_a_model_says_what_it_keeps_of_people(model: type[models.Model]) -> None:
    assert declaration_of(model) is not None, f"{model._meta.label}: write `personal = …` (trame/people/personal.py)"
    assert forgotten(model) == set(), "personal, or harmless?"


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.label)
def test_a_declaration_names_fields_that_exist_once(model: type[models.Model]) -> None:
    declaration = declaration_of(model)
    assert declaration is not None
    named = [name for part in declaration.parts for name in part.names] + sorted(declaration.harmless)
    assert len(named) == len(set(named))
    assert set(named) <= {field.name for field in model._meta.get_fields()}


def test_a_field_that_nobody_declared_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(User, "personal", NO_PERSONAL_DATA)
    assert {"email", "first_name", "last_name"} <= forgotten(User)
    monkeypatch.delattr(User, "personal")
    assert declaration_of(User) is None


def test_everything_personal_has_an_end_that_the_round_brings() -> None:
    for model, part in declared():
        assert bool(part.chore) != bool(part.follows), model._meta.label
        assert ends(part) <= set(daily.chores()), f"{model._meta.label}: {ends(part)} is no chore of the round"


def ends(part: Personal, seen: tuple[str, ...] = ()) -> set[str]:
    """The chores that end this data, itself or with what it follows."""
    assert part.follows not in seen, "two models that follow each other never end"
    if part.chore or part.follows in ENDLESS:
        return {part.chore} - {""}
    followed = declaration_of(apps.get_model(part.follows))
    assert followed is not None
    assert followed.parts, f"{part.follows} has no end"
    return {chore for above in followed.parts for chore in ends(above, (*seen, part.follows))}


def test_texts_are_whole_and_their_durations_known() -> None:
    for model, part in declared():
        said = part.kept.format(people_months=24, notes_months=24)
        assert said.endswith("."), model._meta.label
        assert "{" not in said
        assert re.search(r"articles? (6\.1\.[a-f])", part.processing.legal_basis), part.processing.code


def test_a_processing_is_complete() -> None:
    found = {part.processing.code: part.processing for _, part in declared()}
    assert set(found) == {"accounts", "work", "security", "invited", "followed"}
    for processing in found.values():
        assert isinstance(processing, Processing)
        assert isinstance(processing.controller, Controller)
        assert all([processing.name, processing.subjects, processing.purpose, processing.recipients])


def test_a_package_s_table_is_declared_beside() -> None:
    assert declaration_of(apps.get_model("account.EmailAddress")) is not None
    assert "account.EmailAddress" in personal._ELSEWHERE
    assert declare(harmless="a b").named == {"a", "b"}
