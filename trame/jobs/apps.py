from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "trame.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.conf import settings

        from trame.files import services as files
        from trame.files.models import DELETED_CHORE
        from trame.people.journal import forget_actors
        from trame.people.services.email_change import forget_expired
        from trame.people.sign_in_limits import forget_attempts

        from . import backup, daily, expiry
        from .privacy import entrances as privacy

        daily.register("fichiers préparés il y a plus de sept jours", expiry.forget_old_jobs)
        daily.register("connexions terminées", expiry.forget_ended_sessions)
        daily.register("essais de connexion de plus de trente jours", forget_attempts)
        daily.register("changements d’adresse restés sans réponse", forget_expired)
        privacy.register()
        daily.register("preuves de ronde de plus d’un an", expiry.forget_old_proofs)
        daily.register("liens trop anciens entre le journal et les comptes", forget_actors)
        # files, below, cannot know of rounds.
        daily.register(DELETED_CHORE, files.erase_deleted_files)
        daily.register("contenus de fichiers effacés", files.erase_orphan_bytes)
        if settings.BACKUP_RECIPIENT:  # without a key no backup is made, and no page says that one was
            daily.register("sauvegardes trop nombreuses, après celle du jour", backup.daily_backup)
