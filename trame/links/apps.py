from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "trame.links"
    label = "links"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from trame.jobs import daily
        from trame.people import journal
        from trame.ui import navigation, slots

        from . import entrances, services

        journal.declare(
            journal.Family.SHARING, link__made="a fait un lien de partage", link__revoked="a retiré un lien de partage"
        )
        journal.name_objects("links.link", entrances.journal_names)
        daily.register("liens de partage finis depuis plus de douze mois", services.forget_ended_links)
        slots.register("people.organisation_settings", entrances.settings_line)
        slots.register("people.who_sees_what", entrances.who_sees_what)
        navigation.register_match("people:settings", "links")
