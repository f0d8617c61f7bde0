"""An invitation answered, withdrawn or expired is erased thirty days later, with the address it was sent to."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from tests.cast import Cast, network
from trame.people.models import CoordinationInvitation, Invitation, Role
from trame.people.services.idle import forget_old_invitations

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 3, 10, tzinfo=dt.UTC)


def invite(cast: Cast, email: str, **dates: dt.datetime) -> Invitation:
    usual = {"created_at": NOW - dt.timedelta(days=60), "expires_at": NOW + dt.timedelta(days=60)}
    return Invitation.objects.create(
        organisation=cast.navette, email=email, role=Role.MEDIATOR, token_digest=email, **(usual | dates)
    )


@time_machine.travel(NOW, tick=False)
def test_only_those_over_for_thirty_days_leave(cast: Cast) -> None:
    old, recent = NOW - dt.timedelta(days=31), NOW - dt.timedelta(days=29)
    invite(cast, "accepted@x.test", accepted_at=old)
    invite(cast, "revoked@x.test", revoked_at=old)
    invite(cast, "expired@x.test", expires_at=old)
    invite(cast, "just-accepted@x.test", accepted_at=recent)
    invite(cast, "just-expired@x.test", expires_at=recent)
    invite(cast, "pending@x.test")
    blavet = network(cast.erwan)
    for email, created in (("a@x.test", old), ("b@x.test", recent)):
        CoordinationInvitation.objects.create(network=blavet, email=email, created_at=created)
    assert forget_old_invitations() == 4
    kept = set(Invitation.objects.values_list("email", flat=True))
    assert kept == {"just-accepted@x.test", "just-expired@x.test", "pending@x.test"}
    assert CoordinationInvitation.objects.get().email == "b@x.test"
    assert timezone.now() == NOW
    assert forget_old_invitations() == 0
