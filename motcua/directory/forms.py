"""The sign-in library's forms in our words; each field says what to write, none relies on a grey text inside it."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as MfaReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.directory.models.sign_ins import Method, Outcome

CODE = _("Code from the app")


def _say(form: forms.Form, name: str, label: Any, hint: Any = "") -> None:
    form.fields[name].label, form.fields[name].help_text = label, hint
    form.fields[name].widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):  # type: ignore[misc]
    """User name and password of an officer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "login", _("User name"))
        _say(self, "password", _("Password"))


class ProveAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something weighty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password", _("Password"))


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """The old password and twice the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "oldpassword", _("Current password"))
        _say(self, "password1", _("New password"), _("At least 12 characters; a short sentence is easy to remember."))
        _say(self, "password2", _("New password once more"))

    def clean(self) -> Any:
        """As the library does, in our words."""
        facts: dict[str, Any] = forms.Form.clean(self) or {}
        first, second = facts.get("password1"), facts.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("This is not the same as the new password above."))
        if first and first == facts.get("oldpassword"):
            self.add_error("password1", _("This is the password you have: choose another."))
        return facts


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """The code of the app, or a recovery code; a wrong one is written down among the sign-ins."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", CODE, _("6 digits from your authenticator app, or one of your recovery codes."))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"

    def clean_code(self) -> str:
        try:
            return str(super().clean_code())
        except ValidationError:
            get_adapter().write_down(context.request, self.user, Method.CODE, Outcome.REFUSED)
            raise


class CodeAgainForm(MfaReauthenticateForm):  # type: ignore[misc]
    """A code once more, before something weighty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", CODE, _("6 digits from your authenticator app, or one of your recovery codes."))


class FirstCodeForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code proves that the app was set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", _("Code that the app shows now"), _("6 digits; a new code comes every 30 seconds."))


class NewKeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A name for the key, to tell it from others."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "name", _("Name of the key"), _("For example: key of my office computer."))


class RenameKeyForm(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for the key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "name", _("Name of the key"))
