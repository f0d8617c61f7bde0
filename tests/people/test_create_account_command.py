"""manage.py create_account: how an instance starts."""

import io

import pytest
from django.core.management import CommandError, call_command

from trame.people.models import Membership, Organisation, User

ASKED = {"email": "Nolwenn@Navette.test", "organisation": "La Navette", "commune": "29046", "role": "manager"}

pytestmark = pytest.mark.django_db


def create(**more: str) -> str:
    said = io.StringIO()
    call_command("create_account", stdout=said, **(ASKED | more))
    return said.getvalue()


def test_it_opens_the_account_the_structure_and_the_membership() -> None:
    said = create(siret="732 829 320 00074", first_name="Nolwenn", last_name="Riou")
    user = User.objects.get()
    organisation = Organisation.objects.get()
    assert (user.email, user.full_name, user.has_usable_password()) == ("nolwenn@navette.test", "Nolwenn Riou", False)
    assert (organisation.name, organisation.siret, organisation.commune_id) == ("La Navette", "73282932000074", "29046")
    assert [(m.user, m.organisation, m.role) for m in Membership.objects.all()] == [(user, organisation, "manager")]
    assert f"nolwenn@navette.test : responsable de structure à « La Navette » (structure n° {organisation.pk}" in said


def test_the_same_command_again_changes_nothing_and_another_role_is_added() -> None:
    create()
    create()
    create(role="mediator")
    assert (User.objects.count(), Organisation.objects.count()) == (1, 1)
    assert sorted(Membership.objects.values_list("role", flat=True)) == ["manager", "mediator"]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"commune": "29999"}, "Aucune commune n’a le code Insee 29999"),
        ({"siret": "123"}, "Ce SIRET n’est pas valable"),
        ({"email": "pas-une-adresse"}, "adresse"),
    ],
)
def test_a_wrong_value_is_refused_and_nothing_is_written(wrong: dict[str, str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        create(**wrong)
    assert (User.objects.count(), Organisation.objects.count()) == (0, 0)


def test_it_makes_an_admin_of_the_site_who_needs_no_structure() -> None:
    said = io.StringIO()
    call_command("create_account", email="fatou@region.test", admin=True, stdout=said)
    assert (User.objects.get().is_admin, Organisation.objects.count()) == (True, 0)
    assert "fatou@region.test : administre ce site" in said.getvalue()
    create()
    assert User.objects.get(email="nolwenn@navette.test").is_admin is False


def test_the_structure_it_opens_or_finds_is_verified() -> None:
    create()
    assert Organisation.objects.get().is_verified
    Organisation.objects.update(verified_at=None)
    create()
    assert Organisation.objects.get().is_verified


@pytest.mark.parametrize("missing", ["organisation", "commune", "role"])
def test_without_structure_commune_or_role_it_says_what_to_give(missing: str) -> None:
    with pytest.raises(CommandError, match="Donnez la structure, sa commune et le rôle"):
        create(**{missing: ""})
