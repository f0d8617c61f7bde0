from django.apps import AppConfig


class InterchangeConfig(AppConfig):
    name = "trame.interchange"
    label = "interchange"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from trame.jobs import daily
        from trame.jobs.privacy import own_data as copies
        from trame.people import journal, modules, profiles
        from trame.people.services import closing
        from trame.ui import navigation, slots

        from .exports import entrances as exports
        from .imports import entrances, own_data
        from .imports.services import expire_staged

        journal.declare(
            journal.Family.RECORDS, import__confirmed="a importé un fichier", import__undone="a annulé un import"
        )
        exports.register()
        navigation.register_match("people:settings", "interchange")
        slots.register("people.organisation_settings", modules.when_on("imports", entrances.settings_line), order=10)
        slots.register("activity.list", modules.when_on("imports", entrances.import_link))
        slots.register("statistics.empty", modules.when_on("imports", entrances.import_link))
        modules.register(
            modules.Module(
                code="imports",
                label="Imports",
                sentence="Faire entrer une année d’activités, de La Coop ou d’un tableau.",
                profiles=profiles.at_first("imports"),
                order=50,
                namespaces=("interchange",),
            )
        )
        copies.register("vos imports", own_data.imports)
        closing.register_forgetter(own_data.forget_staged)
        daily.register("fichiers déposés et jamais importés", expire_staged)
