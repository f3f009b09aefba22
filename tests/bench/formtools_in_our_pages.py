"""The second named alternative: plain formtools behind our own pages.

plain_formtools.py is the barest site there is: four middlewares and ten lines of HTML. Here the same
wizard stands in our settings and middlewares and shows the same page, languages and boxes for a date as
ours, so that what differs is the wizard and where the answers are kept: Django's sessions, in clear.
"""

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

from django.conf import settings

settings.ROOT_URLCONF = __name__
settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
settings.TEMPLATES[0]["DIRS"].append(settings.BASE_DIR / "tests/bench/templates")

from django.core.wsgi import get_wsgi_application  # noqa: E402 -- after the settings

application = get_wsgi_application()

from django import forms  # noqa: E402 -- after the set-up
from django.http import HttpResponse  # noqa: E402 -- after the set-up
from django.urls import URLPattern, path  # noqa: E402 -- after the set-up
from formtools.wizard.views import NamedUrlSessionWizardView  # noqa: E402 -- after the set-up

from accessibility.dates import DatePartsField  # noqa: E402 -- after the set-up
from portal.urls import urlpatterns as ours  # noqa: E402 -- after the set-up
from services.identity.access_levels import public  # noqa: E402 -- after the set-up
from tests.bench.reference import SIZES, depends, document, key, yes_before  # noqa: E402 -- after the set-up


class StepForm(forms.Form):
    """One step."""

    text = forms.CharField(label="What is the street?")
    choice = forms.ChoiceField(
        label="Do you live there?", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect
    )
    date = DatePartsField(label="Since when?")


class Wizard(NamedUrlSessionWizardView):
    """The form, whatever its number of steps."""

    template_name = "bench/step.html"
    shown: dict[str, Any] = {}

    def get_context_data(self, form: forms.Form, **kwargs: Any) -> dict[str, Any]:
        """Add what every page of a form of ours says."""
        return super().get_context_data(form=form, **kwargs) | self.shown

    def done(self, form_list: Any, **kwargs: Any) -> HttpResponse:
        """Say that it is over."""
        return HttpResponse("done")


def _addresses(count: int) -> list[URLPattern]:
    places = range(1, count + 1)
    form = document(count)
    shown = {
        "document": form,
        "application": {"is_draft": True},
        "progress": {"number": 1, "count": 1, "title": form.sections[0].title},
        "idle_s": int(settings.SESSION_IDLE.total_seconds()),
        "save_page": "/",
    }
    view = public(
        Wizard.as_view(
            [(f"step-{place}", StepForm) for place in places],
            condition_dict={f"step-{place}": yes_before(place) for place in places if depends(place)},
            url_name=key(count),
            done_step_name="done",
            shown=shown,
        )
    )
    return [path(f"{key(count)}/<step>/", view, name=key(count)), path(f"{key(count)}/", view, {"step": ""})]


urlpatterns = [*(address for count in SIZES for address in _addresses(count)), *ours]
