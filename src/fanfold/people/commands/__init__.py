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
from fanfold.people.commands.opening import open_archive
from fanfold.people.commands.orphans import orphan_pen_name
from fanfold.people.commands.pen_names import (
    add_pen_name,
    edit_about,
    make_default,
    rename_pen_name,
)

__all__ = [
    "accept_invitations",
    "add_pen_name",
    "change_email",
    "create_account",
    "edit_about",
    "give_address_to",
    "keep_history",
    "make_default",
    "open_archive",
    "orphan_pen_name",
    "rename_pen_name",
    "set_password",
    "set_role",
]
