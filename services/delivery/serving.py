"""What other systems fetch: a file that a webhook told of, and the JSON Schema of an application."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from services.applications.actions.reading import read_checked_file
from services.applications.downloads import download
from services.applications.events import record
from services.applications.exporting import SCHEMA
from services.applications.queries import file_names
from services.definitions.channels import Channel
from services.delivery.payload import file_behind
from services.identity.access_levels import public
from services.identity.actors import SYSTEM


@public
@require_safe
def delivered_file(request: HttpRequest, token: str) -> HttpResponse:
    """Hand out a file. Public, because the link itself is the key: signed, for three days, for one file."""
    delivery, upload = file_behind(token)
    content = read_checked_file(upload)
    with transaction.atomic():
        record(
            "delivered_file_fetched",
            by=SYSTEM,
            channel=Channel.ONLINE,
            application=delivery.application,
            subject=f"destination:{delivery.destination_id}",
        )
    name = file_names(delivery.application)[str(upload.pk)]
    return download(content, name=name, media_type=upload.media_type)


@public
@require_safe
@cache_control(public=True, max_age=86_400)
def application_schema(request: HttpRequest) -> HttpResponse:
    """Show the JSON Schema that every delivered application follows."""
    return HttpResponse(SCHEMA.read_bytes(), content_type="application/schema+json")
