"""What other people's tools read of forms: the JSON Schema of a form document."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from services.definitions.exchange.exporting import SCHEMA


@require_safe
@cache_control(public=True, max_age=86_400)
def form_schema(request: HttpRequest) -> HttpResponse:
    """Show the JSON Schema that exported forms follow."""
    return HttpResponse(SCHEMA.read_bytes(), content_type="application/schema+json")
