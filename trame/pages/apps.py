from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "trame.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from trame.ui import navigation

        navigation.register(navigation.Entry(label="Accueil", url_name="pages:home", icon="home", order=10, dock=True))
        navigation.register_target("home", "pages:home")
