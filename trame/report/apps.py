from django.apps import AppConfig


class ReportConfig(AppConfig):
    name = "trame.report"
    label = "report"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from trame.jobs import services as jobs
        from trame.jobs.privacy import own_data as copies
        from trame.links import scopes as links
        from trame.people import journal, modules, profiles
        from trame.ui import navigation, slots

        from . import entrances, own_data, sharing, work

        journal.declare(
            journal.Family.RECORDS, report__published="a figé un bilan", report__deleted="a supprimé un bilan"
        )
        journal.declare(journal.Family.EXPORTS, document__prepared="a préparé le fichier d’un bilan")
        links.register(sharing.SCOPE)
        copies.register("les bilans que vous avez commencés ou figés", own_data.reports)
        jobs.register("report.document", work.build_document, attempts=3)
        slots.register("home.due", modules.when_on("reports", entrances.due_reports))
        navigation.register(
            navigation.Entry(
                label="Bilans",
                url_name="report:list",
                icon="report",
                order=40,
                match=("report",),
                allowed=modules.allows("reports"),
            )
        )
        modules.register(
            modules.Module(
                code="reports",
                label="Bilans",
                sentence="Le bilan d’activité de l’année, écrit à partir de vos chiffres.",
                profiles=profiles.at_first("reports"),
                order=20,
                namespaces=("report",),
            )
        )
