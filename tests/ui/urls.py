"""The shell, the sign-in pages and the gallery of bricks: what ui is tested on, without any app above it."""

from django.urls import include, path

from tests.ui import gallery
from trame.people.views.reauthentication import reauthenticate_by_code

section = ([path("", gallery.gallery, name="list")], "section")
other = ([path("", gallery.gallery, name="home")], "other")

urlpatterns = [
    path("", gallery.gallery, name="gallery"),
    path("formulaire/", gallery.record, name="record"),
    path("communes/", gallery.communes, name="communes"),
    path("fragment/", gallery.fragment, name="fragment"),
    path("panne/", gallery.failure, name="failure"),
    path("section/", include(section)),
    path("autre/", include(other)),
    path("ui/", include("trame.ui.urls")),
    path("accounts/reauthenticate/code/", reauthenticate_by_code, name="account_reauthenticate_by_code"),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/", include("allauth.account.urls")),
]
handler500 = "trame.ui.views.server_error"
