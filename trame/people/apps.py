from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "trame.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from trame.reference.communes import register_home_departement
        from trame.ui import navigation, slots

        from . import actions, journal, network_entrances, other_tables, security, shell, spelling
        from .journal_listing import names_of_memberships
        from .openid.entrance import sign_in_button
        from .views.journal import settings_line as journal_line
        from .views.modules import settings_line as modules_line
        from .views.sign_up import sign_up_link

        actions.declare_all()
        other_tables.register()
        spelling.register()
        security.connect()
        slots.register("people.sign_in", sign_in_button, order=-1)
        journal.name_objects("people.membership", names_of_memberships)
        slots.register("people.organisation_settings", journal_line, order=90)
        slots.register("people.organisation_settings", modules_line, order=80)
        network_entrances.register()
        navigation.register(shell.SETTINGS)
        navigation.register_target("account", "people:account")
        navigation.register_target("logout", "account_logout")
        navigation.register_target("switch", "people:switch")
        slots.register("people.sign_in", sign_up_link)
        navigation.register_identity(shell.identity)
        register_home_departement(shell.home_departement)
