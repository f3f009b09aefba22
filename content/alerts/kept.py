"""Where the published alerts are kept, so that no page asks the database for them."""

from functools import partial

from django.core.cache import cache
from django.db import transaction

KEPT = "alerts"
KEPT_S = 60  # publishing shows at once; this is for what another process published


def forget_alerts() -> None:
    """Let every page read the alerts anew: now, and once more when the change is there to be read."""
    cache.delete(KEPT)
    transaction.on_commit(partial(cache.delete, KEPT))
