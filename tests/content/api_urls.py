"""Mounts Wagtail's API for a test: the site itself does not."""

from django.urls import path
from wagtail.api.v3.urls import api

from portal.urls import urlpatterns as ours

urlpatterns = [path("api/v3/", api.urls), *ours]
