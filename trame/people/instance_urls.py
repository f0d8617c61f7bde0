"""L’instance: what its admin does."""

from django.urls import path

from .views import instance

app_name = "instance"
urlpatterns = [
    path("structures/", instance.structures, name="structures"),
    path("structures/ouvrir/", instance.admit, name="admit"),
    path("structures/<int:pk>/", instance.structure, name="structure"),
    path("structures/<int:pk>/verifier/", instance.verify, name="verify"),
    path("structures/<int:pk>/retirer-la-verification/", instance.unverify, name="unverify"),
    path("structures/<int:pk>/responsable/", instance.invite_manager, name="invite_manager"),
]
