"""Staff pages open only for staff who have shown password and second factor in this session."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.views import View

from services.identity.access_levels import Access, Level, access_of, citizen_session, public
from services.identity.gate import access_for_path, home_of, staff_required
from services.identity.models import User
from services.identity.roles import StaffRole, ensure_roles, has_role
from services.identity.staffing import code_now, demo_code, make_staff
from tests.identity.conftest import Visitor, code_in_mail, recovery_codes, set_up_app

pytestmark = pytest.mark.django_db
DESK = "/desk/"


def code_of(user: User, settings) -> str:
    settings.DEMO = True
    return demo_code(user.email)


def test_anonymous_people_are_sent_to_sign_in(visitor: Visitor) -> None:
    for path in ("/desk/", "/cy/desk/anything/", "/admin/", "/admin/login/"):
        answer = visitor.browser.get(path)
        assert answer.status_code == 302, path
        assert reverse("account_login") in answer.url, path


def test_citizens_are_refused(visitor: Visitor, citizen: User) -> None:
    visitor.browser.force_login(citizen)
    for path in ("/desk/", "/ar/desk/", "/admin/"):
        assert visitor.browser.get(path).status_code == 403, path


def test_staff_without_a_second_factor_must_set_it_up(visitor: Visitor, adviser: User) -> None:
    answer = visitor.sign_in_with_password(adviser)
    assert answer.url == DESK
    answer = visitor.browser.get(DESK)
    assert answer.url.startswith(reverse("mfa_activate_totp"))
    page = visitor.browser.get(answer.url)
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    key = visitor.browser.session.session_key
    answer = visitor.send(answer.url, code=code_now(secret))
    assert answer.url == reverse("mfa_view_recovery_codes")
    assert recovery_codes(adviser)[0] in visitor.browser.get(answer.url).content.decode()
    assert visitor.browser.session.session_key != key
    assert not _turned_away(visitor)
    assert "added an authenticator app" in mail.outbox[-1].subject


def test_password_and_app_open_the_desk(visitor: Visitor, adviser: User, settings) -> None:
    set_up_app(adviser)
    answer = visitor.sign_in_with_password(adviser)
    assert answer.url == reverse("mfa_authenticate")
    assert not visitor.is_signed_in()
    answer = visitor.send(answer.url, code=code_of(adviser, settings))
    assert answer.url == DESK
    assert not _turned_away(visitor)


def test_a_code_of_the_app_works_once(visitor: Visitor, adviser: User, settings) -> None:
    set_up_app(adviser)
    code = code_of(adviser, settings)
    visitor.sign_in_with_password(adviser)
    visitor.send("mfa_authenticate", code=code)
    visitor.send("account_logout")
    visitor.sign_in_with_password(adviser)
    visitor.send("mfa_authenticate", code=code)
    assert not visitor.is_signed_in()


def test_a_recovery_code_opens_the_desk_once(visitor: Visitor, adviser: User) -> None:
    set_up_app(adviser)
    code = recovery_codes(adviser)[0]
    visitor.sign_in_with_password(adviser)
    visitor.send("mfa_authenticate", code=code)
    assert not _turned_away(visitor)
    assert code not in recovery_codes(adviser)


def test_an_emailed_code_alone_opens_nothing_for_staff(visitor: Visitor, adviser: User) -> None:
    visitor.ask_code(adviser.email)
    visitor.send("account_confirm_login_code", code=code_in_mail())
    assert visitor.is_signed_in()
    assert visitor.browser.get(DESK).url.startswith(reverse("mfa_activate_totp"))
    answer = visitor.open("mfa_activate_totp")
    assert answer.url.startswith(reverse("account_reauthenticate"))


def test_an_emailed_code_is_followed_by_the_app(visitor: Visitor, adviser: User) -> None:
    set_up_app(adviser)
    visitor.ask_code(adviser.email)
    answer = visitor.send("account_confirm_login_code", code=code_in_mail())
    assert answer.url == reverse("mfa_authenticate")
    assert not visitor.is_signed_in()


def test_a_session_without_the_second_factor_is_asked_for_it(visitor: Visitor, adviser: User) -> None:
    visitor.sign_in_with_password(adviser)
    set_up_app(adviser)  # in another browser
    answer = visitor.browser.get(DESK + "?page=2")
    assert answer.url.startswith(reverse("mfa_reauthenticate"))
    key = visitor.browser.session.session_key
    answer = visitor.send(answer.url, code=recovery_codes(adviser)[0])
    assert answer.url == DESK + "?page=2"
    assert visitor.browser.session.session_key != key
    assert not _turned_away(visitor)


def test_removing_the_app_closes_the_desk(visitor: Visitor, adviser: User) -> None:
    set_up_app(adviser)
    visitor.sign_in_with_password(adviser)
    visitor.send("mfa_authenticate", code=recovery_codes(adviser)[0])
    assert visitor.open("mfa_deactivate_totp").status_code == 200
    visitor.send("mfa_deactivate_totp")
    assert not Authenticator.objects.exists()
    assert _turned_away(visitor)


def test_roles_open_only_their_part(visitor: Visitor) -> None:
    author = make_staff(email="author@lanternbay.example", name="Sioned Rees", roles=[StaffRole.AUTHOR])
    visitor.browser.force_login(author)
    assert visitor.browser.get(DESK).status_code == 403
    assert home_of(author) == "/admin/"


def test_closed_accounts_and_citizens_with_a_group_have_no_role(citizen: User, adviser: User) -> None:
    citizen.groups.add(ensure_roles()[StaffRole.MANAGER])
    assert not has_role(citizen)
    adviser.is_active = False
    assert not has_role(adviser)


def test_the_decorator_guards_functions_and_classes(adviser: User, rf: RequestFactory) -> None:
    class Page(View):
        def get(self, request):
            return HttpResponse("open")

    for view in (staff_required(StaffRole.ADVISER)(Page.as_view()), staff_required()(lambda request: None)):
        request = rf.get("/anywhere/")
        request.session = {}
        request.user = AnonymousUser()
        assert view(request).url == f"{reverse('account_login')}?next=%2Fanywhere%2F"
        request.user = User(email="c@example.org")
        with pytest.raises(PermissionDenied):
            view(request)


def test_every_view_can_say_who_may_open_it() -> None:
    def page(request):
        return HttpResponse()

    assert access_of(page) is None
    assert access_of(public(page)) == Access(Level.PUBLIC)
    assert access_of(citizen_session(View.as_view())) == Access(Level.CITIZEN_SESSION)
    guarded = staff_required(StaffRole.MANAGER)(View.as_view())
    assert access_of(guarded) == Access(Level.STAFF, frozenset({StaffRole.MANAGER}))
    assert access_for_path("/cy/desk/queue/").level == Level.STAFF
    assert access_for_path("/deskside/") is None


def test_a_citizens_account_cannot_become_staff(citizen: User) -> None:
    with pytest.raises(ValueError, match="citizen"):
        make_staff(email=citizen.email, name="Rowan", roles=[StaffRole.ADVISER])


def test_second_factor_secrets_are_not_kept_in_clear(adviser: User) -> None:
    app = set_up_app(adviser)
    kept = app.instance.data["secret"]
    assert len(kept) > 100
    assert app.validate_code("000000") is False


def _turned_away(visitor: Visitor) -> bool:
    """The desk itself may not exist yet: what counts is that the gate lets one through to it."""
    return visitor.browser.get(DESK).status_code in (302, 403)
