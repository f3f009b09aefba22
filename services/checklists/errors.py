"""What is refused about checklists."""

from services.errors import Refusal


class ChecklistGone(Refusal):
    """It was thrown away, perhaps in another window, or its time is over, or it is somebody else's."""

    code = "checklist_gone"
    status = 404


class ThingGone(Refusal):
    """The page of the life event has no such thing to do, or no longer."""

    code = "checklist_thing_gone"
    status = 404
