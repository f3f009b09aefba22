"""The named alternative: the same form in django-formtools as its documentation shows it, and no more.

A Django project of its own: a session wizard with named addresses, one Django form per step, a
condition_dict that looks at the cleaned data of earlier steps, sessions in the same database.
Nothing is encrypted, recorded or shown in several languages.
"""

import os
from collections.abc import Callable
from typing import Any

import dj_database_url
import django
from django import forms
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from tests.bench.reference import SIZES, depends, key, yes_before

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Step {{ wizard.steps.step1 }}</title>
</head><body><main><form method="post">{% csrf_token %}{{ wizard.management_form }}{{ wizard.form.as_div }}
<button>Continue</button></form></main></body></html>"""

if not settings.configured:
    settings.configure(
        ROOT_URLCONF=__name__,
        SECRET_KEY="only measured, never served",
        ALLOWED_HOSTS=["127.0.0.1"],
        DATABASES={"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=60)},
        INSTALLED_APPS=["django.contrib.sessions", "formtools", "django.forms"],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "loaders": [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                ("django.template.loaders.locmem.Loader", {"step.html": PAGE}),
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                    "context_processors": ["django.template.context_processors.request"],
                },
            }
        ],
        USE_TZ=True,
    )
    django.setup()

# formtools reads Django's settings when it is imported, so this one comes after them.
from formtools.wizard.views import NamedUrlSessionWizardView  # noqa: E402


class StepForm(forms.Form):
    """One step."""

    text = forms.CharField(label="What is the street?")
    choice = forms.ChoiceField(
        label="Do you live there?", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect
    )
    date = forms.DateField(label="Since when?")  # one box: the cheapest way Django has


class Wizard(NamedUrlSessionWizardView):
    """The form, whatever its number of steps."""

    template_name = "step.html"

    def done(self, form_list: Any, **kwargs: Any) -> HttpResponse:
        """Say that it is over."""
        return HttpResponse("done")


def _addresses(count: int) -> list[URLPattern]:
    places = range(1, count + 1)
    view: Callable[..., HttpResponse] = Wizard.as_view(
        [(f"step-{place}", StepForm) for place in places],
        condition_dict={f"step-{place}": yes_before(place) for place in places if depends(place)},
        url_name=key(count),
        done_step_name="done",
    )
    return [path(f"{key(count)}/<step>/", view, name=key(count)), path(f"{key(count)}/", view, {"step": ""})]


def begin(request: HttpRequest) -> HttpResponse:
    """Answer that the server is up."""
    return HttpResponse("up")


urlpatterns = [path("", begin), *(address for count in SIZES for address in _addresses(count))]
application = get_wsgi_application()
