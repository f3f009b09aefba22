"""Addresses of the data. They are the same in every language: each document speaks all of them."""

from django.urls import include, path

from content.open_data import views

app_name = "open_data"
urlpatterns = [
    path("open-referral/", include("content.open_data.hsds.urls")),
    path("cpsv-ap.jsonld", views.whole_catalogue, name="catalogue"),
    path("id/<slug:kind>/<slug:key>", views.thing, name="thing"),
    path("id/<slug:kind>/<slug:key>/<path:part>", views.thing, name="part"),
    path("<slug:kind>/<slug:key>.jsonld", views.one_document, name="document"),
]
