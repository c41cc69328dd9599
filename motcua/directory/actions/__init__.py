"""Every change to the directory: one verb, one transaction, one fact."""

from motcua.directory.actions.accounts import close_account, enrol_officer, give_password, reset_second_factor
from motcua.directory.actions.bodies import (
    NewBody,
    OfficeDetails,
    change_body_code,
    change_office,
    close_body,
    open_body,
)
from motcua.directory.actions.calendar import (
    add_calendar_day,
    import_days,
    remove_calendar_day,
    set_office_hours,
    swap_days,
)
from motcua.directory.actions.delegations import delegate, revoke_delegation
from motcua.directory.actions.organisations import end_representative, name_representative, register_organisation
from motcua.directory.actions.people import (
    correct_person,
    register_person,
    reveal_number,
    update_contacts,
)
from motcua.directory.actions.posts import appoint, end_post, substitute

__all__ = [
    "NewBody",
    "OfficeDetails",
    "add_calendar_day",
    "appoint",
    "change_body_code",
    "change_office",
    "close_account",
    "close_body",
    "correct_person",
    "delegate",
    "end_post",
    "end_representative",
    "enrol_officer",
    "give_password",
    "import_days",
    "name_representative",
    "open_body",
    "register_organisation",
    "register_person",
    "remove_calendar_day",
    "reset_second_factor",
    "reveal_number",
    "revoke_delegation",
    "set_office_hours",
    "substitute",
    "swap_days",
    "update_contacts",
]
