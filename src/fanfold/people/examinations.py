"""What the doctor looks at in accounts: whether second factors can still be checked."""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fanfold.house.doctor import Finding, Level, examines
from fanfold.kit.errors import Unavailable
from fanfold.people.second_factor import decrypted


@examines(gettext_lazy("Second factors"))
def codes_of_another_key(*, fix: bool) -> Iterator[Finding]:  # noqa: ARG001 - its owner must say
    """The archive's key opens the secrets of codes."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
    locked = set()
    for one in Authenticator.objects.filter(type__in=kinds).select_related("user").iterator():
        try:
            decrypted(one.data.get("secret") or one.data["seed"])
        except Unavailable:
            locked.add(one.user.login)
    if locked:
        names = sorted(locked)
        yield Finding(
            Level.ERROR,
            _(
                "The second factors of %(logins)s were made with another secret key, so no code "
                "fits. Put the old key back, or `fanfold admin second-factor LOGIN remove`."
            )
            % {"logins": ", ".join(names[:10]) + (" …" if len(names) > 10 else "")},
        )
