"""Addresses of Open Referral, as its OpenAPI description has them."""

from django.urls import path, re_path

from content.open_data.hsds import views
from content.open_data.hsds.lists import LISTS

app_name = "open_referral"
NAMES = "|".join(LISTS)
urlpatterns = [
    path("", views.root, name="root"),
    path("openapi.json", views.description, name="openapi"),
    re_path(rf"^(?P<name>{NAMES})/?$", views.listing, name="list"),
    re_path(rf"^(?P<name>{NAMES})/(?P<key>[^/]+)/?$", views.one, name="one"),
]
