"""What can be done to accounts and pen names: one verb, one function, one transaction."""

from fanfold.people.commands.accounts import (
    accept_invitations,
    change_email,
    create_account,
    give_address_to,
    keep_history,
    set_password,
    set_role,
)
from fanfold.people.commands.logins import change_login, refuse_given_up
from fanfold.people.commands.opening import open_archive
from fanfold.people.commands.orphans import orphan_pen_name
from fanfold.people.commands.pen_names import (
    add_pen_name,
    edit_about,
    make_default,
    rename_pen_name,
)
from fanfold.people.commands.preferences import set_preferences
from fanfold.people.commands.second_factors import remove_second_factors, spend_app_code
from fanfold.people.commands.sign_ins import (
    carry_on,
    end_other_sign_ins,
    end_sign_in,
    forget_ended_sign_ins,
    note_sign_in,
)

__all__ = [
    "accept_invitations",
    "add_pen_name",
    "carry_on",
    "change_email",
    "change_login",
    "create_account",
    "edit_about",
    "end_other_sign_ins",
    "end_sign_in",
    "forget_ended_sign_ins",
    "give_address_to",
    "keep_history",
    "make_default",
    "note_sign_in",
    "open_archive",
    "orphan_pen_name",
    "refuse_given_up",
    "remove_second_factors",
    "rename_pen_name",
    "set_password",
    "set_preferences",
    "set_role",
    "spend_app_code",
]
