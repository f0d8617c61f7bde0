"""Activités: recording, the list, one activity. An activity is known by the UUID its page made."""

from django.urls import path

from .views import browse, people, privacy, record, removal

app_name = "activity"
urlpatterns = [
    path("", browse.activities, name="list"),
    path("recherche/", browse.look_for, name="search"),
    path("accompagnement/", record.individual, name="individual"),
    path("atelier/", record.workshop, name="workshop"),
    path("personnes/", people.people, name="people"),
    path("personnes/recherche/", people.look_for, name="people_search"),
    path("personnes/<uuid:uuid>/", people.person, name="person"),
    path("personnes/<uuid:uuid>/corriger/", people.edit, name="person_edit"),
    path("personnes/<uuid:uuid>/copie/", privacy.copy, name="person_copy"),
    path("personnes/<uuid:uuid>/effacer/", privacy.erase, name="person_erase"),
    path("<uuid:uuid>/", browse.detail, name="detail"),
    path("<uuid:uuid>/corriger/", record.edit, name="edit"),
    path("<uuid:uuid>/refaire/", record.again, name="again"),
    path("<uuid:uuid>/supprimer/", removal.delete, name="delete"),
    path("<uuid:uuid>/retablir/", removal.restore, name="restore"),
]
