"""Who gets what at every URL, one line each: the table that the permission walk checks.

Objects are La Navette's. Roles, in the order of the columns: anonymous, link (who has opened the link of a report),
stranger (Chloé, who mediates elsewhere), coordinator (Erwan, of La Navette's network), admin (Fatou, of the instance),
member (Awa, mediator), manager (Bruno). A `302` for the first two always leads to the sign-in page, except at the
public pages, whose names are in PUBLIC.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from tests.cast import Cast, activity, follow, network
from trame.activity.entry import FollowedParticipant
from trame.activity.models import Activity
from trame.activity.services import delete_activity
from trame.directory.models import Presence
from trame.interchange.imports.models import BatchState, ImportBatch
from trame.jobs.models import Job
from trame.people import journal
from trame.people.models import Invitation, Network, Role, User
from trame.report.models import Publication, Report
from trame.report.services import begin_report, publish_report

ROLES = ("anonymous", "link", "stranger", "coordinator", "admin", "member", "manager")
WITHOUT_ACCOUNT = ("anonymous", "link")


@dataclass
class World:
    """Existing objects of La Navette, one of each kind that a URL can name."""

    cast: Cast
    activity: Activity
    deleted: Activity
    report: Report
    publication: Publication
    job: Job
    batch: ImportBatch
    network: Network

    def reader(self, role: str) -> User | None:
        cast = self.cast
        people = {"stranger": cast.chloe, "coordinator": cast.erwan, "admin": cast.fatou}
        return (people | {"member": cast.awa, "manager": cast.bruno}).get(role)


def make_world(cast: Cast) -> World:
    followed = follow(cast.navette, pseudonym="P-AAAAA")
    by, where = cast.awa_at_navette, cast.library
    Presence.objects.create(place=where, membership=by)
    recorded = activity(by, where, followed=(FollowedParticipant(followed.pk),), tags=("smartphone",))
    deleted = activity(by, where, date=dt.date(2025, 3, 4))
    activity(by, where, date=dt.date(2025, 3, 5), anonymous_residences={"56178": 1})
    delete_activity(by=cast.awa, activity=deleted)
    report = begin_report(by=cast.awa, organisation=cast.navette, year=2025)
    invite(cast)
    journal.record("invitation.sent", by=cast.bruno, organisation=cast.navette)
    return World(
        cast=cast,
        network=network(cast.erwan, cast.navette),
        activity=recorded,
        deleted=deleted,
        report=report,
        publication=publish_report(by=cast.awa, report=report),
        job=Job.objects.create(kind="report.document", owner=cast.awa, payload={}, message="En attente."),
        batch=ImportBatch.objects.create(
            owner=cast.awa,
            membership=by,
            organisation=cast.navette,
            partner="coop",
            state=BatchState.IMPORTED,
            imported_at=timezone.now(),
        ),
    )


def invite(cast: Cast) -> Invitation:
    return Invitation.objects.create(
        organisation=cast.navette,
        email="gael@navette.test",
        role=Role.MEDIATOR,
        token_digest="0" * 64,
        invited_by=cast.bruno,
        expires_at=timezone.now() + dt.timedelta(days=7),
    )


Arguments = Callable[[World], list[Any]]


@dataclass(frozen=True)
class Access:
    """Statuses of GET and of an empty POST for each role, and the object named in the address."""

    get: str
    post: str
    about: Arguments = lambda world: []

    def expected(self, method: str) -> dict[str, int]:
        said = self.get if method == "GET" else self.post
        return dict(zip(ROLES, map(int, said.split()), strict=True))


def organisation(world: World) -> list[Any]:
    return [world.cast.navette.pk]


def place(world: World) -> list[Any]:
    return [world.cast.library.pk]


def recorded(world: World) -> list[Any]:
    return [world.activity.client_uuid]


def deleted(world: World) -> list[Any]:
    return [world.deleted.client_uuid]


def report(world: World) -> list[Any]:
    return [world.report.pk]


def section(world: World) -> list[Any]:
    return [world.report.pk, 1]


def publication(world: World) -> list[Any]:
    return [world.report.pk, world.publication.number]


def job(world: World) -> list[Any]:
    return [world.job.pk]


def batch(world: World) -> list[Any]:
    return [world.batch.pk]


def reset_key(world: World) -> list[Any]:
    return ["1", "not-a-key"]


# What anybody reaches: the pages of signing in, the health of the site, its colours.
PUBLIC = frozenset({
    "pages:health", "pages:outbox", "ui:theme", "account_login", "account_logout", "account_inactive",
    "account_request_login_code", "account_confirm_login_code", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done",
})  # fmt: skip

TABLE: dict[str, Access] = {
    # name: anonymous, link, stranger, coordinator, admin, member, manager: GET, then POST
    "pages:home": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "pages:health": Access("200 200 200 200 200 200 200", "405 405 405 405 405 405 405"),
    "pages:outbox": Access("404 404 404 404 404 404 404", "405 405 405 405 405 405 405"),  # DEMO is off
    "ui:theme": Access("405 405 405 405 405 405 405", "302 302 302 302 302 302 302"),
    "account_login": Access("200 200 302 302 302 302 302", "200 200 302 302 302 302 302"),
    "account_logout": Access("302 302 200 200 200 200 200", "302 302 302 302 302 302 302"),
    "account_inactive": Access("200 200 200 200 200 200 200", "405 405 405 405 405 405 405"),
    "account_request_login_code": Access("200 200 302 302 302 302 302", "200 200 302 302 302 302 302"),
    "account_confirm_login_code": Access("302 302 302 302 302 302 302", "302 302 302 302 302 302 302"),
    "account_change_password": Access("302 302 200 200 200 200 200", "302 302 200 200 200 200 200"),
    "account_set_password": Access("302 302 302 302 302 302 302", "302 302 302 302 302 302 302"),
    "account_reset_password": Access("200 200 200 200 200 200 200", "200 200 200 200 200 200 200"),
    "account_reset_password_done": Access("200 200 200 200 200 200 200", "405 405 405 405 405 405 405"),
    "account_reset_password_from_key": Access("200 200 200 200 200 200 200", "200 200 200 200 200 200 200", reset_key),
    "account_reset_password_from_key_done": Access("200 200 200 200 200 200 200", "405 405 405 405 405 405 405"),
    "people:settings": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "people:organisation": Access("302 302 404 404 404 200 200", "302 302 404 404 404 403 200", organisation),
    "people:team": Access("302 302 404 404 404 200 200", "302 302 405 405 405 405 405", organisation),
    "people:account": Access("302 302 200 200 200 200 200", "302 302 200 200 200 200 200"),
    "directory:places": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "directory:add": Access("302 302 200 200 200 200 200", "302 302 200 200 200 200 200"),
    "directory:place": Access("302 302 404 404 404 200 200", "302 302 405 405 405 405 405", place),
    "directory:edit": Access("302 302 404 404 404 200 200", "302 302 404 404 404 200 200", place),
    "directory:close": Access("302 302 404 404 404 200 200", "302 302 404 404 404 200 200", place),
    "directory:reopen": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 302", place),
    "reference:commune_search": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "activity:list": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "activity:search": Access("302 302 405 405 405 405 405", "302 302 200 200 200 200 200"),
    "activity:individual": Access("302 302 200 403 403 200 403", "302 302 422 403 403 422 403"),
    "activity:workshop": Access("302 302 200 403 403 200 403", "302 302 422 403 403 422 403"),
    "activity:detail": Access("302 302 404 404 404 200 200", "302 302 405 405 405 405 405", recorded),
    "activity:edit": Access("302 302 404 404 404 200 403", "302 302 404 404 404 422 403", recorded),
    "activity:again": Access("302 302 404 403 403 200 403", "302 302 405 405 405 405 405", recorded),
    "activity:delete": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 403", recorded),
    "activity:restore": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 403", deleted),
    "statistics:overview": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "statistics:figures_csv": Access("302 302 200 302 302 200 200", "302 302 405 405 405 405 405"),
    "report:list": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "report:begin": Access("302 302 200 200 200 200 200", "302 302 200 200 200 200 200"),
    "report:detail": Access("302 302 404 404 404 200 200", "302 302 405 405 405 405 405", report),
    "report:section": Access("302 302 404 404 404 200 200", "302 302 404 404 404 200 200", section),
    "report:preview": Access("302 302 404 404 404 200 200", "302 302 405 405 405 405 405", report),
    "report:publish": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 302", report),
    "report:delete": Access("302 302 404 404 404 302 302", "302 302 404 404 404 302 302", report),
    "report:download": Access("302 302 405 405 405 405 405", "302 302 404 404 404 404 404", report),
    "report:publication": Access("302 302 404 404 404 200 200", "302 302 405 405 405 405 405", publication),
    "jobs:detail": Access("302 302 404 404 404 200 404", "302 302 405 405 405 405 405", job),
    "jobs:progress": Access("302 302 404 404 404 200 404", "302 302 405 405 405 405 405", job),
    "jobs:cancel": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 404", job),
    "jobs:download": Access("302 302 404 404 404 404 404", "302 302 405 405 405 405 405", job),
    "interchange:imports": Access("302 302 200 403 403 200 403", "302 302 405 405 405 405 405"),
    "interchange:upload": Access("302 302 200 403 403 200 403", "302 302 200 403 403 200 403"),
    "interchange:batch": Access("302 302 404 404 404 200 403", "302 302 405 405 405 405 405", batch),
    "interchange:confirm": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 403", batch),
    "interchange:abandon": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 403", batch),
    "interchange:undo": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 403", batch),
}
