"""Statistics: the page and its CSV."""

from django.urls import path

from . import views

app_name = "statistics"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("figures.csv", views.figures_csv, name="figures_csv"),
]
