"""Invitations: addresses that hold a secret (trame/ui/secret_addresses.py), and the one where to come back."""

from django.urls import path

from .views import joining

urlpatterns = [
    path("", joining.invitation, name="invitation_resumed"),
    path("<str:token>/", joining.invitation, name="invitation"),
]
