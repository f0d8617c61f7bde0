from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "trame.reference"
    label = "reference"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import labels

        labels.register("commune", labels.commune_labels)
        labels.register("month", labels.month_labels)
        labels.register("day", labels.day_labels)
