"""People around a work: who is asked to write it too, and who is credited without an account."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

CREDIT_NAME_LIMIT = 100
CREDIT_ADDRESS_LIMIT = 500


class Invitation(models.Model):
    """Somebody is asked to be an author of a work. It is gone once it is answered or taken back:
    only a Creatorship makes an author."""

    work = models.ForeignKey("works.Work", on_delete=models.CASCADE, related_name="invitations")
    invited = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    invited_by = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["work", "invited"], name="invited_once_per_work")
        ]

    def __str__(self) -> str:
        return f"{self.invited_id} to {self.work_id}"


class Credit(models.Model):
    """Somebody had a part in a work without being one of its authors here: a name as plain text."""

    class Role(models.TextChoices):
        """What the person did."""

        AUTHOR = "author", _("Author")
        ARTIST = "artist", _("Artist")
        BETA = "beta", _("Beta reader")
        EDITOR = "editor", _("Editor")
        TRANSLATOR = "translator", _("Translator")
        NARRATOR = "narrator", _("Narrator")
        ADVISER = "adviser", _("Adviser")
        THANKS = "thanks", _("Thanks to")

    work = models.ForeignKey("works.Work", on_delete=models.CASCADE, related_name="credits")
    name = models.CharField(_("name"), max_length=CREDIT_NAME_LIMIT)
    role = models.CharField(_("part"), max_length=10, choices=Role)
    # Spelt by formats.book.wording.web_address, http or https; or empty.
    address = models.CharField(_("web address"), max_length=CREDIT_ADDRESS_LIMIT, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["work", "role", "name"], name="credited_once_per_role"),
            models.CheckConstraint(condition=~Q(name=""), name="credit_has_name"),
            models.CheckConstraint(
                condition=Q(
                    role__in=[
                        *("author", "artist", "beta", "editor"),
                        *("translator", "narrator", "adviser", "thanks"),
                    ]
                ),
                name="credit_role_known",
            ),
            models.CheckConstraint(
                condition=Q(address="")
                | Q(address__startswith="https://")
                | Q(address__startswith="http://"),
                name="credit_address_of_the_web",
            ),
        ]

    def __str__(self) -> str:
        return self.name
