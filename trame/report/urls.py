"""The bilan: list, begin, write, look at, freeze, download."""

from django.urls import path

from . import views

app_name = "report"
urlpatterns = [
    path("", views.report_list, name="list"),
    path("nouveau/", views.begin, name="begin"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/parties/<int:number>/", views.section, name="section"),
    path("<int:pk>/apercu/", views.preview, name="preview"),
    path("<int:pk>/figer/", views.publish, name="publish"),
    path("<int:pk>/supprimer/", views.delete, name="delete"),
    path("<int:pk>/fichier/", views.download, name="download"),
    path("<int:pk>/versions/<int:number>/", views.publication, name="publication"),
]
