"""The roles an officer may hold in a body (glossary: one word each)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What an officer does in a body; rulebook B.2."""

    RECEPTION_OFFICER = "reception_officer", _("reception officer")
    RETURN_OFFICER = "return_officer", _("return officer")
    CASE_OFFICER = "case_officer", _("case officer")
    DIVISION_HEAD = "division_head", _("division head")
    SIGNATORY = "signatory", _("signatory")
    RECORDS_CLERK = "records_clerk", _("records clerk")
    ONE_STOP_HEAD = "one_stop_head", _("head of the one-stop unit")
    HEAD = "head", _("head of the body")
    CASHIER = "cashier", _("cashier")
    PROCEDURE_CONTROL = "procedure_control", _("procedure control officer")
    ADMINISTRATOR = "administrator", _("administrator")
    INSPECTOR = "inspector", _("inspector")


COUNTER_ROLES = frozenset({Role.RECEPTION_OFFICER, Role.RETURN_OFFICER, Role.ONE_STOP_HEAD})
DESK_ROLES = frozenset(
    {Role.CASE_OFFICER, Role.DIVISION_HEAD, Role.SIGNATORY, Role.RECORDS_CLERK, Role.HEAD, Role.ONE_STOP_HEAD}
)
BOARD_ROLES = frozenset(
    {Role.HEAD, Role.ONE_STOP_HEAD, Role.DIVISION_HEAD, Role.SIGNATORY, Role.PROCEDURE_CONTROL, Role.INSPECTOR}
)
CONSOLE_ROLES = frozenset({Role.ADMINISTRATOR, Role.PROCEDURE_CONTROL})  # in a body of the province's own level
PROVINCE_WIDE = frozenset({Role.PROCEDURE_CONTROL, Role.INSPECTOR})  # read every dossier of the province
DELEGABLE = frozenset(DESK_ROLES - {Role.ONE_STOP_HEAD})  # what the law lets an agency do on somebody's behalf
