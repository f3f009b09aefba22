"""Signing in and out, under /account/. Only those of allauth's addresses that somebody needs."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from django.urls import path, re_path

from services.identity import views
from services.identity.access_levels import public
from services.identity.gate import staff_required

# These pages are there to set up the second factor: they ask for the password.
_staff_setting_up = staff_required(second_factor=False)
_staff = staff_required()

urlpatterns = [
    path("", views.home, name="account_home"),
    # allauth looks this name up when there is nothing (more) to confirm.
    path("", views.home, name="account_email"),
    path("contact/", views.contact, name="account_contact"),
    # Everyone
    path("sign-in/", public(account.request_login_code), name="account_request_login_code"),
    path("sign-in/code/", public(account.confirm_login_code), name="account_confirm_login_code"),
    path("create/", public(account.signup), name="account_signup"),
    path("create/code/", public(account.email_verification_sent), name="account_email_verification_sent"),
    path("sign-out/", public(account.logout), name="account_logout"),
    path("closed/", public(account.account_inactive), name="account_inactive"),
    path("session/extend/", views.extend_session, name="account_extend_session"),
    # Staff
    path("staff/", public(account.login), name="account_login"),
    path("staff/second-factor/", public(second_factor.authenticate), name="mfa_authenticate"),
    path("staff/second-factor/again/", views.second_factor_again, name="mfa_reauthenticate"),
    path("staff/password/again/", views.password_again, name="account_reauthenticate"),
    path("staff/password/forgotten/", public(account.password_reset), name="account_reset_password"),
    path(
        "staff/password/forgotten/sent/",
        public(account.password_reset_done),
        name="account_reset_password_done",
    ),
    path(
        "staff/password/new/done/",
        public(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^staff/password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        public(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("staff/password/change/", _staff(account.password_change), name="account_change_password"),
    path("staff/password/set/", _staff(account.password_set), name="account_set_password"),
    path("staff/security/", _staff_setting_up(second_factor.index), name="mfa_index"),
    path("staff/security/app/", views.set_up_app, name="mfa_activate_totp"),
    path("staff/security/app/remove/", views.remove_app, name="mfa_deactivate_totp"),
    path(
        "staff/security/recovery-codes/",
        _staff_setting_up(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "staff/security/recovery-codes/new/",
        _staff(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "staff/security/recovery-codes/download/",
        _staff_setting_up(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
