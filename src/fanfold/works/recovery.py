"""What an author typed and never saved, beside what is saved: whether they differ, and in what.

Opening a form offers it, taking it up fills the form; nothing here changes a row.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from fanfold import prose
from fanfold.people.models import Account
from fanfold.works import queries
from fanfold.works.fields import Fields, chapter_of, keys_in, last_of
from fanfold.works.forms import ChapterForm, DeskForm, DetailsForm
from fanfold.works.models import Chapter, Target, Unsaved, Work
from fanfold.works.text import ChapterText, with_plain_lines

# More notices than this above a form would bury it; the desk lists all.
OFFERED = 5
# What a form carries to say which state of things it was opened with.
_MARKS = ("based_on", "seen")


@dataclass(frozen=True)
class Form:
    """A form of the desk and what it is about: a new work, a work's details, a chapter."""

    target: Target
    by: Account
    work: Work | None = None
    chapter: Chapter | None = None

    def unsent(self) -> tuple[DeskForm, ...]:
        """The form as its page shows it before anything is typed."""
        if self.chapter is not None:
            return (ChapterForm(initial=ChapterForm.filled_from(self.chapter)),)
        if self.target == Target.NEW_CHAPTER:
            return (ChapterForm(),)
        if self.work is not None:
            return (DetailsForm(account=self.by, initial=DetailsForm.filled_from(self.work)),)
        return DetailsForm(account=self.by, new=True), ChapterForm()


@dataclass(frozen=True)
class Meanwhile:
    """That something else was saved since a form was opened: when, and by whom if that is known."""

    at: datetime
    by: str
    sentence: str

    def as_json(self) -> dict[str, object]:
        """For the module that keeps what is typed."""
        return {"at": self.at.isoformat(), "by": self.by, "sentence": self.sentence}


@dataclass(frozen=True)
class Difference:
    """A field that was typed otherwise than it stands in the form."""

    form: DeskForm
    name: str
    label: str
    there: Any
    typed: Any


def differences(fields: Fields, *forms: DeskForm) -> Iterator[Difference]:
    """What was typed otherwise than it stands in these forms, which are not sent yet."""
    data = MultiValueDict({name: list(values) for name, values in fields.items()})
    for form in forms:
        for name, field in form.fields.items():
            widget, sent = field.widget, form.add_prefix(name)
            if widget.is_hidden or widget.value_omitted_from_data(data, MultiValueDict(), sent):
                continue
            typed = widget.value_from_datadict(data, MultiValueDict(), sent)
            there = form.get_initial_for_field(field, name)
            if field.has_changed(
                with_plain_lines(there) if isinstance(there, str) else there, typed
            ):
                yield Difference(form, name, str(field.label), there, typed)


def opened(form: Form, *forms: DeskForm, key: str | None) -> dict[str, Any]:
    """What a page says above a form that is opened: `unsaved`, what was typed there and never
    saved, for taking up; and when `key` names one of them, what `_taken` says.

    `forms` are the page's own, not sent yet; taking up fills them.
    """
    own = queries.unsaved_in(form.target, by=form.by, work=form.work, chapter=form.chapter)
    taken = own.filter(key__in=keys_in(key or "")).first()
    others = [row for row in own[: OFFERED + 1] if row != taken][:OFFERED]
    context: dict[str, Any] = {
        "unsaved": [row for row in others if any(differences(row.fields, *forms))],
        "is_gone": bool(key) and taken is None,
    }
    return context | _taken(taken, form, *forms) if taken else context


def meanwhile(fields: Fields, form: Form, *forms: DeskForm) -> Meanwhile | None:
    """Who saved something else since `fields` were opened; None when all is as it was then."""
    others = {
        name
        for one in forms
        for name in _MARKS
        if name in one.initial and last_of(fields, one.add_prefix(name)) != str(one.initial[name])
    }
    if not others or form.work is None:
        return None
    if form.chapter is not None:
        return _last_saved(form.chapter, is_text="based_on" in others, reader=form.by)
    at = form.work.changed_at
    sentence = _("What is said about this work was changed from somewhere else (%(date)s).")
    return Meanwhile(at, "", sentence % {"date": _shown(at)})


def beside(chapter: Chapter, form: ChapterForm, *, reader: Account) -> dict[str, Any]:
    """For a page that refuses to overwrite: who saved the chapter meanwhile, and what differs.

    `form` is what was sent, and is valid.
    """
    current = chapter.current
    is_text = current is not None and form.cleaned_data["based_on"] != current.number
    return {
        "meanwhile": _last_saved(chapter, is_text=is_text, reader=reader),
        "comparison": _compared(chapter, form.text()),
    }


def address_of(unsaved: Unsaved) -> str:
    """The form that it was typed into, with nothing taken up yet."""
    names = {
        Target.NEW_WORK: "work_new",
        Target.DETAILS: "work_edit",
        Target.NEW_CHAPTER: "chapter_new",
        Target.CHAPTER: "chapter_edit",
    }
    ids = [pk for pk in (unsaved.work_id, unsaved.chapter_id) if pk is not None]
    return reverse(names[Target(unsaved.target)], args=ids)


def _taken(unsaved: Unsaved, form: Form, *forms: DeskForm) -> dict[str, Any]:
    """Fill the forms, and say what else is saved: `taken`, `meanwhile`, `theirs`, `comparison`.

    The forms keep their own marks: who has read what was saved meanwhile may write over it.
    """
    changed = list(differences(unsaved.fields, *forms))
    context: dict[str, Any] = {
        "taken": unsaved,
        "meanwhile": meanwhile(unsaved.fields, form, *forms),
    }
    if form.target in {Target.DETAILS, Target.CHAPTER}:
        saved = [one for one in changed if one.name in one.form.initial]
        context["theirs"] = [(one.label, _as_text(one.there)) for one in saved]
    if form.chapter is not None:
        context["comparison"] = _compared(form.chapter, chapter_of(unsaved.fields))
    for one in changed:
        one.form.initial[one.name] = one.typed
    for given in forms:
        if submission := last_of(unsaved.fields, given.add_prefix("submission")):
            given.initial["submission"] = submission
    return context


def _compared(chapter: Chapter, text: ChapterText) -> str:
    """What the text would change in the saved one, for `dressing`; empty when it is the same."""
    there = chapter.current.prose if chapter.current else ""
    typed = prose.clean(text.source, text.source_format).prose  # type: ignore[arg-type]
    if typed == there:
        return ""
    stretches = prose.show(prose.compare(there, typed), there)
    return "\n".join(stretch.html for stretch in stretches)


def _last_saved(chapter: Chapter, *, is_text: bool, reader: Account) -> Meanwhile:
    current = chapter.current
    if not is_text or current is None or current.made_by is None:
        at, login = chapter.changed_at, ""
        sentence = _("Chapter %(number)s was changed from somewhere else (%(date)s).")
    else:
        at, login = current.created_at, current.made_by.login
        sentence = (
            _("You saved chapter %(number)s from somewhere else (%(date)s).")
            if current.made_by == reader
            else _("%(login)s saved chapter %(number)s meanwhile (%(date)s).")
        )
    values = {"number": chapter.position, "date": _shown(at), "login": login}
    return Meanwhile(at, login, sentence % values)


def _shown(at: datetime) -> str:
    return formats.date_format(timezone.localtime(at), "Y-m-d H:i")


def _as_text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
