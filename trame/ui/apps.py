from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "trame.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import logs

        logs.cut_secrets_everywhere()
