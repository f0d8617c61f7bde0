"""The screens of the site: how to reach each, who reads it, and something of the demonstration it must show."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone

import demo
from tests.kept_figures import keep_view
from tests.lists import change_tag, keep_filters
from tests.permissions import INVITATION_TOKEN
from tests.sessions import EMAIL_CHANGE_TOKEN
from trame.activity.duplicates import find_duplicates
from trame.activity.models import Activity, Beneficiary, Objective, RecordTemplate, Tag
from trame.directory.models import Place
from trame.interchange.imports.models import ImportBatch
from trame.jobs.models import Job
from trame.links.services import create_link
from trame.people.models import CoordinationInvitation, Membership, Network, NetworkMembership, Organisation, User
from trame.report.models import Publication, Report
from trame.statistics.masking.lattice import span_from
from trame.statistics.models import SHARED_FIGURES, SharedFigures
from trame.statistics.sharing.selection import selection_of
from trame.statistics.sharing.services import freeze_figures


@dataclass(frozen=True)
class Screen:
    """`arguments` finds the object in the database when the screen is visited; `datum` is read on the page."""

    view: str
    datum: str
    arguments: Callable[[], list[object]] = list
    reader: str = "mediator"
    query: str = ""

    def path(self) -> str:
        return reverse(self.view, args=self.arguments()) + self.query


def mediator() -> User:
    return User.objects.get(email=demo.logins()[0].email)


def organisation() -> Organisation:
    return Organisation.objects.visible_to(mediator()).get()


def activity() -> list[object]:
    mine = Activity.objects.visible_to(mediator()).filter(mediator=mediator(), kind="collectif")
    return [mine.latest("date", "pk").client_uuid]


def coordination(kind: str, title: str = "") -> Callable[[], list[object]]:
    """The first of this kind under this title, every day the same."""

    def first() -> list[object]:
        known = Activity.objects.visible_to(mediator()).filter(kind=kind, title__startswith=title)
        return [known.earliest("date", "pk").client_uuid]

    return first


def template() -> list[object]:
    return [RecordTemplate.objects.visible_to(mediator()).earliest("pk").client_uuid]


def tag() -> list[object]:
    return [Tag.objects.get(organisation=organisation(), name="smartphone").client_uuid]


def network_tag() -> list[object]:
    return [Tag.objects.get(network=network()[0], name="Pass numérique").client_uuid]


def saved_filter() -> list[object]:
    return [keep_filters(mediator()).client_uuid]


def change_of_many() -> list[object]:
    """The page of changes names none, and shows this one."""
    mine = Activity.objects.visible_to(mediator()).filter(mediator=mediator()).order_by("-date", "pk")
    change_tag(mediator(), *mine[:12])
    return []


def person() -> list[object]:
    """Somebody whose name was noted, seen several times."""
    named = Beneficiary.objects.visible_to(mediator()).exclude(name="").with_accompaniments()
    return [named.filter(accompaniments__gte=3).earliest("pk").client_uuid]


def closely() -> list[object]:
    """Somebody with objectives and levels."""
    return [Objective.objects.visible_to(mediator()).earliest("pk").beneficiary.client_uuid]


def two_files() -> list[object]:
    """A double of the demonstration, and whose it is."""
    pair = find_duplicates(organisation().pk)[0]
    return [pair.kept.client_uuid, pair.other.client_uuid]


def place() -> list[object]:
    return [Place.objects.visible_to(mediator()).filter(closed_on=None).earliest("pk").pk]


def closed_place() -> list[object]:
    return [Place.objects.visible_to(mediator()).exclude(closed_on=None).earliest("pk").pk]


def report() -> list[object]:
    return [Report.objects.visible_to(mediator()).earliest("pk").pk]


def draft() -> list[object]:
    return [Report.objects.visible_to(mediator()).filter(publications=None).earliest("pk").pk]


def publication() -> list[object]:
    found = Publication.objects.visible_to(mediator()).earliest("pk")
    return [found.report_id, found.number]


def job() -> list[object]:
    return [Job.objects.visible_to(mediator()).earliest("created_at").pk]


def network() -> list[object]:
    return [Network.objects.get(name="Réseau du Finistère").pk]


def membership() -> list[object]:
    """La Filature in the network that it has joined."""
    return [NetworkMembership.objects.visible_to(mediator()).get(network=network()[0], organisation=organisation()).pk]


def invitation() -> list[object]:
    return [CoordinationInvitation.objects.get().pk]


def request() -> list[object]:
    """The network that waits for La Filature's answer."""
    return [NetworkMembership.objects.visible_to(mediator()).get(accepted_at=None).pk]


