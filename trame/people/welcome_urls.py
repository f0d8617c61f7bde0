"""The question asked once, at the first sign-in."""

from django.urls import path

from .views.modules import welcome

urlpatterns = [path("", welcome, name="welcome")]
