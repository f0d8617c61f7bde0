"""Who gets what at every URL, one line each: the table that the permission walk checks.

Objects are La Navette's. Roles, in the order of the columns: anonymous, link (who has opened the link of a report),
stranger (Chloé, who mediates elsewhere), coordinator (Erwan, of La Navette's network), admin (Fatou, of the instance),
member (Awa, mediator), manager (Bruno). A `302` for the first two always leads to the sign-in page, except at the
public pages, whose names are in PUBLIC.
"""

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from tests.cast import Cast, activity, follow, network
from tests.coordination import coordinated
from tests.downloads import a_chart, a_crossed_file, a_crossing, a_file, recorded_today
from tests.following import Following, make_following
from tests.kept_figures import freeze_nothing, keep_view
from tests.lists import change_tag, keep_filters
from tests.moments import keep_a_photo
from tests.passkey import give_passkey
from tests.sessions import EMAIL_CHANGE_TOKEN, ask_change_of_address, open_session
from tests.tags import merged_tags
from tests.templates import keep_as
from trame.activity.entry import FollowedParticipant, ProcedureSaid
from trame.activity.models import Activity, Beneficiary, BulkChange, Moment, RecordTemplate, SavedFilter, TagMerge
from trame.activity.services import delete_activity
from trame.directory.models import Presence
from trame.files.models import StoredFile
from trame.files.services import set_logo
from trame.interchange.imports.models import BatchState, ImportBatch
from trame.jobs.models import ChoreRun, Job, RetentionRun
from trame.links.models import Link
from trame.links.services import create_link
from trame.people import journal
from trame.people.models import (
    CoordinationInvitation,
    Invitation,
    Network,
    NetworkMembership,
    PrivacySettings,
    Role,
    Session,
    User,
)
from trame.people.tokens import digest_of
from trame.report.models import Publication, Report
from trame.report.services import begin_report, publish_report
from trame.statistics.models import SavedView, SharedFigures

ROLES = ("anonymous", "link", "stranger", "coordinator", "admin", "member", "manager")
WITHOUT_ACCOUNT = ("anonymous", "link")


