from django.apps import AppConfig


class InterchangeConfig(AppConfig):
    name = "trame.interchange"
    label = "interchange"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from trame.jobs import daily
        from trame.ui import navigation, slots

        from .imports import entrances
        from .imports.services import expire_staged

        navigation.register_match("people:settings", "interchange")
        slots.register("people.organisation_settings", entrances.settings_line, order=10)
        slots.register("activity.list", entrances.import_link)
        slots.register("statistics.empty", entrances.import_link)
        daily.register("fichiers déposés et jamais importés", expire_staged)
