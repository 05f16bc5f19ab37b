"""Shapes of input at the door, in the house's words. What they check is allauth's."""

from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as second
from allauth.mfa.totp import forms as app
from allauth.mfa.webauthn import forms as passkey
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from vezi.network.accounts import doors

MAIL, PASSWORD = _("Your mail address"), _("Password")


def say(form: forms.BaseForm, **labels: Any) -> None:
    """Give the fields our labels; what stands inside or under them goes."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        field.help_text = ""
        if name in labels:
            field.label = labels[name]


def mail_at_the_door() -> str:
    """The address an invitation came to, filled in for who comes from it."""
    door = doors.opened(context.request) if context.request is not None else None
    return door.mail if door else ""


class LoginForm(account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, login=MAIL, password=PASSWORD)
        self.fields["login"].initial = mail_at_the_door()


class SignupForm(account.SignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, email=MAIL, password1=PASSWORD)
        self.fields["email"].initial = mail_at_the_door()
        if "password1" in self.fields:
            self.fields["password1"].help_text = _(
                "At least ten characters. Leave it empty to come in with codes by mail."
            )


class RequestLoginCodeForm(account.RequestLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, email=MAIL)


class ConfirmLoginCodeForm(account.ConfirmLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, code=_("Code from the mail"))


class ConfirmEmailVerificationCodeForm(account.ConfirmEmailVerificationCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, code=_("Code from the mail"))


class ConfirmPasswordResetCodeForm(account.ConfirmPasswordResetCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, code=_("Code from the mail"))


class ResetPasswordForm(account.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, email=MAIL)


class ResetPasswordKeyForm(account.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, password1=_("New password"), password2=_("The same again"))
        self.fields["password1"].help_text = _("At least ten characters.")


class ChangePasswordForm(account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, oldpassword=_("Password you have now"), password1=_("New password"), password2=_("The same again"))
        self.fields["password1"].help_text = _("At least ten characters.")


class SetPasswordForm(account.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, password1=_("New password"), password2=_("The same again"))
        self.fields["password1"].help_text = _("At least ten characters.")


class AddEmailForm(account.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, email=_("Another mail address"))


class ChangeEmailForm(account.ChangeEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, email=_("The right mail address"))


class ReauthenticateForm(account.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, password=PASSWORD)


class AuthenticateForm(second.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, code=_("Code from your app, or a recovery code"))


class ReauthenticateByCodeForm(second.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, code=_("Code from your app, or a recovery code"))


class ActivateTOTPForm(app.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, code=_("Code your app shows now"))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class AddPasskeyForm(passkey.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, name=_("What you call it"), passwordless=_("Come in with it alone, without a password"))
        self.fields["name"].required = True
        self.fields["passwordless"].initial = True


class SignupPasskeyForm(passkey.SignupWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, name=_("What you call it"))


class EditPasskeyForm(passkey.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self, name=_("What you call it"))


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language of pages and letters"), choices=settings.LANGUAGES)
