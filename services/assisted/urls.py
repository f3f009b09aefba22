"""The desk's addresses. All are staff's: see the gate."""

from django.urls import path

from services.assisted.views import (
    booking_for,
    bookings,
    cases,
    changing,
    helping,
    keying,
    mailroom,
    offices,
    printing,
    rows,
    script,
    sending,
)

app_name = "assisted"
HELP = "help/<uuid:pk>/"

urlpatterns = [
    path("", helping.home, name="home"),
    path("cases/", cases.queue, name="cases"),
    path("cases/<uuid:pk>/", cases.case, name="case"),
    path("files/<uuid:pk>/", cases.file, name="file"),
    path("bookings/", bookings.bookings_of, name="bookings"),
    path("bookings/new/", booking_for.first, name="book"),
    path("bookings/new/<slug:type_key>/<slug:place_slug>/", booking_for.times, name="book_times"),
    path("bookings/hold/<uuid:pk>/", booking_for.their_details, name="book_details"),
    path("bookings/<uuid:pk>/", bookings.see, name="booking"),
    path("bookings/<uuid:pk>/change/", bookings.change, name="booking_change"),
    path("bookings/<uuid:pk>/move/", booking_for.move, name="booking_move"),
    path("letters/", mailroom.waiting_letters, name="letters"),
    path("failed/", mailroom.failed_messages, name="failed"),
    path("failed/<uuid:pk>/", mailroom.deal_with, name="failed_message"),
    path("offices/", offices.offices, name="offices"),
    path("offices/<slug:key>/", offices.office, name="office"),
    path("offices/<slug:key>/hours/", offices.hours, name="hours"),
    path("offices/<slug:key>/close/", offices.close, name="close"),
    path("closures/<int:pk>/", offices.closure, name="closure"),
    path("closures/<int:pk>/reopen/", offices.reopen, name="reopen"),
    path(HELP, helping.session, name="session"),
    path(HELP + "find/", helping.find, name="find"),
    path(HELP + "choose/", helping.choose, name="choose"),
    path(HELP + "consent/", helping.consent, name="consent"),
    path(HELP + "check/facts/", helping.check_facts, name="check_facts"),
    path(HELP + "check/code/", helping.check_code, name="check_code"),
    path(HELP + "check/document/", helping.check_document, name="check_document"),
    path(HELP + "new/", helping.new, name="new"),
    path(HELP + "code/", helping.code, name="code"),
    path(HELP + "paper/", printing.paper, name="paper"),
    path(HELP + "end/", helping.end, name="end"),
    path(HELP + "changed/told/", changing.told, name="told"),
    path(HELP + "changed/again/", changing.begin_again, name="begin_again"),
    path(HELP + "ask/<slug:stop>/", script.ask, name="ask"),
    path(HELP + "ask/<slug:stop>/add/", rows.add, name="add_row"),
    path(HELP + "ask/<slug:stop>/<str:row>/remove/", rows.remove, name="remove_row"),
    path(HELP + "ask/<slug:stop>/<str:row>/<slug:step>/", script.ask_row, name="ask_row"),
    path(HELP + "read-back/", sending.read_back, name="read_back"),
    path(HELP + "key/", keying.overview, name="key"),
    path(HELP + "key/<slug:section>/", keying.page, name="key_page"),
]
