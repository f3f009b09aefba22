"""What the desk refuses."""

from services.errors import Refusal


class SessionEnded(Refusal):
    """The stretch of help is over, or belongs to a colleague."""

    code = "session_ended"
    status = 403


class CallerNotConfirmed(Refusal):
    """What the caller said does not match what we hold. Never says which part."""

    code = "caller_not_confirmed"
    status = 403


class CallerNotChecked(Refusal):
    """The adviser has to check who is calling before anything is shown."""

    code = "caller_not_checked"
    status = 403


class MessageGone(Refusal):
    """A message that failed was dealt with meanwhile, or its words are erased."""

    code = "message_gone"


class NoPostalAddress(Refusal):
    """Nothing can be posted to somebody who gave no postal address."""

    code = "no_postal_address"


class NothingMissing(Refusal):
    """Somebody asks for answers, and all are there by now."""

    code = "nothing_missing"
