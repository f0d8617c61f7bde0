"""Tags: the list, one tag, harmonising, a network's. A tag is known by its UUID; a word is never in an address."""

from django.urls import path

from .views import network_tags, tag_harmonising, tag_suggestions, tags

urlpatterns = [
    path("", tags.tags, name="tags"),
    path("recherche/", tags.look_for, name="tags_search"),
    path("proposer/", tag_suggestions.suggestions, name="tag_suggestions"),
    path("harmoniser/", tag_harmonising.harmonise, name="tags_harmonise"),
    path("fondre/", tag_harmonising.merge, name="tags_merge"),
    path("distinguer/", tag_harmonising.keep_apart, name="tags_keep_apart"),
    path("fusions/<uuid:uuid>/defaire/", tag_harmonising.undo, name="tags_unmerge"),
    path("reseau/<int:pk>/", network_tags.network_tags, name="network_tags"),
    path("<uuid:uuid>/", tags.tag, name="tag"),
    path("<uuid:uuid>/archiver/", tags.archive, name="tag_archive"),
    path("<uuid:uuid>/retablir/", tags.bring_back, name="tag_bring_back"),
    path("<uuid:uuid>/garder-pour-moi/", tags.make_personal, name="tag_make_personal"),
    path("<uuid:uuid>/partager/", tags.share, name="tag_share"),
    path("<uuid:uuid>/autre-mot/", tags.forget_alias, name="tag_forget_alias"),
]
