"""Reference data that forms ask for."""

from django.urls import path

from . import views

app_name = "reference"
urlpatterns = [
    path("communes/", views.commune_search, name="commune_search"),
]
