from django.apps import AppConfig


class ReportConfig(AppConfig):
    name = "trame.report"
    label = "report"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from trame.jobs import services as jobs
        from trame.ui import navigation, slots

        from . import entrances, work

        jobs.register("report.document", work.build_document)
        slots.register("home.due", entrances.due_reports)
        navigation.register(
            navigation.Entry(label="Bilans", url_name="report:list", icon="report", order=40, match=("report",))
        )
