"""What privacy adds to the rounds, to the journal and to the pages below; people, lower, cannot register by itself."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from trame.jobs import daily, services
from trame.people import journal
from trame.people.models import Organisation
from trame.people.personal import ACCOUNT_CHORE, INVITATION_CHORE
from trame.people.services import closing, idle
from trame.ui import navigation, slots

from . import account_parts, own_data, results, work


def register() -> None:
    daily.register(ACCOUNT_CHORE, idle.close_idle_accounts)
    daily.register(INVITATION_CHORE, idle.forget_old_invitations)
    closing.register_forgetter(results.forget_jobs_of)
    services.register(work.NOTICE, work.build_notice, attempts=3)
    services.register(work.REGISTER, work.build_register, attempts=3)
    services.register(own_data.KIND, own_data.build_archive, attempts=3)
    results.declare_named_results(own_data.KIND)
    own_data.register("votre compte", account_parts.account)
    own_data.register("ce que le journal dit de vous", account_parts.journal)
    journal.declare(journal.Family.PERSONAL_DATA, privacy__chosen="a changé les réglages des données personnelles")
    journal.declare(journal.Family.EXPORTS, own_data__asked="a demandé une copie de ses propres données")
    slots.register("people.organisation_settings", organisation_line, order=70)
    slots.register("people.settings", own_line)
    slots.register("people.account", account_section)
    slots.register("instance.settings", rounds_line)
    navigation.register_match("people:settings", "privacy")


def organisation_line(request: HttpRequest, organisation: Organisation) -> str:
    url = reverse("privacy:overview", args=[organisation.pk])
    facts = "Durées, fiche d’information à remettre, registre, preuve des effacements"
    return _line(request, "key", url, "Données personnelles", facts)


def own_line(request: HttpRequest, _: Any) -> str:
    return _line(
        request, "export", reverse("privacy:own_data"), "Mes données", "Une copie de ce que Trame sait de vous"
    )


def account_section(request: HttpRequest, _: Any) -> str:
    return render_to_string("privacy/account_section.html", {}, request)


def rounds_line(request: HttpRequest, _: Any) -> str:
    facts = "Ce qui a été effacé, quand, et la prochaine fois"
    return _line(request, "check", reverse("privacy:rounds"), "Effacements", facts)


def _line(request: HttpRequest, icon_name: str, url: str, title: str, facts: str) -> str:
    context = {"icon_name": icon_name, "url": url, "title": title, "facts": facts}
    return render_to_string("people/settings_line.html", context, request)
