"""Addresses of the paper channel."""

from django.urls import path

from services.paper import views
from services.paper.formats import views as formats

app_name = "paper"
ONE = "paper/application/<uuid:application>/"

urlpatterns = [
    path("other-formats/", formats.ask, name="ask_format"),
    path("other-formats/asked/", formats.asked, name="format_asked"),
    path("paper/<slug:form>/", views.blank, name="blank"),
    path("paper/<slug:form>/formats/", views.formats, name="formats"),
    path(f"{ONE}form/", views.prefilled, name="prefilled"),
    path(f"{ONE}copy/<slug:code>/", views.copy, name="copy"),
    path(f"{ONE}copy/<slug:code>/form.pdf", views.copy_file, name="copy_file"),
    path(f"{ONE}receipt/", views.receipt, name="receipt"),
    path(f"{ONE}result/", views.result, name="result"),
    path(f"{ONE}code/", views.resume_sheet, name="resume_sheet"),
]
