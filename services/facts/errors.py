"""What can be refused about facts."""

from services.errors import Refusal


class ValueTooEarly(Refusal):
    """A value may not begin before the one that holds now: what people were told stays true."""

    code = "fact_too_early"


class ValueTwice(Refusal):
    """There is another value from that day on."""

    code = "fact_twice"


class ValueSame(Refusal):
    """It is that already on that day."""

    code = "fact_same"


class ValueInForce(Refusal):
    """A value whose day has come stays in the history."""

    code = "fact_in_force"


class FactUsed(Refusal):
    """Pages or forms name it."""

    code = "fact_used"
