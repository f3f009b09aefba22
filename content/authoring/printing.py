"""The paper form of a published form: which files are there, which are being drawn, which failed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language_info, ngettext

from content.authoring.pages import edit_url, needs, newest
from services.definitions.errors import FormUnknown
from services.definitions.models import FormVersion
from services.definitions.publishing import current_version
from services.paper.progress import Stand, draw_again, files_of


@needs("change")
def files(request: HttpRequest, pk: int) -> HttpResponse:
    """List the files of the published version; by POST, have those drawn that are missing."""
    form = newest(pk)
    version = _published(form.key)
    if request.method == "POST" and version:
        count = draw_again(version)
        said = ngettext("%(count)s file is drawn soon.", "%(count)s files are drawn soon.", count)
        messages.success(request, said % {"count": count})
        return redirect("authoring:paper", pk)
    found = files_of(version) if version else []
    rows = [
        {
            "file": each,
            "language": get_language_info(each.language)["name_translated"],
            "url": f"{reverse('paper:blank', args=[form.key])}?language={each.language}&print={each.size}",
        }
        for each in found
    ]
    seen = {
        "form": form,
        "version": version,
        "rows": rows,
        "missing": any(each.stand != Stand.THERE for each in found),
        "edit_url": edit_url(form),
    }
    return render(request, "content/authoring/paper.html", seen)


def _published(key: str) -> FormVersion | None:
    try:
        return current_version(key)
    except FormUnknown:
        return None
