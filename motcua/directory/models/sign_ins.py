"""Sign-ins that happened and that were refused: each person may read their own."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.directory.models.accounts import Account


class Method(models.TextChoices):
    """How somebody proved who they are."""

    E_ID = "e_id", _("VNeID account")
    PASSWORD = "password", _("password")
    CODE = "code", _("password and code from the app")
    KEY = "key", _("password and security key")
    RECOVERY_CODE = "recovery_code", _("password and recovery code")


class Outcome(models.TextChoices):
    OPENED = "opened", _("signed in")
    REFUSED = "refused", _("sign-in refused")


class SignIn(models.Model):
    """One attempt on an account; the network is a prefix and the browser a family, which is enough to recognise."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sign_ins")
    at = models.DateTimeField()
    method = models.CharField(max_length=20, choices=Method)
    outcome = models.CharField(max_length=10, choices=Outcome)
    network = models.CharField(max_length=45, blank=True)
    browser = models.CharField(max_length=20, blank=True)
    session = models.CharField(max_length=40, blank=True)  # while it may still be open, to end it from elsewhere

    class Meta:
        indexes = [models.Index(fields=["account", "-at"], name="sign_in_of_account")]

    def __str__(self) -> str:
        return f"sign-in {self.pk}"
