"""What a person typed into any of the desk's forms, so that it can be given back to her."""

from collections.abc import Iterator

from django.http import QueryDict

from fanfold.works.forms.authors import CreditForm, InviteForm
from fanfold.works.forms.chapters import ChapterForm
from fanfold.works.forms.details import DetailsForm
from fanfold.works.forms.states import PullForm
from fanfold.works.forms.words import Words
from fanfold.works.text import with_plain_lines


def typed_in(data: QueryDict) -> Iterator[tuple[str, str]]:
    """Label and text of everything that a person typed into the desk's forms."""
    plain = (DetailsForm, PullForm, InviteForm, CreditForm)
    for prefix, form in (("chapter-", ChapterForm), *(("", form) for form in plain)):
        for name, field in form.base_fields.items():
            typed = data.get(prefix + name, "")
            if isinstance(field, Words) and typed.strip():
                yield str(field.label), with_plain_lines(typed)
