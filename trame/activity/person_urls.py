"""Personnes suivies: a file is known by a UUID that says nothing of anybody; what is looked for is posted."""

from django.urls import path

from .views import duplicates, handing_over, people, person_forms, privacy, progress, record

urlpatterns = [
    path("", people.people, name="people"),
    path("recherche/", people.look_for, name="people_search"),
    path("nouvelle/", person_forms.new, name="person_new"),
    path("ressemblances/", person_forms.alike, name="person_alike"),
    path("doublons/", duplicates.duplicates, name="duplicates"),
    path("transmettre/", handing_over.hand_over, name="hand_over"),
    path("fusions/<uuid:uuid>/defaire/", duplicates.undo, name="merge_undo"),
    path("<uuid:uuid>/", people.person, name="person"),
    path("<uuid:uuid>/corriger/", person_forms.edit, name="person_edit"),
    path("<uuid:uuid>/copie/", privacy.copy, name="person_copy"),
    path("<uuid:uuid>/effacer/", privacy.erase, name="person_erase"),
    path("<uuid:uuid>/accompagnement/", record.with_person, name="person_record"),
    path("<uuid:uuid>/objectifs/", progress.add_objective, name="objective_add"),
    path("<uuid:uuid>/objectifs/<uuid:objective>/", progress.settle_objective, name="objective_settle"),
    path("<uuid:uuid>/positionnement/", progress.level, name="level"),
    path("<uuid:uuid>/positionnement/<slug:tool>/", progress.level, name="level_tool"),
    path("<uuid:uuid>/positionnements/<uuid:reading>/retirer/", progress.remove_level, name="level_remove"),
    path("<uuid:uuid>/fondre/", duplicates.other_file, name="merge_other"),
    path("<uuid:uuid>/fondre/<uuid:other>/", duplicates.merge, name="merge"),
    path("<uuid:uuid>/distincte/<uuid:other>/", duplicates.tell_apart, name="told_apart"),
]