def batch() -> list[object]:
    return [ImportBatch.objects.visible_to(mediator()).earliest("pk").pk]


def colleague() -> list[object]:
    """Somebody of the manager's team, as the team page leads to her."""
    return [Membership.objects.visible_to(mediator()).of_user(mediator().pk).get().pk]


def to_share() -> list[object]:
    return ["report.publication", Publication.objects.visible_to(mediator()).earliest("pk").pk]


def token() -> list[object]:
    """A link made on the spot: only its own answer ever tells it."""
    scope, pk = to_share()
    day = timezone.localdate() + dt.timedelta(days=30)
    said = {"organisation": organisation(), "scope": str(scope), "object_id": str(pk), "expires_on": day}
    return [create_link(by=mediator(), **said)[1]]  # type: ignore[arg-type]


def saved_view() -> list[object]:
    return [keep_view(mediator(), organisation()).pk]


def frozen_figures() -> list[object]:
    """The year before, of La Filature."""
    known = SharedFigures.objects.visible_to(mediator()).filter(territory="").first()
    span = span_from(str(timezone.localdate().year - 1))
    assert span
    said = {"selection": selection_of(span, ""), "territory_name": "", "title": "Notre année en chiffres"}
    return [(known or freeze_figures(by=mediator(), organisation=organisation(), **said)).pk]  # type: ignore[arg-type]


def figures_token() -> list[object]:
    day = timezone.localdate() + dt.timedelta(days=30)
    said = {"scope": SHARED_FIGURES, "object_id": str(frozen_figures()[0]), "expires_on": day}
    return [create_link(by=mediator(), organisation=organisation(), **said)[1]]  # type: ignore[arg-type]


def passkey() -> list[object]:
    return [Authenticator.objects.get(type="webauthn", user__email=demo.logins()[1].email).pk]


STRUCTURE = "La Filature"

