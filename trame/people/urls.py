"""Réglages: structure, équipe, mon compte."""

from django.urls import path

from .views import settings

app_name = "people"
urlpatterns = [
    path("", settings.settings_home, name="settings"),
    path("structures/<int:pk>/", settings.organisation, name="organisation"),
    path("structures/<int:pk>/equipe/", settings.team, name="team"),
    path("compte/", settings.account, name="account"),
]
