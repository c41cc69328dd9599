"""Addresses of the stand-in."""

from django.urls import include, path

from motcua.exchange.vneid.fake import views

urlpatterns = [
    path("", views.about),
    path("choose/", views.choose, name="account_login"),  # the library sends here whoever is not signed in
    path("identity/o/authorize", views.authorize),
    path("", include("allauth.idp.urls")),
]
