"""Addresses of checklists inside a stretch of help. All are staff's."""

from django.urls import path

from content.checklists import desk

app_name = "desk_checklists"

urlpatterns = [
    path("", desk.overview, name="overview"),
    path("found/list/", desk.open_found, name="open"),
    path("<slug:event>/", desk.show, name="list"),
    path("<slug:event>/ask/", desk.ask, name="ask"),
    path("<slug:event>/tick/", desk.tick, name="tick"),
    path("<slug:event>/code/", desk.code, name="code"),
    path("<slug:event>/print/", desk.paper, name="print"),
]
