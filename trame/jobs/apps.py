from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "trame.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import daily

        daily.register("fichiers préparés il y a plus de sept jours", daily.forget_old_jobs)
        daily.register("connexions terminées", daily.forget_ended_sessions)
