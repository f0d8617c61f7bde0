"""Réglages: structure, équipe, mon compte."""

from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("", views.settings_home, name="settings"),
    path("structures/<int:pk>/", views.organisation, name="organisation"),
    path("structures/<int:pk>/equipe/", views.team, name="team"),
    path("compte/", views.account, name="account"),
]
