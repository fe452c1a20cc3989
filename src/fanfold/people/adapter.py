"""How allauth's accounts fit this house: who may sign up, our words, whose address it is, mail."""

import logging
import smtplib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal import flows  # noqa: F401 - its circle of imports must begin here
from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage
from allauth.core import context as current
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest  # noqa: TID251 - allauth's adapters are handed the request
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fanfold.house import profile
from fanfold.kit.errors import Refused, Unavailable
from fanfold.people import commands, policies

log = logging.getLogger(__name__)

# What the person waits for in her mailbox. Without it she cannot go on, so a failure is told.
_AWAITED = ("email_confirmation", "account_already_exists")


class ConfirmAddressStage(EmailVerificationStage):  # type: ignore[misc]
    """allauth's stop at sign-in until the address is confirmed; an account without one passes."""

    def handle(self) -> Any:
        """Let through whoever has no address to confirm: accounts made from the shell."""
        account = self.login.user
        if account and not (
            account.email or EmailAddress.objects.filter(user_id=account.pk).exists()
        ):
            return None, True
        return super().handle()


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's questions, answered."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "duplicate_email": gettext_lazy("You have given this address already."),
        "email_password_mismatch": gettext_lazy(
            "No account fits this login or address and this password. Check both and try again."
        ),
        "username_password_mismatch": gettext_lazy(
            "No account fits this login or address and this password. Check both and try again."
        ),
        "email_taken": gettext_lazy(
            "This address cannot be used for a new account. If it is yours, sign in instead."
        ),
        "enter_current_password": gettext_lazy("This is not your current password."),
        "incorrect_password": gettext_lazy("This is not your current password."),
        "too_many_login_attempts": gettext_lazy(
            "That was tried too often. Wait five minutes, then try again."
        ),
        "username_taken": gettext_lazy("Somebody has this login already."),
        "username_blacklisted": gettext_lazy("This login cannot be used. Choose another."),
        "rate_limited": gettext_lazy("That was tried too often. Wait a few minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether this person may sign up."""
        return policies.may_sign_up(request.user)

    def is_safe_url(self, url: str) -> bool:
        """Whether `next` leads to this very host: other hosts that the archive answers to do not
        count, and nothing else on the web does."""
        request = current.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that rates are counted for, behind as many proxies as the host has said."""
        behind = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",")]
        if 0 < settings.TRUSTED_PROXIES <= len(behind) and behind[-settings.TRUSTED_PROXIES]:
            return behind[-settings.TRUSTED_PROXIES]
        # A web server on a Unix socket has no address to tell: then all share one rate.
        return str(request.META.get("REMOTE_ADDR") or "unknown")

    def get_login_stages(self) -> list[str]:
        """What stands between a right password and being signed in."""
        return [
            "fanfold.people.adapter.ConfirmAddressStage",
            "allauth.mfa.stages.AuthenticateStage",
        ]

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """A login for a new account: one that somebody gave up is still hers."""
        login = str(super().clean_username(username, shallow))
        try:
            commands.refuse_given_up(login)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return login

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Back to the settings, at the password."""
        return f"{reverse('account_settings')}#password"

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:  # noqa: ARG002
        """A member goes back to her settings, somebody new to the door."""
        if self.request.user.is_authenticated:
            return f"{reverse('account_settings')}#email"
        return reverse("account_login")

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Confirm the address, for the one who proved it, against those who only claimed it."""
        commands.give_address_to(email_address.user, email=email_address.email)
        return bool(super().confirm_email(request, email_address))

    def format_email_subject(self, subject: str) -> str:
        """The subject alone: it names the archive in its own words."""
        return str(subject)

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """A mail in our words; every one may name the archive and its address."""
        request = context.get("request")
        home = request.build_absolute_uri(reverse("home")) if request else settings.PUBLIC_URL
        named = {**context, "archive_name": profile.current().name, "archive_url": home}
        mail: EmailMessage = super().render_mail(template_prefix, email, named, headers)
        return mail

    def send_from_shell(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send news of what the archivist did, where there is no request. One that cannot be sent
        is only logged: it has happened."""
        try:
            self.render_mail(template_prefix, email, context).send()
        except (OSError, smtplib.SMTPException) as error:
            log.error("mail_not_sent", extra={"mail": template_prefix, "reason": str(error)})

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one mail. A mail server that does not answer is told to the person where she
        cannot go on without the mail; news of a change that has happened is only logged."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, smtplib.SMTPException) as error:
            log.error("mail_not_sent", extra={"mail": template_prefix, "reason": str(error)})
            if template_prefix.rpartition("/")[2].startswith(_AWAITED):
                raise Unavailable(
                    _(
                        "The archive could not send its mail just now. Nothing is lost: sign in "
                        "in a few minutes, and it sends the mail again."
                    )
                ) from error
