"""Addresses of the paper channel."""

from django.urls import path

from services.paper import views

app_name = "paper"
ONE = "paper/application/<uuid:application>/"

urlpatterns = [
    path("paper/<slug:form>/", views.blank, name="blank"),
    path("paper/<slug:form>/formats/", views.formats, name="formats"),
    path(f"{ONE}form/", views.prefilled, name="prefilled"),
    path(f"{ONE}receipt/", views.receipt, name="receipt"),
    path(f"{ONE}result/", views.result, name="result"),
    path(f"{ONE}code/", views.resume_sheet, name="resume_sheet"),
]
