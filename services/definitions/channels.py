"""The ways in. Plain Python: rules, answers and events all name one of these."""

from enum import StrEnum


class Channel(StrEnum):
    """How something reached us."""

    ONLINE = "online"
    PAPER = "paper"
    PHONE = "phone"
    COUNTER = "counter"
    HOME_VISIT = "home_visit"
    API = "api"
    """Another organisation's system, with its key."""
