"""Addresses of the web channel."""

from django.urls import path

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

DRAFT = "apply/<slug:form>/<uuid:application>/"
step = step_view()

urlpatterns = [
    path("apply/<slug:form>/", starting.start_page, name="start"),
    path(DRAFT, starting.go_on, name="go_on"),
    path(f"{DRAFT}check/", checking.check, name="check"),
    path(f"{DRAFT}declare/", checking.declare, name="declare"),
    path(f"{DRAFT}sent/", checking.sent, name="sent"),
    path(f"{DRAFT}save/", saving.save, name="save"),
    path(f"{DRAFT}delete/", saving.delete, name="delete"),
    path(f"{DRAFT}close/", saving.shut, name="shut"),
    path(f"{DRAFT}reopen/", resuming.reopen, name="reopen"),
    path(f"{DRAFT}track/", tracking.track, name="track"),
    path(f"{DRAFT}add/", tracking.add, name="add"),
    path(f"{DRAFT}form/changed/", changing.changed_page, name="changed"),
    path(f"{DRAFT}form/known/", prefilling.prefill, name="prefill"),
    path(f"{DRAFT}form/again/", changing.again, name="begin_again"),
    path(f"{DRAFT}form/result/", resulting.result, name="result"),
    path(f"{DRAFT}form/files/", sending.begin, name="files"),
    path(f"{DRAFT}form/files/<uuid:upload>/", sending.file, name="file"),
    path(f"{DRAFT}form/carry/", resulting.carry, name="carry"),
    # Steps come last: the compiler refuses a step that is called like a page above.
    path(f"{DRAFT}<slug:step>/", step, name="step"),
    path(f"{DRAFT}<slug:repeat>/<slug:row>/remove/", repeats.remove, name="remove_row"),
    path(f"{DRAFT}<slug:repeat>/<slug:row>/<slug:step>/", step, name="row_step"),
    path("resume/", resuming.resume_page, name="resume"),
    path("resume/<str:reference>/<str:code>/", resuming.resume_page, name="resume_link"),
    path("track/", resuming.resume_page, {"sent": True}, name="track_door"),
    path("my/", tracking.mine, name="mine"),
    path("deleted/", resuming.farewell, {"what": "deleted"}, name="deleted"),
    path("closed/", resuming.farewell, {"what": "shut_done"}, name="shut_done"),
]
