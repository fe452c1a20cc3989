"""One-time links that a person is handed outside a page: printed by the shell."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.people.models import ORPHAN_LOGIN, Account

# Where `fanfold serve` answers while the host has not said otherwise.
_AT_HOME = "http://127.0.0.1:8000"


def password_link(account: Account) -> str:
    """An address at which the account's password can be set, once, within Django's
    PASSWORD_RESET_TIMEOUT (three days). A new password or a new sign-in makes it stale. Refused
    for the account that holds orphaned works."""
    if account.login == ORPHAN_LOGIN:
        raise Refused(_("Nobody can sign in as “%(login)s”.") % {"login": account.login})
    path = reverse(
        "account_reset_password_from_key",
        args=[user_pk_to_url_str(account), default_token_generator.make_token(account)],
    )
    return f"{settings.PUBLIC_URL or _AT_HOME}{path}"
