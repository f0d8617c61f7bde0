from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "trame.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from trame.people.services import closing
        from trame.reference import labels
        from trame.ui import navigation, slots

        from . import services, settings_line
        from .models import place_labels

        # The pages of places belong to « Réglages », which people, below, cannot know.
        navigation.register_match("people:settings", "directory")
        slots.register("people.organisation_settings", settings_line.places_line)
        labels.register("place", place_labels)
        closing.register_forgetter(services.forget_presences)