SCREENS: tuple[Screen, ...] = (
    Screen("pages:home", STRUCTURE),
    Screen("pages:home", STRUCTURE, reader="manager"),
    Screen("pages:outbox", "Courriels"),
    Screen("activity:list", "activités"),
    Screen("activity:list", "activités", reader="manager"),
    # The chip, and what it says to do.
    Screen("activity:list", "AtelierRetirer", query="?nature=collectif&periode=annee_derniere&thematique=email"),
    Screen("activity:table", "Enregistrée le"),
    Screen("activity:table", "Par", reader="manager"),
    Screen("activity:month", "activités"),
    Screen("activity:month", "activités", reader="manager"),
    Screen("activity:filters", "Mes filtres"),
    Screen("activity:filter_rename", "Mes ateliers", saved_filter),
    Screen("activity:changes", "Semaine bleue", change_of_many),
    Screen("activity:individual", "Sur quoi"),
    Screen("activity:workshop", "atelier"),
    Screen("activity:coordination", "Partenariat"),
    Screen("activity:animation", "Quel type d’animation"),
    Screen("activity:event", "Organisé par"),
    Screen("activity:partnership", "Structures partenaires"),
    Screen("activity:detail", "Conseil départemental du Finistère", coordination("partenariat", "Matériel")),
    Screen("activity:edit", "Corriger une animation", coordination("animation")),
    Screen("activity:permanence", "une ligne par visite"),
    Screen("activity:templates", "Café numérique"),
    Screen("activity:template", "Participants", template),
    Screen("activity:template_rename", "Nom du modèle", template),
    Screen("activity:template_keep", "Garder ce modèle", activity),
    Screen("activity:detail", "Corriger", activity),
    Screen("activity:detail", "La Filature", activity, reader="manager"),
    Screen("activity:edit", "Enregistrer", activity),
    Screen("activity:again", "Enregistrer", activity),
    Screen("activity:moments", "première photo"),
    Screen("activity:moments", "réservé aux médiatrices", reader="manager"),
    Screen("activity:moment_keep", "Note vocale", activity),
    Screen("activity:tags", "smartphones"),
    Screen("activity:tags", "Pass numérique", reader="manager"),
    Screen("activity:tags_harmonise", "Ce ne sont pas les mêmes"),
    Screen("activity:tag", "À toute l’équipe de La Filature", tag),
    Screen("activity:network_tags", "Pass numérique", network, reader="coordinator"),
    Screen("activity:tag", "Aux médiatrices et médiateurs", network_tag, reader="coordinator"),
    Screen("activity:people", "personnes suivies"),
    Screen("activity:people", "pseudonyme", reader="manager"),
    Screen("activity:person", "Ce qui est connu", person),
    Screen("activity:person", "réservés aux médiatrices", person, reader="manager"),
    Screen("activity:person_edit", "Pseudonyme", person),
    Screen("activity:person", "Positionnements", closely),
    Screen("activity:person_new", "Un code suffit"),
    Screen("activity:person_record", "Sur quoi", person),
    Screen("activity:objective_add", "Noter cet objectif", person),
    Screen("activity:level", "Huit tâches de tous les jours", person),
    Screen("activity:level_tool", "Par domaine", lambda: [*person(), "pix"]),
    Screen("activity:duplicates", "Doublon-1"),
    Screen("activity:merge_other", "côte à côte", person),
    Screen("activity:merge", "ce qui reste", two_files),
    Screen("activity:hand_over", "Transmettre"),
    Screen("activity:hand_over", "Nolwenn", reader="manager"),
    Screen("activity:person_erase", "pour toujours", person),
    Screen("activity:person_erase", "pour toujours", person, reader="manager"),
    Screen("activity:person_copy", "Préparer la copie", person),
    Screen("privacy:overview", "Ce qui s’efface tout seul", lambda: [organisation().pk], reader="manager"),
    Screen("privacy:choices", "Personnes suivies", lambda: [organisation().pk], reader="manager"),
    Screen("privacy:notice", "Ce que nous écrivons sur vous", lambda: [organisation().pk]),
    Screen("privacy:register", "Suivi des personnes", lambda: [organisation().pk], reader="manager"),
    Screen("privacy:rounds", "Dernière réussite", reader="admin"),
    Screen("privacy:own_data", "Préparer ma copie"),
    Screen("privacy:close_account", "Compte fermé"),
    Screen("privacy:close_account", "responsable", reader="manager"),
    Screen("report:list", "Bilan d’activité 2025"),
    Screen("report:begin", "Pour qui"),
    Screen("report:detail", "Le contexte territorial", report),
    Screen("report:section", "Les chiffres clés", lambda: [*report(), 4]),
    Screen("report:preview", STRUCTURE, report),
    Screen("report:publication", STRUCTURE, publication),
    Screen("links:make", "Partager par un lien", to_share),
    Screen("links:shared", STRUCTURE, token, reader=""),
    Screen("links:shared", "Notre année en chiffres", figures_token, reader=""),
    Screen("links:list", "Bilan d’activité 2025"),
    Screen("files:logo", "Logo", lambda: [organisation().pk], reader="manager"),
    Screen("report:delete", STRUCTURE, draft),
    Screen("jobs:detail", "Télécharger", job),
    Screen("interchange:imports", "8\u00a0accompagnements"),
    Screen("interchange:upload", "La Coop"),
    Screen("interchange:batch", "activités", batch),
    Screen("people:settings", STRUCTURE),
    Screen("people:organisation", STRUCTURE, lambda: [organisation().pk], reader="manager"),
    Screen("people:team", "Nolwenn", lambda: [organisation().pk]),
    Screen("people:journal", "a importé un fichier", lambda: [organisation().pk], reader="manager"),
    Screen("pages:home", "Réseau du Finistère", reader="coordinator"),
    Screen("people:who_sees_what", "Soizic Kerdoncuff", lambda: [organisation().pk]),
    Screen("people:networks", "en attente", reader="manager"),
    Screen("people:networks", "Réseau du Finistère", reader="coordinator"),
    Screen("people:network_new", "Nature", reader="coordinator"),
    Screen("people:network", "Association Kevrenn", network),
    Screen("people:network", "Médiathèques de la Presqu’île", network, reader="coordinator"),
    Screen("people:network_edit", "Finistère", network, reader="coordinator"),
    Screen("people:network_close", "Fermer", network, reader="coordinator"),
    Screen("people:network_search", "SIRET", network, reader="coordinator"),
    Screen("people:network_request", "Soizic Kerdoncuff", request, reader="manager"),
    Screen("people:network_leave", "Dernier jour", membership, reader="manager"),
    Screen("people:network_remove", STRUCTURE, membership, reader="coordinator"),
    Screen("people:coordination_invite", "adresse", network, reader="coordinator"),
    Screen("people:coordination_invitation", "vous invite", invitation, reader="manager"),
    Screen("people:coordination_leave", "Dès demain", network, reader="coordinator"),
    Screen("people:team", "Invitations sans réponse", lambda: [organisation().pk], reader="manager"),
    Screen("people:invite", "Envoyer l’invitation", lambda: [organisation().pk], reader="manager"),
    Screen("people:member", "Noter son départ", colleague, reader="manager"),
    Screen("people:member", "Quitter La Filature", colleague),
    Screen("pages:home", "Passer à Médiathèques de la Presqu’île", reader="shared"),
    Screen("activity:list", "Passer à Médiathèques de la Presqu’île", reader="shared"),
    Screen("people:settings", "Structure du moment", reader="shared"),
    Screen("people:settings", "Ouvrir, vérifier", reader="admin"),
    Screen("instance:structures", "La Filature", reader="admin"),
    Screen("instance:structure", "Retirer la vérification", lambda: [organisation().pk], reader="admin"),
    Screen("instance:admit", "Ouvrir et inviter", reader="admin"),
    Screen("invitation", "Ouvrir mon compte et rejoindre", lambda: [INVITATION_TOKEN], reader=""),
    Screen("invitation", "pour une autre adresse", lambda: [INVITATION_TOKEN], reader="shared"),
    Screen("people:account", "Nolwenn"),
    Screen("people:modules", "Bilans", lambda: [organisation().pk], reader="manager"),
    Screen("people:modules", "Allumé par la structure", lambda: [organisation().pk]),
    Screen("welcome", "votre profil"),
    Screen("directory:places", "lieux"),
    Screen("directory:add", "Nom"),
    Screen("directory:place", "Finistère", place),
    Screen("directory:edit", "Nom", place),
    Screen("directory:close", "Fermer", place),
    Screen("statistics:overview", "Accompagnements"),
    Screen("statistics:overview", "Accompagnements", query="?du=2025-01-01&au=2025-12-31", reader="manager"),
    Screen("statistics:overview", "croisables", query="?periode=precedente&genre=feminin&comparer=annee"),
    Screen("statistics:overview", "Sans ce filtre", query="?sujet=sante&nature=collectif&canal=domicile"),
    Screen("statistics:download", "Classeur Excel"),
    Screen("statistics:map", "Contours"),
    Screen("statistics:map_of", "Poullan-sur-Mer", lambda: ["residence", "nombre"], reader="manager"),
    Screen("statistics:crossing_of", "Case la plus remplie", lambda: ["sujet", "age", "nombre"]),
    Screen("statistics:crossing_of", "croisables", lambda: ["age", "genre", "lignes"], reader="manager"),
    Screen("statistics:crossing_of", "même échelle", lambda: ["sujet", "genre", "graphiques"]),
    Screen("statistics:views", "Mes vues"),
    Screen("statistics:view_keep", "Nom de la vue", query="?periode=mois&sujet=email"),
    Screen("statistics:view_rename", "Mes ateliers", saved_view),
    Screen("statistics:share", "Figer et voir", query="?periode=precedente&sujet=email"),
    Screen("statistics:shared_figures", "Notre année en chiffres", frozen_figures),
    Screen("statistics:network", "Accompagnements", network, reader="coordinator"),
    Screen("statistics:masked_network", "Répartitions du réseau", network, reader="coordinator"),
    Screen("statistics:masked_instance", "Chiffres de l’instance", reader="admin"),
    Screen("statistics:overview", "Réseau du Finistère", reader="coordinator"),
    Screen("account_login", "Recevoir un code", reader=""),
    Screen("account_inactive", "compte", reader=""),
    Screen("socialaccount_login_cancelled", "renoncé", reader=""),
    Screen("account_request_login_code", "code", reader=""),
    Screen("account_reset_password", "mot de passe", reader=""),
    Screen("account_reset_password_done", "indésirables", reader=""),
    Screen("account_reset_password_from_key", "Ce lien ne sert plus", lambda: ["1", "x-y"], reader=""),
    Screen("account_reset_password_from_key_done", "mot de passe", reader=""),
    Screen("account_logout", "déconne"),
    Screen("account_change_password", "mot de passe"),
    Screen("account_reauthenticate", "Confirmer que c’est vous"),
    Screen("account_reauthenticate_by_code", "Recevoir un code"),
    Screen("account_email_change", "@ailleurs.test", lambda: [EMAIL_CHANGE_TOKEN], reader=""),
    Screen("people:email_change", "Un changement attend"),
    Screen("people:devices", "Firefox sur Windows"),
    Screen("mfa_index", "Application de codes"),
    Screen("mfa_index", "codes restent", reader="manager"),
    Screen("mfa_activate_totp", "Montrez ce carré"),
    Screen("mfa_deactivate_totp", "Retirer l’application", reader="manager"),
    Screen("mfa_view_recovery_codes", "Codes de secours", reader="manager"),
    Screen("mfa_generate_recovery_codes", "dix codes", reader="manager"),
    Screen("mfa_reauthenticate", "le code de votre application", reader="manager"),
    Screen("mfa_reauthenticate_webauthn", "montrez votre clé", reader="manager"),
    Screen("mfa_list_webauthn", "Téléphone", reader="manager"),
    Screen("mfa_add_webauthn", "Nom de la clé"),
    Screen("mfa_edit_webauthn", "Renommer", passkey, reader="manager"),
    Screen("mfa_remove_webauthn", "Téléphone", passkey, reader="manager"),
)

