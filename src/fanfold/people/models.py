"""Accounts and pen names. An account signs in; a pen name writes. No rule about works is here."""

from typing import Any, ClassVar

import regex
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Logins stand in addresses (/users/<login>), beside these words of the archive's own.
RESERVED_LOGINS = frozenset(
    "login logout signup password email settings confirm me new edit inactive reauthenticate "
    "admin administrator archive archivist moderator fanfold orphan_account anonymous".split()
)


def refuse_reserved_login(login: str) -> None:
    """Raise ValidationError when the login is one of the archive's own words."""
    if login.casefold() in RESERVED_LOGINS:
        raise ValidationError(_("“%(login)s” is a word that the archive uses itself."), params={"login": login})


def refuse_odd_pen_name(name: str) -> None:
    """Raise ValidationError unless the name is letters, digits, spaces, _ and - of any script,
    with at least one letter or digit (the rule that AO3's users know)."""
    if not regex.fullmatch(r"[\p{L}\p{M}\p{N}\p{Pc} \-]+", name) or not regex.search(r"[\p{L}\p{N}]", name):
        raise ValidationError(
            _("A pen name is made of letters, digits, spaces, underscores and hyphens, with at least one letter or digit.")
        )


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts and finds them by login, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account with this login; upper and lower case are the same."""
        return self.get(login__iexact=username)


class Account(AbstractBaseUser):
    """Who signs in. What readers see of a person is a pen name, never the account."""

    login = models.CharField(
        _("login"),
        max_length=40,
        unique=True,  # Django's check wants it beside the case-blind constraint below.
        validators=[
            RegexValidator(
                r"^[A-Za-z0-9][A-Za-z0-9_]*[A-Za-z0-9]\Z",
                _("A login is made of letters a–z, digits and underscores, and begins and ends with a letter or digit."),
            ),
            refuse_reserved_login,
        ],
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    is_active = models.BooleanField(default=True)
    is_archivist = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("login"), name="account_login_once", violation_error_message=_("Somebody has this login already.")
            ),
            models.CheckConstraint(condition=~models.Q(login=""), name="account_has_login"),
        ]

    def __str__(self) -> str:
        return self.login

    @property
    def date_joined(self) -> Any:
        """The name under which allauth asks for it."""
        return self.created_at


class PenName(models.Model):
    """Who writes. An account has one or more, and exactly one of them is its default."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="pen_names")
    name = models.CharField(_("pen name"), max_length=40, validators=[refuse_odd_pen_name])
    about = models.TextField(_("about"), max_length=500, blank=True)
    is_default = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-is_default", "name"]
        constraints = [
            models.UniqueConstraint("account", Lower("name"), name="pen_name_once_per_account"),
            models.UniqueConstraint(
                fields=["account"], condition=models.Q(is_default=True), name="one_default_pen_name"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="pen_name_not_empty"),
        ]
        indexes = [models.Index(Lower("name"), name="pen_name_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def byline(self) -> str:
        """The pen name, with the login behind it where they differ."""
        if self.name.casefold() == self.account.login.casefold():
            return self.name
        return f"{self.name} ({self.account.login})"
