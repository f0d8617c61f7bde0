"""Liens: the public address of each, and where a structure makes, reads and revokes its own."""

from django.urls import path

from . import views

app_name = "links"
urlpatterns = [
    path("partage/<str:token>/", views.shared, name="shared"),
    path("partage/<str:token>/document/", views.document, name="document"),
    path("reglages/liens/", views.link_list, name="list"),
    path("reglages/liens/nouveau/<str:scope>/<str:object_id>/", views.make, name="make"),
    path("reglages/liens/<int:pk>/retirer/", views.revoke, name="revoke"),
]
