"""What other systems fetch: a file that a webhook told of, and the JSON Schema of an application."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from services.applications.actions.reading import read_file
from services.applications.events import record
from services.applications.exporting import SCHEMA
from services.applications.models import Upload
from services.applications.queries import file_names
from services.applications.scanning import is_configured
from services.definitions.channels import Channel
from services.delivery.errors import FileNotReady
from services.delivery.payload import file_behind
from services.identity.access_levels import public
from services.identity.actors import SYSTEM


@public
@require_safe
def delivered_file(request: HttpRequest, token: str) -> HttpResponse:
    """Hand out a file. Public, because the link itself is the key: signed, for three days, for one file."""
    delivery, upload = file_behind(token)
    if is_configured() and upload.state == Upload.State.RECEIVED:
        raise FileNotReady
    content = read_file(upload)
    with transaction.atomic():
        record(
            "delivered_file_fetched",
            by=SYSTEM,
            channel=Channel.ONLINE,
            application=delivery.application,
            subject=f"destination:{delivery.destination_id}",
        )
    name = file_names(delivery.application)[str(upload.pk)]
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=upload.media_type, headers=headers)


@public
@require_safe
@cache_control(public=True, max_age=86_400)
def application_schema(request: HttpRequest) -> HttpResponse:
    """Show the JSON Schema that every delivered application follows."""
    return HttpResponse(SCHEMA.read_bytes(), content_type="application/schema+json")
