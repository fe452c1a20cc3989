"""Accounts and pen names, what an account was called before, and where it is signed in.

An account signs in; a pen name writes. No rule about works is here.
"""

import unicodedata
from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MinLengthValidator, RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Who has the works that their authors gave to the archive. Nobody can sign in as it.
ORPHAN_LOGIN = "orphan_account"

# Logins stand in addresses (/users/<login>), beside these words of the archive's own.
RESERVED_LOGINS = frozenset(
    {
        *("login", "logout", "signup", "password", "email", "settings", "confirm", "inactive"),
        *("reauthenticate", "me", "new", "edit", "admin", "administrator", "moderator"),
        *("archive", "archivist", "fanfold", ORPHAN_LOGIN, "anonymous"),
    }
)


def tidied(name: str) -> str:
    """A pen name as it is kept: characters composed, white space single and not at the ends."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def folded(name: str) -> str:
    """The form in which two spellings of one pen name are equal, whatever their case."""
    return unicodedata.normalize("NFC", tidied(name).casefold())


def refuse_reserved_login(login: str) -> None:
    """Raise ValidationError when the login is one of the archive's own words."""
    if login.casefold() in RESERVED_LOGINS:
        raise ValidationError(
            _("“%(login)s” is a word that the archive uses itself. Choose another login."),
            params={"login": login},
        )


def refuse_odd_pen_name(name: str) -> None:
    """Raise ValidationError unless the name is letters, digits, spaces, _ and - of any script,
    with at least one letter or digit (the rule that AO3's users know)."""
    kinds = [unicodedata.category(character) for character in name if character not in " -"]
    # Letters, the marks on them, digits and numerals, the underscore and its like.
    if not all(kind[0] in "LMN" or kind == "Pc" for kind in kinds) or not any(
        kind[0] in "LN" for kind in kinds
    ):
        raise ValidationError(
            _(
                "A pen name is made of letters, digits, spaces, underscores and hyphens, "
                "with at least one letter or digit."
            )
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
        error_messages={
            "unique": _("Somebody has this login already."),
            "max_length": _(
                "A login has up to %(limit_value)d characters; this has %(show_value)d."
            ),
        },
        validators=[
            RegexValidator(
                r"^[A-Za-z0-9][A-Za-z0-9_]*[A-Za-z0-9]\Z",
                _(
                    "A login is made of letters a–z, digits and underscores, "
                    "and begins and ends with a letter or digit."
                ),
            ),
            MinLengthValidator(
                3, _("A login has at least %(limit_value)d characters; this has %(show_value)d.")
            ),
            refuse_reserved_login,
        ],
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    is_active = models.BooleanField(default=True)
    is_archivist = models.BooleanField(default=False)
    # Whether the archive may note which chapters the person has read, for herself alone.
    keeps_history = models.BooleanField(default=True)
    # Whether others may ask her to write a work with them.
    accepts_invitations = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    # What she prefers. Empty: the archive's own zone.
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    opens_adult_works = models.BooleanField(default=False)
    opens_entire_works = models.BooleanField(default=False)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("login"),
                name="account_login_once",
                violation_error_message=_("Somebody has this login already."),
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="account_email_once",
                violation_error_message=_("Another account has this e-mail address already."),
            ),
            models.CheckConstraint(condition=~models.Q(login=""), name="account_has_login"),
        ]

    def __str__(self) -> str:
        return self.login

    @property
    def username(self) -> str:
        """The name under which Django's check of likely passwords asks for it."""
        return self.login

    @property
    def date_joined(self) -> Any:
        """The name under which allauth asks for it."""
        return self.created_at


class PenName(models.Model):
    """Who writes. An account has one or more, and exactly one of them is its default."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="pen_names")
    name = models.CharField(
        _("pen name"),
        max_length=40,
        validators=[refuse_odd_pen_name],
        error_messages={
            "max_length": _(
                "A pen name has up to %(limit_value)d characters; this has %(show_value)d."
            )
        },
    )
    # The case-folded name, made on saving: one comparison on every database, where lower() knows
    # more letters on one than on the other.
    folded = models.CharField(max_length=120, editable=False)
    about = models.TextField(
        _("about"),
        max_length=500,
        blank=True,
        # Django's TextField leaves the limit to forms; commands must keep it too.
        validators=[
            MaxLengthValidator(
                500, _("This text has up to %(limit_value)d characters; yours has %(show_value)d.")
            )
        ],
    )
    is_default = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-is_default", "name"]
        constraints = [
            models.UniqueConstraint(fields=["account", "folded"], name="pen_name_once_per_account"),
            models.UniqueConstraint(
                fields=["account"], condition=models.Q(is_default=True), name="one_default_pen_name"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="pen_name_not_empty"),
        ]
        indexes = [models.Index(fields=["folded"], name="pen_name_by_folded_name")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Keep the folded name beside the name, whoever saves."""
        self.folded = folded(self.name)
        if update_fields is not None and "name" in update_fields:
            update_fields = {*update_fields, "folded"}
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def byline(self) -> str:
        """The pen name, with the login behind it where they differ in more than spaces, signs and
        case."""
        name, login = ("".join(filter(str.isalnum, one)) for one in (self.name, self.account.login))
        if name.casefold() == login.casefold():
            return self.name
        return f"{self.name} ({self.account.login})"


class FormerLogin(models.Model):
    """A login that an account once had. It leads to the account, and is kept for it for good."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="former_logins")
    login = models.CharField(max_length=40)
    given_up_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("login"), name="former_login_once")]

    def __str__(self) -> str:
        return self.login


class SignIn(models.Model):
    """A browser that is signed in, in the few words by which a person knows it again.

    The session itself is Django's. Neither the whole network address nor what the browser says of
    itself is kept.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True, editable=False)
    browser = models.CharField(max_length=20, blank=True)
    system = models.CharField(max_length=20, blank=True)
    network = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField()
