"""Takes a document or an imported draft into the editor."""

from typing import Any

from django.db import transaction

from content.authoring.decompile import decompile
from content.models import ServiceForm
from services.definitions.exchange.exporting import Content

FIELDS = {field.name: field for field in ServiceForm._meta.fields}


@transaction.atomic
def take_over(content: Content, *, user: Any = None, live: bool = False, **more: Any) -> ServiceForm:
    """Return the form that now has this content as its newest draft; made if there was none.

    `live` says that exactly this is published already: the editor then shows it as such. `more` are fields
    of the draft that no document has.
    """
    raw, told = decompile(content)
    found = ServiceForm.objects.filter(key=content["key"]).first()
    form: ServiceForm = found.get_latest_revision_as_object() if found else ServiceForm(live=live)
    told["return_address"] = "\n".join(told.get("return_address") or ())
    for name, value in {**told, **more}.items():
        if name in FIELDS:
            setattr(form, name, FIELDS[name].get_default() if value is None else value)
    form.parts = form.parts.stream_block.to_python(raw)
    if found is None:
        form.save()
    revision = form.save_revision(user=user)
    if live:
        ServiceForm.objects.filter(pk=form.pk).update(live_revision=revision, has_unpublished_changes=False)
    return form
