"""Fichiers: what was sent, and the logo of a structure."""

from django.urls import path

from . import views

app_name = "files"
urlpatterns = [
    path("fichiers/<uuid:pk>/", views.download, name="download"),
    path("fichiers/<uuid:pk>/image/", views.image, name="image"),
    path("reglages/structures/<int:pk>/logo/", views.logo, name="logo"),
    path("reglages/structures/<int:pk>/logo/retirer/", views.remove_logo, name="remove_logo"),
]
