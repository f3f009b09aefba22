"""Addresses of the citizen's booking pages."""

from django.urls import path

from services.booking.views import choosing, confirming, holding, managing

app_name = "booking"
urlpatterns = [
    path("book/", choosing.what, name="what"),
    path("book/hold/<uuid:pk>/", holding.details_page, name="details"),
    path("book/hold/<uuid:pk>/longer/", holding.longer, name="longer"),
    path("book/hold/<uuid:pk>/check/", confirming.check, name="check"),
    path("book/hold/<uuid:pk>/expired/", holding.expired, name="expired"),
    path("book/<slug:type_key>/", choosing.where, name="where"),
    path("book/<slug:type_key>/<slug:place_slug>/", choosing.when, name="when"),
    path("appointment/", managing.find, name="find"),
    path("appointment/link/<str:token>/", managing.link, name="link"),
    path("appointment/<uuid:pk>/", managing.see, name="see"),
    path("appointment/<uuid:pk>/booked/", confirming.booked, name="booked"),
    path("appointment/<uuid:pk>/move/", managing.move, name="move"),
    path("appointment/<uuid:pk>/cancel/", managing.cancel, name="cancel"),
    path("appointment/<uuid:pk>/calendar.ics", managing.calendar, name="calendar"),
    path("appointment/<uuid:pk>/appointment.pdf", managing.sheet, name="sheet"),
]
