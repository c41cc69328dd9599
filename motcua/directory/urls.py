"""Addresses of the sign-in and of one's own account; a library page that is not listed here does not exist."""

from allauth.account import views as accounts
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as apps
from allauth.mfa.webauthn import views as keys
from django.urls import include, path
from django.views.generic import RedirectView

from motcua.directory.access import for_officers, open_to_all
from motcua.directory.views import account, entrance

of_officers = for_officers(set())

# The library looks these names up itself, so they stand outside any namespace.
library = [
    path("login/", open_to_all(entrance.SignInView.as_view()), name="account_login"),
    path("logout/", open_to_all(accounts.LogoutView.as_view()), name="account_logout"),
    path("inactive/", open_to_all(accounts.AccountInactiveView.as_view()), name="account_inactive"),
    path("reauthenticate/", of_officers(accounts.ReauthenticateView.as_view()), name="account_reauthenticate"),
    path("password/change/", of_officers(account.NewPasswordView.as_view()), name="account_change_password"),
    path("2fa/", of_officers(RedirectView.as_view(pattern_name="directory:account")), name="mfa_index"),
    path("2fa/authenticate/", open_to_all(factors.AuthenticateView.as_view()), name="mfa_authenticate"),
    path("2fa/reauthenticate/", of_officers(factors.ReauthenticateView.as_view()), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", of_officers(apps.ActivateTOTPView.as_view()), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", of_officers(apps.DeactivateTOTPView.as_view()), name="mfa_deactivate_totp"),
    path(
        "2fa/recovery-codes/",
        of_officers(recovery_codes.ViewRecoveryCodesView.as_view()),
        name="mfa_view_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/generate/",
        of_officers(recovery_codes.GenerateRecoveryCodesView.as_view()),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/webauthn/", of_officers(RedirectView.as_view(pattern_name="directory:account")), name="mfa_list_webauthn"
    ),
    path("2fa/webauthn/add/", of_officers(keys.AddWebAuthnView.as_view()), name="mfa_add_webauthn"),
    path(
        "2fa/webauthn/reauthenticate/",
        of_officers(keys.ReauthenticateWebAuthnView.as_view()),
        name="mfa_reauthenticate_webauthn",
    ),
    path("2fa/webauthn/keys/<int:pk>/edit/", of_officers(keys.EditWebAuthnView.as_view()), name="mfa_edit_webauthn"),
    path(
        "2fa/webauthn/keys/<int:pk>/remove/", of_officers(account.RemoveKeyView.as_view()), name="mfa_remove_webauthn"
    ),
]
own = [
    path("welcome/", entrance.welcome, name="welcome"),
    path("account/", account.my_account, name="account"),
    path("account/other-sign-ins/end/", account.end_elsewhere, name="end-elsewhere"),
    path("account/second-factor/", account.second_factor, name="second-factor"),
]
urlpatterns = [path("accounts/", include(library)), path("", include((own, "directory")))]
