"""Addresses of checklists. What somebody says never stands in one."""

from django.urls import path

from content.checklists import keeping, views

app_name = "checklists"

urlpatterns = [
    path("<slug:event>/", views.show, name="list"),
    path("<slug:event>/ask/", views.ask, name="ask"),
    path("<slug:event>/tick/", views.tick, name="tick"),
    path("<slug:event>/keep/", keeping.keep, name="keep"),
    path("<slug:event>/code/", keeping.code, name="code"),
    path("<slug:event>/shut/", keeping.shut, name="shut"),
    path("<slug:event>/throw-away/", views.throw_away, name="throw_away"),
    path("<slug:event>/print/", views.paper, name="print"),
]
