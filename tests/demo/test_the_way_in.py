"""The sign-in page of a demonstration says how to enter, to the machine it runs on and to nobody else."""

import pytest
from django.test import RequestFactory

import demo
from demo.entrance import sign_in_note


def test_the_accounts_are_shown_on_the_machine_itself() -> None:
    note = sign_in_note(RequestFactory().get("/", REMOTE_ADDR="127.0.0.1"), None)
    assert demo.logins()[0].email in note
    assert "/demo/courriels" in note


@pytest.mark.parametrize("headers", [{"REMOTE_ADDR": "192.0.2.7"}, {"HTTP_X_FORWARDED_FOR": "192.0.2.7"}])
def test_they_are_not_shown_to_another_machine(headers: dict[str, str]) -> None:
    assert sign_in_note(RequestFactory().get("/", **headers), None) == ""
