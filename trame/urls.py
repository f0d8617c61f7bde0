"""Every URL of the site: one line per app, one handler per error."""

from django.urls import include, path

from trame.ui.views import robots

urlpatterns = [
    path("", include("trame.pages.urls")),
    path("", include("trame.links.urls")),
    path("", include("trame.files.urls")),
    path("robots.txt", robots, name="robots"),
    path("activites/", include("trame.activity.urls")),
    path("activites/lignes/", include("trame.interchange.exports.urls")),
    path("bilans/", include("trame.report.urls")),
    path("taches/", include("trame.jobs.urls")),
    path("compte/", include("trame.people.account_urls")),
    path("invitation/", include("trame.people.joining_urls")),
    path("instance/", include("trame.people.instance_urls")),
    path("bienvenue/", include("trame.people.welcome_urls")),
    path("reglages/imports/", include("trame.interchange.urls")),
    path("reglages/donnees-personnelles/", include("trame.jobs.privacy.urls")),
    path("reglages/", include("trame.people.urls")),
    path("lieux/", include("trame.directory.urls")),
    path("referentiel/", include("trame.reference.urls")),
    path("statistiques/", include("trame.statistics.urls")),
    path("apparence/", include("trame.ui.urls")),
]

handler500 = "trame.ui.views.server_error"
