"""Addresses of the API. The number grows when an older program would no longer understand."""

from django.urls import path

from services.api import views

app_name = "api"

urlpatterns = [
    path("forms/", views.forms, name="forms"),
    path("forms/<slug:form>/", views.form, name="form"),
    path("forms/<slug:form>/applications/", views.applications, name="applications"),
    path("forms/<slug:form>/check/", views.check, name="check"),
    path("applications/<str:reference>/", views.application, name="application"),
    path("<path:rest>", views.nothing, name="nothing"),
]
