"""Données personnelles: of a structure, of oneself, and the proof of the rounds."""

from django.urls import path

from . import account_views, views

app_name = "privacy"
urlpatterns = [
    path("structures/<int:pk>/", views.overview, name="overview"),
    path("structures/<int:pk>/durees/", views.choices, name="choices"),
    path("structures/<int:pk>/information/", views.notice_page, name="notice"),
    path("structures/<int:pk>/information/fichier/", views.notice_file, name="notice_file"),
    path("structures/<int:pk>/registre/", views.register_page, name="register"),
    path("structures/<int:pk>/registre/fichier/", views.register_file, name="register_file"),
    path("effacements/", views.rounds, name="rounds"),
    path("mes-donnees/", account_views.own_data, name="own_data"),
    path("fermer-mon-compte/", account_views.close_account, name="close_account"),
]
