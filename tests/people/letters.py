"""Reading the e-mails that joining sends."""

import re

from django.core import mail


def path_in_last_mail() -> str:
    """The path of the link of the last e-mail, on the site of the tests."""
    found = re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)
    assert found is not None, mail.outbox[-1].body
    return found.group(1)


def code_in_last_mail() -> str:
    found = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", mail.outbox[-1].body, re.MULTILINE)
    assert found is not None, mail.outbox[-1].body
    return found.group(1)
