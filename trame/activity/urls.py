"""Activités: recording, the list, one activity. An activity is known by the UUID its page made."""

from django.urls import include, path

from .views import browse, bulk, moments, month, permanence, phrase, record, removal, saved, table, templates

app_name = "activity"
urlpatterns = [
    path("", browse.activities, name="list"),
    path("recherche/", browse.look_for, name="search"),
    path("tableau/", table.table, name="table"),
    path("calendrier/", month.month, name="month"),
    path("filtres/", saved.filters, name="filters"),
    path("filtres/<uuid:uuid>/renommer/", saved.rename, name="filter_rename"),
    path("filtres/<uuid:uuid>/supprimer/", saved.delete, name="filter_delete"),
    path("changer/", bulk.change, name="bulk"),
    path("changements/", bulk.changes, name="changes"),
    path("changements/<uuid:uuid>/defaire/", bulk.undo, name="undo"),
    path("phrase/", phrase.phrase, name="phrase"),
    path("accompagnement/", record.individual, name="individual"),
    path("atelier/", record.workshop, name="workshop"),
    path("coordination/", record.coordination, name="coordination"),
    path("animation/", record.animation, name="animation"),
    path("evenement/", record.event, name="event"),
    path("partenariat/", record.partnership, name="partnership"),
    path("permanence/", permanence.permanence, name="permanence"),
    path("modeles/", templates.templates, name="templates"),
    path("modeles/<uuid:uuid>/", record.from_template, name="template"),
    path("modeles/<uuid:uuid>/renommer/", templates.rename, name="template_rename"),
    path("modeles/<uuid:uuid>/supprimer/", templates.delete, name="template_delete"),
    path("tags/", include("trame.activity.tag_urls")),
    path("moments/", moments.moments, name="moments"),
    path("moments/<uuid:uuid>/fichier/", moments.file, name="moment_file"),
    path("moments/<uuid:uuid>/retirer/", moments.remove, name="moment_remove"),
    path("personnes/", include("trame.activity.person_urls")),
    path("<uuid:uuid>/", browse.detail, name="detail"),
    path("<uuid:uuid>/corriger/", record.edit, name="edit"),
    path("<uuid:uuid>/refaire/", record.again, name="again"),
    path("<uuid:uuid>/retenir/", moments.keep, name="moment_keep"),
    path("<uuid:uuid>/modele/", templates.keep, name="template_keep"),
    path("<uuid:uuid>/supprimer/", removal.delete, name="delete"),
    path("<uuid:uuid>/retablir/", removal.restore, name="restore"),
]
