"""The step controller: formtools' named-URL wizard over our own answers. Only this package uses it.

What it does is narrow: make the form of the step that the address names, and go on after a valid
POST. Which steps there are, which may be opened and what counts, the journey decides.
tests/online/test_formtools_traps.py keeps each known trap of formtools 2.7 shut.
"""

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils.translation import get_language
from formtools.wizard.views import NamedUrlWizardView

from services.applications import meanwhile
from services.applications.actions import keep_typed
from services.applications.changed import Again, again_in, filled_in, show_earlier
from services.applications.errors import (
    DraftClosed,
    FormChanged,
    NotDraft,
    NotOpen,
    RowGone,
)
from services.applications.models import Application
from services.definitions.document import Step
from services.definitions.journey import Row, Stop
from services.definitions.kinds import Typed
from services.definitions.screen.fields import StepForm, step_form
from services.gazetteer import asking
from services.identity.access_levels import citizen_session
from services.online import (
    buttons,
    changed,
    clashing,
    drafts,
    evidence,
    finding,
    pages,
    places,
    timeouts,
    ways,
)
from services.online.doors import require_draft
from services.online.drafts import ONLINE, Draft
from services.online.forms import RepeatForm
from services.online.places import Trail
from services.online.storage import ApplicationStorage

StopForm = StepForm | RepeatForm


