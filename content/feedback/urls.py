"""Addresses of the feedback pages."""

from django.urls import path

from content.feedback import asking

app_name = "feedback"

urlpatterns = [
    path("", asking.ask, name="ask"),
    path("yes/", asking.ask, {"useful": "yes"}, name="yes"),
    path("no/", asking.ask, {"useful": "no"}, name="no"),
    path("thanks/", asking.thanks, name="thanks"),
]
