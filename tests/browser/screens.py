"""The screens of the site: how to reach each, who reads it, and something of the demonstration it must show."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

import demo
from trame.activity.models import Activity
from trame.directory.models import Place
from trame.interchange.imports.models import ImportBatch
from trame.jobs.models import Job
from trame.people.models import Organisation, User
from trame.report.models import Publication, Report


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


def batch() -> list[object]:
    return [ImportBatch.objects.visible_to(mediator()).earliest("pk").pk]


STRUCTURE = "La Filature"

SCREENS: tuple[Screen, ...] = (
    Screen("pages:home", STRUCTURE),
    Screen("pages:home", STRUCTURE, reader="manager"),
    Screen("pages:outbox", "Courriels"),
    Screen("activity:list", "activités"),
    Screen("activity:list", "activités", reader="manager"),
    Screen("activity:individual", "Sur quoi"),
    Screen("activity:workshop", "atelier"),
    Screen("activity:detail", "Corriger", activity),
    Screen("activity:detail", "La Filature", activity, reader="manager"),
    Screen("activity:edit", "Enregistrer", activity),
    Screen("activity:again", "Enregistrer", activity),
    Screen("report:list", "Bilan d’activité 2025"),
    Screen("report:begin", "Pour qui"),
    Screen("report:detail", "Le contexte territorial", report),
    Screen("report:section", "Les chiffres clés", lambda: [*report(), 4]),
    Screen("report:preview", STRUCTURE, report),
    Screen("report:publication", STRUCTURE, publication),
    Screen("report:delete", STRUCTURE, draft),
    Screen("jobs:detail", "Télécharger", job),
    Screen("interchange:imports", "8\u00a0accompagnements"),
    Screen("interchange:upload", "La Coop"),
    Screen("interchange:batch", "activités", batch),
    Screen("people:settings", STRUCTURE),
    Screen("people:organisation", STRUCTURE, lambda: [organisation().pk], reader="manager"),
    Screen("people:team", "Nolwenn", lambda: [organisation().pk]),
    Screen("people:account", "Nolwenn"),
    Screen("directory:places", "lieux"),
    Screen("directory:add", "Nom"),
    Screen("directory:place", "Finistère", place),
    Screen("directory:edit", "Nom", place),
    Screen("directory:close", "Fermer", place),
    Screen("statistics:overview", "Accompagnements"),
    Screen("statistics:overview", "Accompagnements", query="?du=2025-01-01&au=2025-12-31", reader="manager"),
    Screen("account_login", "Recevoir un code", reader=""),
    Screen("account_inactive", "compte", reader=""),
    Screen("account_request_login_code", "code", reader=""),
    Screen("account_reset_password", "mot de passe", reader=""),
    Screen("account_reset_password_done", "indésirables", reader=""),
    Screen("account_reset_password_from_key", "Ce lien ne sert plus", lambda: ["1", "x-y"], reader=""),
    Screen("account_reset_password_from_key_done", "mot de passe", reader=""),
    Screen("account_logout", "déconne"),
    Screen("account_change_password", "mot de passe"),
)

# Routes that answer no page of their own, each with its reason.
WITHOUT_A_SCREEN: dict[str, str] = {
    "pages:health": "JSON",
    "activity:search": "search is posted, its page is the list",
    "activity:delete": "POST only",
    "activity:restore": "POST only",
    "report:publish": "POST only",
    "report:download": "POST only",
    "jobs:progress": "fragment of jobs:detail",
    "jobs:cancel": "POST only",
    "jobs:download": "a file",
    "account_confirm_login_code": "needs a code just asked; seen by the test of the whole line",
    "account_set_password": "redirects who has a password",
    "interchange:confirm": "POST only",
    "interchange:abandon": "POST only",
    "interchange:undo": "POST only",
    "directory:reopen": "POST only",
    "reference:commune_search": "fragment of the combobox",
    "statistics:figures_csv": "a file",
    "ui:theme": "POST only",
}
