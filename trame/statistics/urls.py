"""Statistics: the page, its CSV and its map."""

from django.urls import path

from . import views
from .crossing import views as crossing
from .files import views as files
from .masking import views as masked
from .saved import views as saved
from .sharing import views as sharing

app_name = "statistics"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("carte/", views.territory_map, name="map"),
    path("carte/<slug:where>/<slug:measure>/", views.territory_map, name="map_of"),
    path("croiser/", crossing.choose, name="crossing"),
    path("croiser/<slug:rows>/<slug:columns>/<slug:shown>/", crossing.table, name="crossing_of"),
    path("croiser/<slug:rows>/<slug:columns>.csv", crossing.table_csv, name="crossing_csv"),
    path("reseaux/<int:pk>/", views.network, name="network"),
    path("reseaux/<int:pk>/figures.csv", views.network_csv, name="network_csv"),
    path("reseaux/<int:pk>/repartitions/", masked.network, name="masked_network"),
    path("reseaux/<int:pk>/repartitions.csv", masked.network_csv, name="masked_network_csv"),
    path("instance/", masked.instance, name="masked_instance"),
    path("instance/repartitions.csv", masked.instance_csv, name="masked_instance_csv"),
    path("publiques/", masked.public, name="masked_public"),
    path("publiques/repartitions.csv", masked.public_csv, name="masked_public_csv"),
    path("vues/", saved.view_list, name="views"),
    path("vues/enregistrer/", saved.keep, name="view_keep"),
    path("vues/<int:pk>/", saved.show, name="view"),
    path("vues/<int:pk>/renommer/", saved.rename, name="view_rename"),
    path("vues/<int:pk>/supprimer/", saved.delete, name="view_delete"),
    path("partager/", sharing.share, name="share"),
    path("partager/<int:pk>/", sharing.shared_figures, name="shared_figures"),
    path("partager/<int:pk>/supprimer/", sharing.forget, name="shared_forget"),
    path("telecharger/", files.choose, name="download"),
    path("graphiques/<slug:code>.<slug:extension>", files.chart_file, name="chart_file"),
    path("figures.csv", views.figures_csv, name="figures_csv"),
    path("figures.<slug:extension>", files.figures_file, name="file"),
]
