"""Pages of an account that are ours: home, contact, staying signed in, and proving it is still you."""

from allauth.account import views as account
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base import views as second_factor
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import views as authenticator_app
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from services.identity.access_levels import citizen_session, signed_in
from services.identity.contact import ContactWay
from services.identity.contact_form import WAYS, ContactForm, filled_in
from services.identity.gate import home_of, staff_required
from services.identity.idle import renew
from services.identity.models import User
from services.identity.people import person_of, set_ways, ways_of
from services.identity.roles import has_role


@signed_in
@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show someone with an account how we reach them; staff go on to their own pages."""
    user = _user(request)
    if has_role(user):
        return redirect(home_of(user))
    person = person_of(user)
    context = {"ways": [_said(choice) for choice in ways_of(person)], "account": user}
    return render(request, "identity/home.html", context)


@signed_in
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Ask how to reach the person, and keep the answer."""
    user = _user(request)
    person = person_of(user)
    form = ContactForm(
        request.POST if request.method == "POST" else None,
        initial=filled_in(ways_of(person), person.language),
    )
    if form.is_valid():
        set_ways(person=person, ways=form.ways(user.email), language=form.cleaned_data["language"])
        messages.success(request, _("We will contact you the way you chose."))
        return redirect("account_home")
    return render(request, "identity/contact.html", {"form": form, "has_errors": bool(form.errors)})


@citizen_session
@require_POST
def extend_session(request: HttpRequest) -> HttpResponse:
    """Start the session's idle time afresh: 204, or 410 if it has ended. Without scripts, go back."""
    alive = renew(request.session)
    if "text/html" in request.headers.get("Accept", ""):
        back = request.headers.get("Referer", "")
        safe = url_has_allowed_host_and_scheme(
            back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )
        return HttpResponseRedirect(back if safe else "/")
    return HttpResponse(status=204 if alive else 410)


class PasswordAgain(account.ReauthenticateView):
    """Ask for the password again; the session then gets a new key, for it may do more than before."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Rotate the session's key and go on."""
        self.request.session.cycle_key()
        answer: HttpResponse = super().form_valid(form)
        return answer


class SecondFactorAgain(second_factor.ReauthenticateView):
    """Ask for the second factor in a session that has not shown it; the session then gets a new key."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Rotate the session's key and go on."""
        self.request.session.cycle_key()
        answer: HttpResponse = super().form_valid(form)
        return answer


class SetUpApp(authenticator_app.ActivateTOTPView):
    """Set up the second factor. Its first code is also the proof that this session needs."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Note the proof and rotate the session's key."""
        answer: HttpResponse = super().form_valid(form)
        record_authentication(self.request, _user(self.request), method="mfa", type=Authenticator.Type.TOTP)
        self.request.session.cycle_key()
        return answer


class RemoveApp(authenticator_app.DeactivateTOTPView):
    """Take the second factor away, to set up another; staff pages close until that is done."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Forget that this session has shown a second factor."""
        answer: HttpResponse = super().form_valid(form)
        proofs = self.request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
        kept = [proof for proof in proofs if proof["method"] != "mfa"]
        self.request.session[AUTHENTICATION_METHODS_SESSION_KEY] = kept
        return answer


password_again = signed_in(PasswordAgain.as_view())
second_factor_again = signed_in(SecondFactorAgain.as_view())
set_up_app = staff_required(second_factor=False)(SetUpApp.as_view())
remove_app = staff_required()(RemoveApp.as_view())


def _user(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise TypeError("this view is only for people who are signed in")
    return request.user


def _said(choice: ContactWay) -> dict[str, object]:
    return {"name": WAYS[choice.way], "address": choice.address, "safe": choice.safe, "times": choice.times}
