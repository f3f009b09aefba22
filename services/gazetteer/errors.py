"""Why addresses cannot be looked up."""

from services.errors import Refusal


class LookupDown(Refusal):
    """Whoever knows the addresses does not answer, or not as it should. They can be typed in."""

    code = "lookup_down"
    status = 503


class NotAPostcode(Refusal):
    """What was typed is no British postcode, whole."""

    code = "postcode_wrong"
    status = 400
