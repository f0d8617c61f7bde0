from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "trame.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from trame.reference.labels import register

        from .models import place_labels

        register("place", place_labels)