class StepWizard(NamedUrlWizardView):
    """One step, one list of a repeat, or one step of a row: shown by GET, answered by POST."""

    storage_name = "services.online.storage.ApplicationStorage"
    http_method_names = ["get", "head", "post", "options"]

    storage: ApplicationStorage
    draft: Draft
    stop: Stop
    trail: Trail = ()
    """The rows that this page stands in, the outermost first."""
    step: Step | None = None
    uploads: evidence.Uploads

    # -- Which step this is, and whether it may be opened -------------------------------------------

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer the request, or say clearly why this step cannot be had."""
        try:
            application = drafts.opened(request, kwargs["form"], kwargs["application"])
        except NotOpen:
            return timeouts.closed(request)
        try:
            require_draft(application)
            if elsewhere := self._changed(request, application, kwargs["step"]):
                return elsewhere
            self.draft = drafts.as_opened(application)
            return self._find(**kwargs) or self._walk(request, *args, **kwargs)
        except (FormChanged, DraftClosed):  # its authors published a new version just now
            return self._moved(request, drafts.opened(request, kwargs["form"], kwargs["application"]))
        except NotDraft:  # it was sent, perhaps from another window just now
            return pages.already_sent(request, application)
        except RowGone:  # with the row, there is nothing left to keep typing in
            return pages.no_longer_asked(request, self.draft)

    def _changed(self, request: HttpRequest, application: Application, step: str) -> HttpResponse | None:
        """Return what comes first because the form has changed. An answer to what is still the same
        question is taken all the same.
        """
        if request.method != "POST":
            return changed.first(request, application)
        if application.closed_at or changed.sent_from(request, application, step):
            return self._moved(request, application)
        return None

    def _moved(self, request: HttpRequest, application: Application) -> HttpResponse:
        """Keep what was typed into a page of an earlier version, and show what has changed."""
        timeouts.keep(request, application)
        return changed.first(request, application) or redirect(places.page(application, "go_on"))

    def _walk(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # Set for this request only: overriding get_form_list() instead fails every valid POST. It is all
        # that formtools needs to know, for the journey says what comes before and after.
        self.form_list = {self.key: StepForm}
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def _find(self, *, step: str, repeat: str = "", row: str = "", **_more: Any) -> HttpResponseBase | None:
        """Find the stop, row and step that the address names, or return why they are not to be had."""
        document = self.draft.document
        inner = step in document.repeats_by_key and document.repeats_by_key[step].inside == (repeat or None)
        if step not in document.steps_by_key and not inner:
            if self.draft.application.version.number > 1:  # an earlier version may have had it
                return pages.no_longer_asked(self.request, self.draft)
            raise Http404
        if row:
            self.trail = self.draft.trail_to(repeat, row)
        if row and not self.trail and self._asks(repeat):
            raise RowGone
        here = self.row.stops if self.row else () if row else self.draft.journey.stops
        found = next((stop for stop in here if stop.key == step), None)
        if found is None:
            timeouts.keep(self.request, self.draft.application)
            return pages.no_longer_asked(self.request, self.draft)
        # The page of a row's step shows the list that the row stands in.
        self.stop = self.trail[-1][0] if self.trail and found.step else found
        self.step = found.step
        return self._too_early() if self.request.method != "POST" else None

    def _asks(self, repeat: str) -> bool:
        """Tell whether the answers lead to a repeat, or to the one around it."""
        found = self.draft.document.repeats_by_key.get(repeat)
        return bool(found and self.draft.stop_of(found.inside or repeat))

    @property
    def row(self) -> Row | None:
        """The row that this page stands in."""
        return self.trail[-1][1] if self.trail else None

    @cached_property
    def again(self) -> Mapping[str, Again]:
        """What the step asks again because the form has changed."""
        row_id = self.row.id if self.row else ""
        return again_in(self.draft.application, self.draft.answers, self.step, row_id) if self.step else {}

    @property
    def key(self) -> str:
        """The key of the step or list that the page shows."""
        return self.step.key if self.step else self.stop.key

    def _too_early(self) -> HttpResponseBase | None:
        """Return the way to the first open step if this one lies beyond it. A POST is let through:
        what someone answered in another window is saved, and they are led back to what is open.
        """
        application, journey = self.draft.application, self.draft.journey
        outermost = self.trail[0][0].key if self.trail else self.stop.key
        if not journey.may_open(outermost):
            return redirect(places.going_on(application, journey))
        towards = [stop.key for stop, _row in self.trail[1:]] + [self.key]
        for (stop, row), key in zip(self.trail, towards, strict=False):
            keys = [found.key for found in row.stops]
            if row.next_stop and keys.index(row.next_stop.key) < keys.index(key):
                return redirect(places.row_page(application, stop.key, row.id, row.next_stop.key))
        return None

    def get_prefix(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """Return a prefix of this application and row: two applications never share anything."""
        return f"{kwargs['application']}-{kwargs.get('row', '')}"

    # -- GET and POST -------------------------------------------------------------------------------

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the step, with what was typed before. Changes nothing."""
        self._place(kwargs)
        if self.step and not self.again:
            blank = pages.blank_step(request, self.draft, self.stop, self.step, self.row)
            if blank:
                return blank
        answer: HttpResponseBase = super().get(request, step=kwargs["step"])
        return answer

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Save the step and go on; or keep what was typed and go where the pressed button says."""
        self._place(kwargs)
        posted = QueryDict(mutable=True)
        posted.update(request.POST)
        # The step is the one the address names: no hidden field may claim another.
        posted[f"{self.prefix}-current_step"] = kwargs["step"]
        posted.pop("wizard_goto_step", None)
        request.POST = posted  # type: ignore[assignment]  # a copy may be changed
        pages.follow_language(self.draft.application)
        buttons.leave_open(posted, self.step, self.draft.document)
        if (
            elsewhere := self._both_first(request)
            or self._files_first(request)
            or self._address_first(request)
            or self._another_button(request)
        ):
            return elsewhere
        answer: HttpResponseBase = super().post(request, step=kwargs["step"])
        return answer

    def _place(self, kwargs: dict[str, Any]) -> None:
        self.storage.draft = self.draft
        self.storage.by = drafts.actor(self.request, self.draft.document)
        self.storage.repeat, self.storage.row_id = kwargs.get("repeat", ""), kwargs.get("row", "")
        self.storage.current_step = kwargs["step"]
        self.storage.seen = meanwhile.seen_by(self.request.POST)
        self.storage.theirs = clashing.theirs(self.request.POST)
        self.uploads = evidence.uploads_at(self.draft.application, self.step, self.storage.row_id)

    def _files_first(self, request: HttpRequest) -> HttpResponseBase | None:
        """Receive or remove files. Whatever else was typed is kept."""
        if not self.uploads.questions:
            return None
        changed = self.uploads.change(request, by=self.storage.by)
        if not changed:
            return None
        form = self.get_form(data=request.POST)
        if self.uploads.problems:
            self.uploads.tell(form)
            return self.render(form)
        if "step-then" not in request.POST and "step-remove" not in request.POST:
            return None  # Continue: the step itself comes next
        return self._settle(form) or redirect(f"{request.get_full_path()}#{self.uploads.landmark}")

    def _address_first(self, request: HttpRequest) -> HttpResponse | None:
        """Look an address up, or fill in the one that was chosen. Whatever else was typed is kept."""
        return finding.looked_up(
            request,
            self.draft.application,
            self.step,
            make=self.get_form,
            keep=self._keep,
            show=self.render,
        )

    def _another_button(self, request: HttpRequest) -> HttpResponse | None:
        """Answer Back, Save, Delete and a language: none of them loses what was typed."""
        target = buttons.leads_to(request, self.draft.application, lambda: ways.back(self.draft, self._here))
        if not target:
            return None
        return self._settle(self.get_form(data=request.POST)) or redirect(target)

    def _both_first(self, request: HttpRequest) -> HttpResponse | None:
        """Show two answers again of which none was chosen."""
        keys = clashing.not_chosen(request.POST)
        form = self.get_form(data=request.POST) if keys else None
        return self._both(form, keys) if isinstance(form, StepForm) and form.is_valid() else None

    def _both(self, form: StepForm, keys: Collection[str]) -> HttpResponse:
        """Keep what was typed of these questions, and show it beside what came meanwhile."""
        self._keep(form, {key: text for key, text in form.typed.items() if key in keys})
        return clashing.put(self.request, self.draft, form.step, self.storage.row_id, form.values, keys)

    # -- formtools asks these -----------------------------------------------------------------------

    def get_form(self, step: str | None = None, data: Any = None, files: Any = None) -> StopForm:
        """Return the form of this request's step; no other one is ever built."""
        self.get_form_list()  # formtools' post() expects that it was called
        if self.step is None:
            return RepeatForm(self.stop, data=data)
        language, row = get_language() or "en", self.storage.row_id
        form = step_form(
            self.step,
            scope=self.draft.scope(self.row),
            language=language,
            values={**filled_in(self.again), **self.draft.values_at(row)},
            data=data,
            files=self.uploads.shown,
            lenient=self.request.method != "POST",
        )
        show_earlier(form, self.again, language)
        asking.offer(form)
        if self.draft.document.is_checker:
            form.call_nothing_optional()
        return form

    def process_step(self, form: StopForm) -> Any:
        """Return the answers, never the raw request."""
        return form.values

    def render(self, form: StopForm | None = None, **kwargs: Any) -> HttpResponse:
        """Show the step. After a POST that was not valid, what was typed is kept first."""
        form = form or self.get_form()
        if self.request.method == "POST" and isinstance(form, StepForm) and form.has_typing:
            self._keep(form)
        return pages.step(
            self.request, self.draft, self.stop, self.step, self.row, form, is_new=not self.again
        )

    def render_done(self, form: StopForm, **_kwargs: Any) -> HttpResponse:
        """Go on from the last step. Nothing is ever submitted here: that takes the declaration's POST."""
        return self._saved(form) or redirect(self._onward(form))

    def _saved(self, form: StopForm) -> HttpResponse | None:
        """Return the page with two answers, if some were given otherwise meanwhile."""
        found = self.storage.clashing
        return self._both(form, found) if found and isinstance(form, StepForm) else None

    # -- Ways on and back ---------------------------------------------------------------------------

    @property
    def _here(self) -> ways.Here:
        came_from = places.FROM_CHECK if self.request.GET.get("from") == places.FROM_CHECK else ""
        return ways.Here(self.stop.key, self.key, self.trail, came_from)

    def _onward(self, form: StopForm) -> str:
        more = isinstance(form, RepeatForm) and form.wants_more
        return ways.onward(self.storage.draft, self._here, by=self.storage.by, wants_more=more)

    def _settle(self, form: StopForm) -> HttpResponse | None:
        """Save a step that was left by another button than Continue; keep the typing if it is not valid.

        Returns the page with two answers, if some were given otherwise meanwhile.
        """
        if not isinstance(form, StepForm):
            return None
        known = self.draft.values_at(self.storage.row_id)
        if not form.has_typing and not any(question.key in known for question in form.step.questions):
            return None  # nothing was typed, and nothing was taken back
        if form.is_valid() and not self.again:
            self.storage.set_step_data(form.step.key, form.values)
        else:  # an earlier answer that we filled in is only given again by Continue
            self._keep(form)
        return self._saved(form)

    def _keep(self, form: StepForm, typed: Mapping[str, Typed] | None = None) -> None:
        keep_typed(
            application=self.draft.application,
            step=form.step.key,
            typed=form.typed if typed is None else typed,
            channel=ONLINE,
            row=self.storage.row_id,
        )


def step_view() -> Any:
    """Return the view. formtools wants a form and a name here; each request brings its own steps."""
    return citizen_session(
        StepWizard.as_view(form_list=[("step", StepForm)], url_name="online:step", done_step_name="")
    )
