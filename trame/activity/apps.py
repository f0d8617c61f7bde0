from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "trame.activity"
    label = "activity"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from trame.reference.labels import register

        from .models import tag_labels

        register("tag", tag_labels)
