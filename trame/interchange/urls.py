"""Imports et exports."""

from django.urls import path

from .imports import views

app_name = "interchange"
urlpatterns = [
    path("", views.imports, name="imports"),
    path("nouveau/", views.upload, name="upload"),
    path("<uuid:pk>/", views.batch, name="batch"),
    path("<uuid:pk>/importer/", views.confirm, name="confirm"),
    path("<uuid:pk>/abandonner/", views.abandon, name="abandon"),
    path("<uuid:pk>/annuler/", views.undo, name="undo"),
]
