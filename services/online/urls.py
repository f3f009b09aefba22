"""Addresses of the web channel."""

from django.urls import include, path

from services.online import (
    changing,
    checking,
    prefilling,
    repeats,
    resulting,
    resuming,
    saving,
    sending,
    starting,
    tracking,
)
from services.online.wizard import step_view

app_name = "online"

step = step_view()


own_pages = [
    path("", starting.go_on, name="go_on"),
    path("check/", checking.check, name="check"),
    path("declare/", checking.declare, name="declare"),
    path("sent/", checking.sent, name="sent"),
    path("save/", saving.save, name="save"),
    path("delete/", saving.delete, name="delete"),
    path("close/", saving.shut, name="shut"),
    path("reopen/", resuming.reopen, name="reopen"),
    path("track/", tracking.track, name="track"),
    path("add/", tracking.add, name="add"),
    path("form/changed/", changing.changed_page, name="changed"),
    path("form/known/", prefilling.prefill, name="prefill"),
    path("form/again/", changing.again, name="begin_again"),
    path("form/result/", resulting.result, name="result"),
    path("form/files/", sending.begin, name="files"),
    path("form/files/<uuid:upload>/", sending.file, name="file"),
    path("form/carry/", resulting.carry, name="carry"),
    # Steps come last: the compiler refuses a step that is called like a page above.
    path("<slug:step>/", step, name="step"),
    path("<slug:repeat>/<slug:row>/remove/", repeats.remove, name="remove_row"),
    path("<slug:repeat>/<slug:row>/<slug:step>/", step, name="row_step"),
]

urlpatterns = [
    path("apply/<slug:form>/", starting.start_page, name="start"),
    path("apply/<slug:form>/<uuid:application>/", include(own_pages)),
    path("resume/", resuming.resume_page, name="resume"),
    path("resume/<str:reference>/<str:code>/", resuming.resume_page, name="resume_link"),
    path("track/", resuming.resume_page, {"sent": True}, name="track_door"),
    path("my/", tracking.mine, name="mine"),
    path("deleted/", resuming.farewell, {"what": "deleted"}, name="deleted"),
    path("closed/", resuming.farewell, {"what": "shut_done"}, name="shut_done"),
]
