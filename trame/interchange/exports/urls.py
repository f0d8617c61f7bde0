"""Exports of activities."""

from django.urls import path

from . import views

app_name = "exports"
urlpatterns = [path("", views.rows, name="rows")]