@dataclass
class World:
    """Existing objects of La Navette, one of each kind that a URL can name; the token opens `link`."""

    cast: Cast
    link: Link
    token: str
    logo: StoredFile
    activity: Activity
    deleted: Activity
    template: RecordTemplate
    filters: SavedFilter
    view: SavedView
    frozen: SharedFigures
    changed: BulkChange
    moment: Moment
    tags: TagMerge
    person: Beneficiary
    following: Following
    report: Report
    publication: Publication
    job: Job
    batch: ImportBatch
    network: Network
    asked: NetworkMembership
    invited: CoordinationInvitation
    invitation: Invitation
    passkey: Authenticator
    session: Session
    browsers: dict[str, Client] = field(default_factory=dict)  # by role, as the walk opens them

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
    caf = (ProcedureSaid(operator="caf"),)
    activity(by, where, date=dt.date(2025, 3, 5), anonymous_residences={"56178": 1}, procedures=caf)
    coordinated(by, "partenariat")
    recorded_today(by, where)
    delete_activity(by=cast.awa, activity=deleted)
    report = begin_report(by=cast.awa, organisation=cast.navette, year=2025)
    journal.record("invitation.sent", by=cast.bruno, organisation=cast.navette)
    PrivacySettings.objects.create(organisation=cast.navette, contact="donnees@navette.test")
    RetentionRun.objects.create(organisation=cast.navette, rule="people", ran_at=timezone.now())
    ChoreRun.objects.create(chore="connexions terminées", due_on=dt.date(2025, 3, 5), started_at=timezone.now())
    blavet = network(cast.erwan, cast.navette)
    ask_change_of_address(cast.awa)
    publication = publish_report(by=cast.awa, report=report)
    link, token = share(cast, publication)
    return World(
        cast=cast,
        link=link,
        token=token,
        logo=give_logo(cast),
        network=blavet,
        asked=ask_another(cast),
        invited=CoordinationInvitation.objects.create(network=blavet, email=cast.awa.email, invited_by=cast.erwan),
        invitation=invite(cast),
        passkey=give_passkey(cast.fatou),
        session=open_session(cast.awa),
        activity=recorded,
        deleted=deleted,
        template=keep_as("Café numérique", recorded),
        filters=keep_filters(cast.awa),
        view=keep_view(cast.awa, cast.navette),
        frozen=freeze_nothing(cast.awa, cast.navette),
        changed=change_tag(cast.awa, recorded),
        moment=keep_a_photo(cast, recorded),
        tags=merged_tags(cast),
        person=followed,
        following=make_following(cast, followed),
        report=report,
        publication=publication,
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


def share(cast: Cast, publication: Publication) -> tuple[Link, str]:
    """A link of Awa's to a frozen bilan of La Navette."""
    return create_link(
        by=cast.awa,
        organisation=cast.navette,
        scope="report.publication",
        object_id=str(publication.pk),
        expires_on=timezone.localdate() + dt.timedelta(days=30),
    )


def give_logo(cast: Cast) -> StoredFile:
    drawn = io.BytesIO()
    Image.new("RGB", (20, 10)).save(drawn, "PNG")
    sent = SimpleUploadedFile("logo.png", drawn.getvalue(), "image/png")
    return set_logo(by=cast.bruno, organisation=cast.navette, upload=sent).file


INVITATION_TOKEN = "un-jeton-de-quarante-trois-signes-pour-Gael"


def invite(cast: Cast) -> Invitation:
    return Invitation.objects.create(
        organisation=cast.navette,
        email="gael@navette.test",
        role=Role.MEDIATOR,
        token_digest=digest_of(INVITATION_TOKEN),
        invited_by=cast.bruno,
        expires_at=timezone.now() + dt.timedelta(days=7),
    )


def ask_another(cast: Cast) -> NetworkMembership:
    """A second network of Erwan's asks La Navette, which has not answered."""
    asking = network(cast.erwan)
    return NetworkMembership.objects.create(network=asking, organisation=cast.navette, asked_by=cast.erwan)


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


def kept(world: World) -> list[Any]:
    return [world.moment.client_uuid]


def followed(world: World) -> list[Any]:
    return [world.person.client_uuid]


def tool(world: World) -> list[Any]:
    return [*followed(world), "pix"]


def objective(world: World) -> list[Any]:
    return [*followed(world), world.following.objective.client_uuid]


def reading(world: World) -> list[Any]:
    return [*followed(world), world.following.reading.client_uuid]


def a_map(world: World) -> list[Any]:
    return ["residence", "nombre"]


def two_files(world: World) -> list[Any]:
    return [*followed(world), world.following.other.client_uuid]


def merge(world: World) -> list[Any]:
    return [world.following.merge.client_uuid]


def tag(world: World) -> list[Any]:
    return [world.tags.kept.client_uuid]


def tag_merge(world: World) -> list[Any]:
    return [world.tags.client_uuid]


def deleted(world: World) -> list[Any]:
    return [world.deleted.client_uuid]


def template(world: World) -> list[Any]:
    return [world.template.client_uuid]


def filters(world: World) -> list[Any]:
    return [world.filters.client_uuid]


def view(world: World) -> list[Any]:
    return [world.view.pk]


def frozen(world: World) -> list[Any]:
    return [world.frozen.pk]


def changed(world: World) -> list[Any]:
    return [world.changed.client_uuid]


def a_network(world: World) -> list[Any]:
    return [world.network.pk]


def in_network(world: World) -> list[Any]:
    return [world.network.memberships.get(organisation=world.cast.navette).pk]


def asked(world: World) -> list[Any]:
    return [world.asked.pk]


def invited(world: World) -> list[Any]:
    return [world.invited.pk]


def report(world: World) -> list[Any]:
    return [world.report.pk]


def section(world: World) -> list[Any]:
    return [world.report.pk, 1]


def publication(world: World) -> list[Any]:
    return [world.report.pk, world.publication.number]


def member(world: World) -> list[Any]:
    return [world.cast.awa_at_navette.pk]


def invitation(world: World) -> list[Any]:
    return [world.invitation.pk]


def invitation_token(world: World) -> list[Any]:
    return [INVITATION_TOKEN]


def shared(world: World) -> list[Any]:
    return [world.token]


def to_share(world: World) -> list[Any]:
    return ["report.publication", world.publication.pk]


def link(world: World) -> list[Any]:
    return [world.link.pk]


def file(world: World) -> list[Any]:
    return [world.logo.pk]


def job(world: World) -> list[Any]:
    return [world.job.pk]


def batch(world: World) -> list[Any]:
    return [world.batch.pk]


def no_provider(world: World) -> list[Any]:
    """The tests' site has no identity provider: tests/people/test_signing_in_by_an_identity_provider.py has one."""
    return ["generic"]


def passkey(world: World) -> list[Any]:
    return [world.passkey.pk]


def session(world: World) -> list[Any]:
    return [world.session.handle]


def email_change(world: World) -> list[Any]:
    return [EMAIL_CHANGE_TOKEN]


def reset_key(world: World) -> list[Any]:
    return ["1", "not-a-key"]


# What anybody reaches: the pages of signing in, the health of the site, its colours.
PUBLIC = frozenset({
    "socialaccount_login_cancelled", "openid_connect_login", "openid_connect_callback",
    "pages:health", "pages:outbox", "ui:theme", "robots", "links:shared", "links:document",
    "account_login", "account_logout", "account_inactive",
    "account_request_login_code", "account_confirm_login_code", "mfa_login_webauthn", "mfa_authenticate",
    "account_email_change", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done",
    "invitation", "invitation_resumed", "account_signup", "account_signup_code",
    "statistics:masked_public", "statistics:masked_public_csv",
})  # fmt: skip

TABLE: dict[str, Access] = {
    # name: anonymous, link, stranger, coordinator, admin, member, manager: GET, then POST
    "pages:home": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "pages:health": Access("200 200 200 200 200 200 200", "405 405 405 405 405 405 405"),
    "pages:outbox": Access("404 404 404 404 404 404 404", "405 405 405 405 405 405 405"),  # DEMO is off
    "robots": Access("200 200 200 200 200 200 200", "405 405 405 405 405 405 405"),
    # Whoever holds the token is answered the same, signed in or not.
    "links:shared": Access("200 200 200 200 200 200 200", "405 405 405 405 405 405 405", shared),
    "links:document": Access("200 200 200 200 200 200 200", "405 405 405 405 405 405 405", shared),
    "links:list": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "links:make": Access("302 302 404 404 404 200 200", "302 302 404 404 404 200 200", to_share),
    "links:revoke": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 302", link),
    "files:download": Access("302 302 404 404 404 200 200", "302 302 405 405 405 405 405", file),
    "files:image": Access("302 302 404 404 404 200 200", "302 302 405 405 405 405 405", file),
    "files:logo": Access("302 302 404 404 404 403 200", "302 302 404 404 404 403 200", organisation),
    "files:remove_logo": Access("302 302 405 405 405 405 405", "302 302 404 404 404 403 302", organisation),
    "ui:theme": Access("405 405 405 405 405 405 405", "302 302 302 302 302 302 302"),
    "account_login": Access("200 200 302 302 302 302 302", "200 200 302 302 302 302 302"),
    "account_logout": Access("302 302 200 200 200 200 200", "302 302 302 302 302 302 302"),
    "socialaccount_login_cancelled": Access("200 200 200 200 200 200 200", "405 405 405 405 405 405 405"),
    "openid_connect_login": Access("302 302 302 302 302 302 302", "404 404 404 404 404 404 404", no_provider),
    "openid_connect_callback": Access("404 404 404 404 404 404 404", "405 405 405 405 405 405 405", no_provider),
    "account_inactive": Access("200 200 200 200 200 200 200", "405 405 405 405 405 405 405"),
    "account_request_login_code": Access("200 200 302 302 302 302 302", "200 200 302 302 302 302 302"),
    "account_confirm_login_code": Access("302 302 302 302 302 302 302", "302 302 302 302 302 302 302"),
    "account_reauthenticate": Access("302 302 200 200 200 200 200", "302 302 200 200 200 200 200"),
    # Fatou, admin, has a passkey: no code by e-mail for who has a second factor.
    "account_reauthenticate_by_code": Access("302 302 200 200 302 200 200", "302 302 200 200 302 200 200"),
    "account_email_change": Access("200 200 200 200 200 200 200", "302 302 302 302 302 302 302", email_change),
    "mfa_reauthenticate": Access("302 302 302 302 302 302 302", "302 302 302 302 302 302 302"),
    "mfa_reauthenticate_webauthn": Access("302 302 302 302 200 302 302", "302 302 302 302 302 302 302"),
    "mfa_index": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "mfa_authenticate": Access("302 302 302 302 302 302 302", "302 302 302 302 302 302 302"),
    "mfa_activate_totp": Access("302 302 200 200 200 200 200", "302 302 200 200 200 200 200"),
    "mfa_deactivate_totp": Access("302 302 404 404 404 404 404", "302 302 404 404 404 404 404"),
    "mfa_view_recovery_codes": Access("302 302 404 404 404 404 404", "302 302 405 405 405 405 405"),
    "mfa_generate_recovery_codes": Access("302 302 200 200 200 200 200", "302 302 200 200 302 200 200"),
    "mfa_list_webauthn": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "mfa_login_webauthn": Access("302 302 302 302 302 302 302", "302 302 302 302 302 302 302"),
    "mfa_add_webauthn": Access("302 302 200 200 200 200 200", "302 302 200 200 200 200 200"),
    "mfa_edit_webauthn": Access("302 302 404 404 200 404 404", "302 302 404 404 200 404 404", passkey),
    "mfa_remove_webauthn": Access("302 302 404 404 200 404 404", "302 302 404 404 302 404 404", passkey),
    "account_change_password": Access("302 302 200 200 200 200 200", "302 302 200 200 200 200 200"),
    "account_set_password": Access("302 302 302 302 302 302 302", "302 302 302 302 302 302 302"),
    "account_reset_password": Access("200 200 200 200 200 200 200", "200 200 200 200 200 200 200"),
    "account_reset_password_done": Access("200 200 200 200 200 200 200", "405 405 405 405 405 405 405"),
    "account_reset_password_from_key": Access("200 200 200 200 200 200 200", "200 200 200 200 200 200 200", reset_key),
    "account_reset_password_from_key_done": Access("200 200 200 200 200 200 200", "405 405 405 405 405 405 405"),
    "people:settings": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "people:organisation": Access("302 302 404 404 404 200 200", "302 302 404 404 404 403 200", organisation),
    "people:team": Access("302 302 404 404 404 200 200", "302 302 405 405 405 405 405", organisation),
    "people:modules": Access("302 302 404 404 404 200 200", "302 302 404 404 404 403 200", organisation),
    "welcome": Access("302 302 200 200 200 200 200", "302 302 200 200 200 200 200"),
    "people:journal": Access("302 302 404 404 404 403 200", "302 302 405 405 405 405 405", organisation),
    "people:journal_csv": Access("302 302 404 404 404 403 200", "302 302 405 405 405 405 405", organisation),
    "people:invite": Access("302 302 404 404 404 403 200", "302 302 404 404 404 403 200", organisation),
    "people:member": Access("302 302 404 404 404 200 200", "302 302 404 404 404 403 403", member),
    "people:resend_invitation": Access("302 302 405 405 405 405 405", "302 302 404 404 404 404 302", invitation),
    "people:revoke_invitation": Access("302 302 405 405 405 405 405", "302 302 404 404 404 404 302", invitation),
    "people:switch": Access("302 302 405 405 405 405 405", "302 302 404 404 404 404 404"),
    "invitation": Access("200 200 200 200 200 200 200", "200 200 403 403 403 403 403", invitation_token),
    "invitation_resumed": Access("404 404 404 404 404 404 404", "404 404 404 404 404 404 404"),
    "account_signup": Access("404 404 404 404 404 404 404", "404 404 404 404 404 404 404"),  # SIGNUP_OPEN is off
    "account_signup_code": Access("404 404 404 404 404 404 404", "404 404 404 404 404 404 404"),
    "instance:structures": Access("302 302 403 403 200 403 403", "302 302 405 405 405 405 405"),
    "instance:admit": Access("302 302 403 403 200 403 403", "302 302 403 403 200 403 403"),
    "instance:structure": Access("302 302 403 403 200 403 403", "302 302 405 405 405 405 405", organisation),
    "instance:verify": Access("302 302 405 405 405 405 405", "302 302 403 403 302 403 403", organisation),
    "instance:unverify": Access("302 302 405 405 405 405 405", "302 302 403 403 302 403 403", organisation),
    "instance:invite_manager": Access("302 302 403 403 403 403 403", "302 302 403 403 403 403 403", organisation),
    "people:who_sees_what": Access("302 302 404 404 404 200 200", "302 302 405 405 405 405 405", organisation),
    "people:networks": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    # Erwan has said no profile: his networks came otherwise.
    "people:network_new": Access("302 302 403 403 200 403 200", "302 302 403 403 200 403 200"),
    "people:network": Access("302 302 404 200 404 200 200", "302 302 405 405 405 405 405", a_network),
    "people:network_edit": Access("302 302 404 200 404 404 404", "302 302 404 200 404 404 404", a_network),
    "people:network_close": Access("302 302 404 200 404 404 404", "302 302 404 302 404 404 404", a_network),
    "people:network_search": Access("302 302 404 200 404 404 404", "302 302 404 200 404 404 404", a_network),
    "people:network_ask": Access("302 302 405 405 405 405 405", "302 302 404 302 404 404 404", a_network),
    "people:coordination_invite": Access("302 302 404 200 404 404 404", "302 302 404 200 404 404 404", a_network),
    "people:coordination_leave": Access("302 302 404 200 404 404 404", "302 302 404 200 404 404 404", a_network),
    "people:network_request": Access("302 302 404 404 404 403 200", "302 302 404 404 404 403 200", asked),
    "people:network_refuse": Access("302 302 405 405 405 405 405", "302 302 404 404 404 403 302", asked),
    "people:network_leave": Access("302 302 404 404 404 403 200", "302 302 404 404 404 403 200", in_network),
    "people:network_remove": Access("302 302 404 200 404 404 404", "302 302 404 302 404 404 404", in_network),
    "people:coordination_invitation": Access("302 302 404 403 404 200 404", "302 302 405 405 405 405 405", invited),
    "people:coordination_accept": Access("302 302 405 405 405 405 405", "302 302 404 403 404 302 404", invited),
    "people:coordination_drop": Access("302 302 405 405 405 405 405", "302 302 404 302 404 302 404", invited),
    "people:account": Access("302 302 200 200 200 200 200", "302 302 200 200 200 200 200"),
    "people:email_change": Access("302 302 200 200 200 200 200", "302 302 200 200 200 200 200"),
    "people:drop_email_change": Access("302 302 405 405 405 405 405", "302 302 302 302 302 302 302"),
    "people:devices": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "people:close_other_devices": Access("302 302 405 405 405 405 405", "302 302 302 302 302 302 302"),
    "people:close_device": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 404", session),
    "directory:places": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "directory:add": Access("302 302 200 200 200 200 200", "302 302 200 200 200 200 200"),
    "directory:place": Access("302 302 404 404 404 200 200", "302 302 405 405 405 405 405", place),
    "directory:edit": Access("302 302 404 404 404 200 200", "302 302 404 404 404 200 200", place),
    "directory:close": Access("302 302 404 404 404 200 200", "302 302 404 404 404 200 200", place),
    "directory:reopen": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 302", place),
    "reference:commune_search": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "activity:list": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "activity:search": Access("302 302 405 405 405 405 405", "302 302 200 200 200 200 200"),
    "activity:table": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "activity:month": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "activity:filters": Access("302 302 200 200 200 200 200", "302 302 422 422 422 422 422"),
    "activity:filter_rename": Access("302 302 404 404 404 200 404", "302 302 404 404 404 422 404", filters),
    "activity:filter_delete": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 404", filters),
    "activity:bulk": Access("302 302 405 405 405 405 405", "302 302 302 403 403 302 403"),
    "activity:changes": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "activity:undo": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 404", changed),
    "activity:phrase": Access("302 302 405 405 405 405 405", "302 302 422 403 403 422 403"),
    "activity:individual": Access("302 302 200 403 403 200 403", "302 302 422 403 403 422 403"),
    "activity:workshop": Access("302 302 200 403 403 200 403", "302 302 422 403 403 422 403"),
    "activity:coordination": Access("302 302 200 403 403 200 403", "302 302 405 405 405 405 405"),
    "activity:animation": Access("302 302 200 403 403 200 403", "302 302 422 403 403 422 403"),
    "activity:event": Access("302 302 200 403 403 200 403", "302 302 422 403 403 422 403"),
    "activity:partnership": Access("302 302 200 403 403 200 403", "302 302 422 403 403 422 403"),
    "activity:tags": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "activity:tags_search": Access("302 302 405 405 405 405 405", "302 302 200 200 200 200 200"),
    "activity:tag_suggestions": Access("302 302 405 405 405 405 405", "302 302 200 200 200 200 200"),
    "activity:tags_harmonise": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    # An empty form names nobody's tag: the page says to choose.
    "activity:tags_merge": Access("302 302 405 405 405 405 405", "302 302 422 422 422 422 422"),
    "activity:tags_keep_apart": Access("302 302 405 405 405 405 405", "302 302 422 422 422 422 422"),
    "activity:tags_unmerge": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 302", tag_merge),
    "activity:network_tags": Access("302 302 404 200 404 404 404", "302 302 404 422 404 404 404", a_network),
    "activity:tag": Access("302 302 404 404 404 200 200", "302 302 404 404 404 422 422", tag),
    "activity:tag_archive": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 302", tag),
    "activity:tag_bring_back": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 302", tag),
    # A word was merged into it: it stays the structure's; a manager who does not mediate has no word of his own.
    "activity:tag_make_personal": Access("302 302 405 405 405 405 405", "302 302 404 404 404 422 403", tag),
    "activity:tag_share": Access("302 302 405 405 405 405 405", "302 302 404 404 404 403 403", tag),
    "activity:tag_forget_alias": Access("302 302 405 405 405 405 405", "302 302 404 404 404 404 404", tag),
    "activity:permanence": Access("302 302 200 403 403 200 403", "302 302 422 403 403 422 403"),
    "activity:templates": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "activity:template": Access("302 302 404 403 403 200 403", "302 302 405 405 405 405 405", template),
    "activity:template_keep": Access("302 302 404 404 404 200 403", "302 302 404 404 404 422 403", recorded),
    "activity:template_rename": Access("302 302 404 404 404 200 404", "302 302 404 404 404 422 404", template),
    "activity:template_delete": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 404", template),
    "activity:detail": Access("302 302 404 404 404 200 200", "302 302 405 405 405 405 405", recorded),
    "activity:edit": Access("302 302 404 404 404 200 403", "302 302 404 404 404 422 403", recorded),
    "activity:again": Access("302 302 404 403 403 200 403", "302 302 405 405 405 405 405", recorded),
    "activity:delete": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 403", recorded),
    "activity:restore": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 403", deleted),
    "activity:moments": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "activity:moment_keep": Access("302 302 404 404 404 200 403", "302 302 404 404 404 422 403", recorded),
    "activity:moment_file": Access("302 302 404 404 404 200 403", "302 302 405 405 405 405 405", kept),
    "activity:moment_remove": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 403", kept),
    "activity:people": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "activity:people_search": Access("302 302 405 405 405 405 405", "302 302 200 200 200 200 200"),
    "activity:person": Access("302 302 404 404 404 200 200", "302 302 405 405 405 405 405", followed),
    "activity:person_edit": Access("302 302 404 404 404 200 403", "302 302 404 404 404 422 403", followed),
    "activity:person_copy": Access("302 302 404 404 404 200 403", "302 302 404 404 404 302 403", followed),
    "activity:person_new": Access("302 302 200 403 403 200 403", "302 302 302 403 403 302 403"),
    "activity:person_alike": Access("302 302 405 405 405 405 405", "302 302 200 403 403 200 403"),
    "activity:duplicates": Access("302 302 200 403 403 200 403", "302 302 405 405 405 405 405"),
    "activity:hand_over": Access("302 302 200 403 403 200 200", "302 302 422 403 403 422 422"),
    "activity:person_record": Access("302 302 404 403 403 200 403", "302 302 405 405 405 405 405", followed),
    "activity:objective_add": Access("302 302 404 404 404 200 403", "302 302 404 404 404 422 403", followed),
    "activity:objective_settle": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 403", objective),
    "activity:level": Access("302 302 404 404 404 200 403", "302 302 404 404 404 422 403", followed),
    "activity:level_tool": Access("302 302 404 404 404 200 403", "302 302 404 404 404 422 403", tool),
    "activity:level_remove": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 403", reading),
    "activity:merge_other": Access("302 302 404 404 404 200 403", "302 302 404 404 404 422 403", followed),
    "activity:merge": Access("302 302 404 404 404 200 403", "302 302 404 404 404 422 403", two_files),
    "activity:told_apart": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 403", two_files),
    "activity:merge_undo": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 403", merge),
    "activity:person_erase": Access("302 302 404 404 404 200 200", "302 302 404 404 404 302 302", followed),
    "privacy:overview": Access("302 302 404 404 404 200 200", "302 302 405 405 405 405 405", organisation),
    "privacy:choices": Access("302 302 404 404 404 403 200", "302 302 404 404 404 403 422", organisation),
    "privacy:notice": Access("302 302 404 404 404 200 200", "302 302 405 405 405 405 405", organisation),
    "privacy:notice_file": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 302", organisation),
    "privacy:register": Access("302 302 404 404 404 403 200", "302 302 405 405 405 405 405", organisation),
    "privacy:register_file": Access("302 302 405 405 405 405 405", "302 302 404 404 404 403 404", organisation),
    "privacy:rounds": Access("302 302 403 403 200 403 403", "302 302 405 405 405 405 405"),
    "privacy:own_data": Access("302 302 200 200 200 200 200", "302 302 302 302 302 302 302"),
    # Bruno alone manages La Navette, where Awa works: he hands it over first.
    "privacy:close_account": Access("302 302 200 200 200 200 200", "302 302 302 302 302 302 422"),
    "statistics:overview": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "statistics:figures_csv": Access("302 302 200 302 302 200 200", "302 302 405 405 405 405 405"),
    # Back to the page for who has nothing to write in a file.
    "statistics:download": Access("302 302 302 302 302 200 200", "302 302 405 405 405 405 405"),
    "statistics:file": Access("302 302 302 302 302 200 200", "302 302 405 405 405 405 405", a_file),
    "statistics:chart_file": Access("302 302 302 302 302 200 200", "302 302 405 405 405 405 405", a_chart),
    "statistics:map": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "statistics:map_of": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405", a_map),
    "statistics:crossing": Access("302 302 302 302 302 302 302", "302 302 405 405 405 405 405"),
    "statistics:crossing_of": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405", a_crossing),
    "statistics:crossing_csv": Access("302 302 200 302 302 200 200", "302 302 405 405 405 405 405", a_crossed_file),
    "statistics:network": Access("302 302 404 200 404 404 404", "302 302 405 405 405 405 405", a_network),
    "statistics:network_csv": Access("302 302 404 302 404 404 404", "302 302 405 405 405 405 405", a_network),
    "statistics:masked_network": Access("302 302 404 200 404 404 404", "302 302 405 405 405 405 405", a_network),
    "statistics:masked_network_csv": Access("302 302 404 200 404 404 404", "302 302 405 405 405 405 405", a_network),
    "statistics:masked_instance": Access("302 302 404 404 200 404 404", "302 302 405 405 405 405 405"),
    "statistics:masked_instance_csv": Access("302 302 404 404 200 404 404", "302 302 405 405 405 405 405"),
    "statistics:views": Access("302 302 200 200 200 200 200", "302 302 405 405 405 405 405"),
    "statistics:view_keep": Access("302 302 200 200 200 200 200", "302 302 422 200 200 422 422"),
    "statistics:view": Access("302 302 404 404 404 302 404", "302 302 405 405 405 405 405", view),
    "statistics:view_rename": Access("302 302 404 404 404 200 404", "302 302 404 404 404 422 404", view),
    "statistics:view_delete": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 404", view),
    "statistics:share": Access("302 302 200 200 200 200 200", "302 302 422 200 200 422 422"),
    "statistics:shared_figures": Access("302 302 404 404 404 200 200", "302 302 405 405 405 405 405", frozen),
    "statistics:shared_forget": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 302", frozen),
    # Closed until the instance opens them (PUBLIC_FIGURES).
    "statistics:masked_public": Access("404 404 404 404 404 404 404", "405 405 405 405 405 405 405"),
    "statistics:masked_public_csv": Access("404 404 404 404 404 404 404", "405 405 405 405 405 405 405"),
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
    "jobs:retry": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 404", job),
    "jobs:download": Access("302 302 404 404 404 404 404", "302 302 405 405 405 405 405", job),
    # Each downloads the rows of her own list, as CSV unless she says otherwise; who has none goes back to it.
    "exports:rows": Access("302 302 405 405 405 405 405", "302 302 302 302 302 200 200"),
    "interchange:imports": Access("302 302 200 403 403 200 403", "302 302 405 405 405 405 405"),
    "interchange:upload": Access("302 302 200 403 403 200 403", "302 302 200 403 403 200 403"),
    "interchange:batch": Access("302 302 404 404 404 200 403", "302 302 405 405 405 405 405", batch),
    "interchange:confirm": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 403", batch),
    "interchange:abandon": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 403", batch),
    "interchange:undo": Access("302 302 405 405 405 405 405", "302 302 404 404 404 302 403", batch),
}
