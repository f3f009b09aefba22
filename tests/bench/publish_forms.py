"""Publishes the reference forms in the database that DATABASE_URL names."""

import django

django.setup()

from services.definitions.publishing import publish  # noqa: E402 -- after the set-up
from services.identity.actors import SYSTEM  # noqa: E402
from tests.bench.reference import SIZES, document  # noqa: E402

for count in SIZES:
    publish(document=document(count), by=SYSTEM)
