"""How allauth's second factors fit this house: names that people know, secrets that are not kept in
the clear, and at which addresses passkeys work."""

import base64
import io
import ipaddress
from urllib.parse import urlsplit

import qrcode
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from qrcode.image.svg import SvgPathFillImage

from fanfold.house import profile
from fanfold.kit.errors import Unavailable
from fanfold.people.models import Account


def passkeys_work_at(address: str) -> bool:
    """Whether browsers make passkeys for this address: with https, or on the machine itself under
    the name localhost. A bare number is never enough (WebAuthn level 3, §5.1.3 and §13.4.9)."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return parts.scheme == "https"
    return False


def encrypted(text: str) -> str:
    """The text as only the archive's key (FANFOLD_SECRET_KEY) opens it again."""
    return _box().encrypt(text.encode()).decode("ascii")


def decrypted(text: str) -> str:
    """What `encrypted` made the text of. Unavailable, with a sentence for its owner, when that was
    done with another key."""
    try:
        return _box().decrypt(text.encode()).decode()
    except InvalidToken as error:
        raise Unavailable(
            _(
                "This archive’s secret key has been changed, so it cannot check your codes any "
                "more. A passkey still works. Otherwise ask the archivist to remove your second "
                "factor."
            )
        ) from error


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth's questions about second factors, answered."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_generate_recovery_codes": gettext_lazy(
            "Recovery codes go with an authenticator app or a passkey. Set up one of them first."
        ),
        "incorrect_code": gettext_lazy(
            "This code is not right, or it was used before. Wait until your app shows the next "
            "one, and type that."
        ),
    }

    def encrypt(self, text: str) -> str:
        """As it stands in the database."""
        return encrypted(text)

    def decrypt(self, encrypted_text: str) -> str:
        """As it is worked with."""
        return decrypted(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """The drawing that an app's camera reads, dark on white whatever the page's colours."""
        drawn = io.BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(drawn)
        return drawn.getvalue().decode()

    def generate_authenticator_name(self, user: Account, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        """What a passkey is called when she calls it nothing."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}

    def _get_user_identifier(self, user: Account) -> str:
        """The login, in apps and in browsers' lists of passkeys: an address is never shown."""
        return user.login

    def _get_site_name(self) -> str:
        return profile.current().name


def _box() -> Fernet:
    """Made anew each time: what is derived from the key lives no longer than it is needed."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"fanfold.people.second_factor")
    return Fernet(base64.urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode())))
