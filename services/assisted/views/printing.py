"""Print for the person who is being helped: the form with their answers so far, or the receipt."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from services.assisted import actions
from services.assisted.access import application_of, open_session
from services.assisted.views.entrance import adviser, post_only, user_of
from services.definitions.channels import Channel
from services.identity.actors import staff
from services.paper.actions import print_copy
from services.paper.handing import as_file, wanted
from services.paper.letters import receipt
from services.paper.results import result_sheet


@adviser
@post_only
def paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand out what can be printed now, in the person's language. It is put on record."""
    held = open_session(pk, user_of(request))
    application = application_of(held)
    by, channel = staff(user_of(request)), Channel(held.channel)
    language, size = wanted(request, language=application.language)
    if application.document.is_checker:
        actions.note_look(application=application, by=by, channel=channel)
        return as_file(result_sheet(application, language=language, size=size, channel=channel), "result.pdf")
    if application.is_draft:
        _copy, pdf = print_copy(application=application, language=language, size=size, by=by, channel=channel)
        return as_file(pdf, f"{application.version.form.key}-{application.reference}.pdf")
    actions.note_look(application=application, by=by, channel=channel)
    return as_file(
        receipt(application, language=language, size=size), f"receipt-{application.receipt.number}.pdf"
    )
