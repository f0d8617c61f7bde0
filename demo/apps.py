from django.apps import AppConfig
from django.conf import settings


class DemoConfig(AppConfig):
    name = "demo"

    def ready(self) -> None:
        """Only a demonstration says how to sign in; elsewhere this application adds nothing to any page."""
        if settings.DEMO:
            from trame.ui import slots

            from .entrance import sign_in_note

            slots.register("people.sign_in", sign_in_note)
