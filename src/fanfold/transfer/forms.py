"""The import page's form: a file, who signs it, and what to do with it."""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from fanfold.people.models import Account, PenName
from fanfold.transfer.sentences import too_large
from fanfold.works.models import TITLE_LIMIT, Work


class ImportForm(forms.Form):
    """One story file, and the few things that the file may not say."""

    file = forms.FileField(
        label=_("Story file"),
        help_text=_(
            "Plain text, Markdown, HTML, Word (.docx), OpenDocument (.odt) or RTF. "
            "It is read here and now; "
            "you see what was understood before anybody else sees the story."
        ),
    )
    pen_name = forms.ModelChoiceField(
        label=_("Pen name"), queryset=PenName.objects.none(), empty_label=None
    )
    into = forms.ModelChoiceField(
        label=_("Add to"),
        queryset=Work.objects.none(),
        required=False,
        empty_label=_("A new work"),
        help_text=_(
            "The chapters of the file can go behind the last chapter of a work that you have."
        ),
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=TITLE_LIMIT,
        required=False,
        help_text=_("Only if the file does not say it."),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("submission", uuid.uuid4())
        super().__init__(*args, **kwargs)
        pen_names = self.fields["pen_name"]
        works = self.fields["into"]
        assert isinstance(pen_names, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        assert isinstance(works, forms.ModelChoiceField)  # noqa: S101
        pen_names.queryset = PenName.objects.filter(account=account)
        pen_names.initial = account.pen_names.filter(is_default=True).first()
        works.queryset = Work.objects.written_by(account).order_by("title")
        works.widget.attrs["autocomplete"] = "off"

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse by size before anything is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is not None and file.size > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(too_large(file.size))
        return file
