"""The forms of signing in, in our words: visible labels, hints that stay, no placeholders."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as authenticator_app
from django import forms
from django.utils.translation import gettext_lazy as _

from services.identity.models import User

_EMAIL = _("Email address")
_CODE = _("Code")
_PASSWORD = _("Password")
_NEW_PASSWORD = _("New password")
_AGAIN = _("New password again")
_REQUIRED = {
    "email": _("Enter your email address"),
    "login": _("Enter your email address"),
    "code": _("Enter the code"),
    "password": _("Enter your password"),
    "oldpassword": _("Enter the password you have now"),
    "password1": _("Enter a new password"),
    "password2": _("Enter the new password again"),
}
_NOT_AN_ADDRESS = _("Enter an email address in the correct format, like name@example.com")


class Plain(forms.Form):
    """Gives allauth's fields our labels, hints and errors; `words` is name -> (label, hint)."""

    words: dict[str, tuple[Any, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label, field.help_text = self.words.get(name, (field.label, ""))
            field.error_messages["required"] = _REQUIRED.get(name, field.error_messages["required"])
            field.error_messages["invalid"] = _NOT_AN_ADDRESS
            if name in ("email", "login"):
                field.widget.attrs |= {"spellcheck": "false"}
            if name == "code":
                field.widget.attrs |= {"class": "govuk-input--width-10", "spellcheck": "false"}


class SignInForm(Plain, account.RequestLoginCodeForm):
    """Citizens: where to send the code."""

    words = {"email": (_EMAIL, _("We will send you a code that lets you sign in."))}


class SignInCodeForm(Plain, account.ConfirmLoginCodeForm):
    """Citizens: the code from the mail."""

    words = {"code": (_CODE, _("It has 8 letters, like BCDF-GHJK. You can leave out the dash."))}


class CreateAccountForm(Plain, account.SignupForm):
    """Citizens: the address of a new account."""

    words = {"email": (_EMAIL, _("We will send a code to this address to check that it is yours."))}


class EmailCodeForm(Plain, account.ConfirmEmailVerificationCodeForm):
    """Citizens: the code that shows that the address is theirs."""

    words = SignInCodeForm.words


class StaffSignInForm(Plain, account.LoginForm):
    """Staff: address and password."""

    words = {"login": (_("Work email address"), ""), "password": (_PASSWORD, "")}

    def _setup_password_field(self) -> None:
        """Keep the password, which allauth drops because citizens sign up without one."""


class PasswordAgainForm(Plain, account.ReauthenticateForm):
    """Staff: the password once more, before something that matters."""

    words = {"password": (_PASSWORD, "")}


class ForgottenPasswordForm(Plain, account.ResetPasswordForm):
    """Staff: where to send the link. Citizens have no password: their address counts as unknown."""

    words = {"email": (_("Work email address"), "")}
    users: list[User]

    def clean_email(self) -> str:
        """Return the address; `users` then holds the member of staff, if it is one."""
        email: str = super().clean_email()
        self.users = [user for user in self.users if user.is_staff]
        return email


_PASSWORD_HINT = _("At least 12 characters. Three words that you can remember make a good password.")


class ResetPasswordForm(Plain, account.ResetPasswordKeyForm):
    """Staff: the new password, after the link."""

    words = {"password1": (_NEW_PASSWORD, _PASSWORD_HINT), "password2": (_AGAIN, "")}


class NewPasswordForm(Plain, account.SetPasswordForm):
    """Staff: a first password."""

    words = ResetPasswordForm.words


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    """Staff: the password they have and the one they want."""

    words = ResetPasswordForm.words | {"oldpassword": (_("Password you have now"), "")}


class SecondFactorForm(Plain, second_factor.AuthenticateForm):
    """Staff: the code of their app, or a recovery code."""

    words = {"code": (_CODE, _("6 digits from your authenticator app, or one of your recovery codes."))}


class SecondFactorAgainForm(Plain, second_factor.ReauthenticateForm):
    """Staff: the second factor once more."""

    words = SecondFactorForm.words


class AuthenticatorAppForm(Plain, authenticator_app.ActivateTOTPForm):
    """Staff: the first code of a new app, which proves that it is set up."""

    words = {"code": (_CODE, _("6 digits. The app shows a new code every 30 seconds."))}
