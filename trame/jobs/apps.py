from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "trame.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.conf import settings

        from . import backup, daily

        daily.register("fichiers préparés il y a plus de sept jours", daily.forget_old_jobs)
        daily.register("connexions terminées", daily.forget_ended_sessions)
        if settings.BACKUP_RECIPIENT:  # without a key no backup is made, and no page says that one was
            daily.register("sauvegardes trop nombreuses, après celle du jour", backup.daily_backup)
