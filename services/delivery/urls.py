"""The managers' pages about deliveries, under the desk."""

from django.urls import path

from services.delivery import views

app_name = "delivery"
ONE = "<uuid:pk>/"

urlpatterns = [
    path("", views.home, name="home"),
    path("new/", views.choose_way, name="new"),
    path("new/<slug:way>/", views.new, name="new_details"),
    path("failed/" + ONE, views.deal_with, name="failed"),
    path(ONE, views.destination, name="destination"),
    path(ONE + "change/", views.change, name="change"),
    path(ONE + "do/", views.do, name="do"),
    path(ONE + "<int:number>/<slug:shape>/", views.export, name="export"),
]
