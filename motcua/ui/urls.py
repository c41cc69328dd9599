"""The gallery and the switches of every page."""

from django.urls import path

from motcua.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("language/", views.set_language, name="language"),
    path("targets/", views.set_targets, name="targets"),
]
