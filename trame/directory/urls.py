"""Lieux d'activité."""

from django.urls import path

from . import views

app_name = "directory"
urlpatterns = [
    path("", views.places, name="places"),
    path("ajouter/", views.add, name="add"),
    path("<int:pk>/", views.place, name="place"),
    path("<int:pk>/corriger/", views.edit, name="edit"),
    path("<int:pk>/fermer/", views.close, name="close"),
    path("<int:pk>/rouvrir/", views.reopen, name="reopen"),
]
