"""Follow, cancel, begin again and fetch one's long work."""

from django.urls import path

from . import views

app_name = "jobs"
urlpatterns = [
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/avancement/", views.progress, name="progress"),
    path("<uuid:pk>/annuler/", views.cancel, name="cancel"),
    path("<uuid:pk>/reessayer/", views.retry, name="retry"),
    path("<uuid:pk>/fichier/", views.download, name="download"),
]
