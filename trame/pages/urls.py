"""Home, health, and the pages of the instance itself."""

from django.urls import path

from . import outbox, views

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("sante", views.health, name="health"),
    path("demo/courriels", outbox.outbox, name="outbox"),
]
