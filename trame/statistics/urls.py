"""Statistics: the page and its CSV."""

from django.urls import path

from . import views

app_name = "statistics"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("reseaux/<int:pk>/", views.network, name="network"),
    path("reseaux/<int:pk>/figures.csv", views.network_csv, name="network_csv"),
    path("figures.csv", views.figures_csv, name="figures_csv"),
]