# Routes that answer no page of their own, each with its reason.
WITHOUT_A_SCREEN: dict[str, str] = {
    "privacy:notice_file": "POST only",
    "privacy:register_file": "POST only",
    "people:resend_invitation": "POST only",
    "people:revoke_invitation": "POST only",
    "people:switch": "POST only",
    "invitation_resumed": "needs an invitation kept by the session; the same page as « invitation »",
    "account_signup": "exists only where SIGNUP_OPEN is on: tests/people",
    "account_signup_code": "exists only where SIGNUP_OPEN is on: tests/people",
    "instance:verify": "POST only",
    "instance:unverify": "POST only",
    "instance:invite_manager": "a form of instance:structure, for a structure without manager",
    "pages:health": "JSON",
    "activity:search": "search is posted, its page is the list",
    "activity:phrase": "the phrase is posted, its page is a record form: tests/browser/test_phrase.py",
    "activity:bulk": "POST only, seen by the test of lists",
    "activity:undo": "POST only",
    "activity:filter_delete": "POST only",
    "activity:delete": "POST only",
    "activity:template_delete": "POST only",
    "activity:restore": "POST only",
    "activity:moment_file": "a photo or a sound, seen in the gallery",
    "activity:moment_remove": "POST only",
    "activity:tags_search": "search is posted, its page is the list",
    "activity:tag_suggestions": "fragment of the field of tags",
    "activity:tags_merge": "POST only; seen by the browser test of tags",
    "activity:tags_keep_apart": "POST only",
    "activity:tags_unmerge": "POST only",
    "activity:tag_archive": "POST only",
    "activity:tag_bring_back": "POST only",
    "activity:tag_make_personal": "POST only",
    "activity:tag_share": "POST only",
    "activity:tag_forget_alias": "POST only",
    "activity:people_search": "search is posted, its page is the list",
    "activity:person_alike": "fragment of the page that opens a file",
    "activity:objective_settle": "POST only",
    "activity:level_remove": "POST only",
    "activity:told_apart": "POST only",
    "activity:merge_undo": "POST only",
    "people:journal_csv": "a file",
    "report:publish": "POST only",
    "robots": "text for robots",
    "links:document": "a file",
    "links:revoke": "POST only",
    "files:download": "a file",
    "files:image": "a picture, seen on the page of a structure",
    "files:remove_logo": "POST only",
    "report:download": "POST only",
    "jobs:progress": "fragment of jobs:detail",
    "jobs:cancel": "POST only",
    "jobs:retry": "POST only",
    "jobs:download": "a file",
    "account_confirm_login_code": "needs a code just asked; seen by the test of the whole line",
    "mfa_authenticate": "needs a sign-in half done; seen by the test of passkeys",
    "mfa_login_webauthn": "JSON, then POST",
    "people:drop_email_change": "POST only",
    "people:close_device": "POST only",
    "people:close_other_devices": "POST only",
    "account_set_password": "redirects who has a password",
    "exports:rows": "POST only; seen by the browser test of the file of rows",
    "interchange:confirm": "POST only",
    "interchange:abandon": "POST only",
    "interchange:undo": "POST only",
    "directory:reopen": "POST only",
    "reference:commune_search": "fragment of the combobox",
    "statistics:figures_csv": "a file",
    "statistics:file": "a file",
    "statistics:chart_file": "a file",
    "statistics:crossing": "leads to the table chosen",
    "statistics:crossing_csv": "a file",
    "statistics:view": "leads to the figures with its filters",
    "statistics:view_delete": "POST only",
    "statistics:shared_forget": "POST only",
    "statistics:network_csv": "a file",
    "statistics:masked_network_csv": "a file",
    "statistics:masked_instance_csv": "a file",
    "statistics:masked_public": "closed by default; the page of the instance, for everybody",
    "statistics:masked_public_csv": "a file",
    "people:network_ask": "POST only",
    "people:network_refuse": "POST only",
    "people:coordination_accept": "POST only",
    "people:coordination_drop": "POST only",
    "openid_connect_login": "POST only, to the identity provider",
    "openid_connect_callback": "needs an identity provider: tests/people",
    "ui:theme": "POST only",
}
