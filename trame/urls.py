"""Every URL of the site: one line per app, one handler per error."""

from django.urls import include, path

urlpatterns = [
    path("", include("trame.pages.urls")),
]
