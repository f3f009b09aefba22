"""What can be refused about forms."""

from services.errors import Refusal


class FormUnknown(Refusal):
    """There is no published form with this key."""

    code = "form_unknown"
    status = 404
