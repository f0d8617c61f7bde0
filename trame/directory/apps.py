from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "trame.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import dataclasses

        from trame.people.shell import SETTINGS
        from trame.reference import labels
        from trame.ui import navigation, slots

        from . import settings_line
        from .models import place_labels

        # The pages of places belong to « Réglages », which people, below, cannot know.
        navigation.register(dataclasses.replace(SETTINGS, match=(*SETTINGS.match, "directory")))
        slots.register("people.organisation_settings", settings_line.places_line)
        labels.register("place", place_labels)
