from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "trame.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from trame.reference.communes import register_home_departement
        from trame.ui import navigation

        from . import journal, shell

        journal.declare(invitation__sent="a envoyé une invitation")
        navigation.register(shell.SETTINGS)
        navigation.register_target("account", "people:account")
        navigation.register_target("logout", "account_logout")
        navigation.register_identity(shell.identity)
        register_home_departement(shell.home_departement)
