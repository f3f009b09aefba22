"""What our Open Referral addresses take and give, for programs (OpenAPI 3.1)."""

from typing import Any

from django.conf import settings

from content.open_data.cpsv.documents import LICENCE
from content.open_data.hsds.asking import PARAMETERS
from content.open_data.hsds.lists import LISTS

SCHEMAS = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema"
COMPILED = ("service", "organization", "service_at_location")
VERSION = "3.0"
BASE = "/data/open-referral"


def root() -> dict[str, str]:
    """Return what the first address says."""
    address = settings.SITE_URL + BASE
    return {
        "version": VERSION,
        "profile": "https://docs.openreferral.org/en/3.0/",
        "openapi_url": f"{address}/openapi.json",
        "license": LICENCE,
        **{f"{name}_url": f"{address}/{name}" for name in LISTS},
    }


def description() -> dict[str, Any]:
    """Return the OpenAPI document."""
    paths: dict[str, Any] = {"/": {"get": _get("What there is.", {"type": "object"}, [])}}
    for name, each in LISTS.items():
        page = {
            "allOf": [{"$ref": "#/components/schemas/Page"}],
            "properties": {"contents": {"type": "array", "items": {"$ref": _schema(each.list_schema)}}},
        }
        paths[f"/{name}"] = {
            "get": _get("A page of the list.", page, [_parameter(one) for one in each.offers])
        }
        own = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
        asks = [own, _parameter("full_service")] if name == "organizations" else [own]
        paths[f"/{name}/{{id}}"] = {"get": _get("One of the list.", {"$ref": _schema(each.schema)}, asks)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Open Referral",
            "version": VERSION,
            "license": {"name": "Open Government Licence v3.0", "url": LICENCE},
        },
        "servers": [{"url": settings.SITE_URL + BASE}],
        "paths": paths,
        "components": {"schemas": {"Page": _page()}},
    }


def _get(summary: str, schema: dict[str, Any], parameters: list[dict[str, Any]]) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}}
    return {
        "summary": summary,
        "parameters": parameters,
        "responses": {
            "200": {"description": summary, "content": content},
            "400": {"description": "A parameter that is not understood."},
            "404": {"description": "Nothing of this id is published."},
        },
    }


def _parameter(name: str) -> dict[str, Any]:
    schema = dict(PARAMETERS[name])
    return {"name": name, "in": "query", "description": schema.pop("description"), "schema": schema}


def _schema(name: str) -> str:
    is_compiled = name.removesuffix("_list") in COMPILED
    return f"{SCHEMAS}/compiled/{name}.json" if is_compiled else f"{SCHEMAS}/{name}.json"


def _page() -> dict[str, Any]:
    numbers = {name: {"type": "integer"} for name in ("total_items", "total_pages", "page_number", "size")}
    flags = {name: {"type": "boolean"} for name in ("first_page", "last_page", "empty")}
    return {"type": "object", "properties": {**numbers, **flags}}
