"""Who may do what with a work. Answers only: no side effects, no exceptions."""

from django.contrib.auth.models import AnonymousUser

from fanfold.people.models import ORPHAN_LOGIN, Account, PenName
from fanfold.works.models import Creatorship, Invitation, ShownChanges, State, Work


def may_write(person: Account | AnonymousUser) -> bool:
    """Whether the person may post works at all."""
    return isinstance(person, Account) and person.is_active


def may_sign_as(person: Account | AnonymousUser, pen_name: PenName) -> bool:
    """Whether the person may write under the pen name: it is one of her own."""
    return may_write(person) and pen_name.account_id == person.pk


def may_see_likenesses(person: Account | AnonymousUser) -> bool:
    """Whether the person may see which texts of different people are alike."""
    return may_write(person) and isinstance(person, Account) and person.is_archivist


def may_restore(person: Account | AnonymousUser, work: Work) -> bool:
    """Whether the person may bring the work back from the bin: she is one of its authors."""
    rows = Work.with_deleted.filter(pk=work.pk)
    return may_write(person) and rows.written_by(person).exists()


def may_edit(person: Account | AnonymousUser, work: Work) -> bool:
    """Whether the person may change the work: she is one of its authors."""
    return may_write(person) and Work.objects.filter(pk=work.pk).written_by(person).exists()


def may_answer(person: Account | AnonymousUser, invitation: Invitation) -> bool:
    """Whether the person may accept or decline the invitation: she is the one who was asked."""
    return may_write(person) and invitation.invited_id == person.pk


def may_leave(person: Account | AnonymousUser, work: Work) -> bool:
    """Whether the person may stop being an author of the work: somebody else is one, too, and not
    only the archive."""
    others = Creatorship.objects.filter(work=work).exclude(pen_name__account__login=ORPHAN_LOGIN)
    return may_edit(person, work) and others.exclude(pen_name__account=person.pk).exists()


def may_orphan(person: Account | AnonymousUser, work: Work) -> bool:
    """Whether the person may give her part of the work to the archive: readers have the work. What
    nobody reads would only be lost there."""
    return may_edit(person, work) and work.state == State.PUBLISHED


def may_see_changes(person: Account | AnonymousUser, work: Work) -> bool:
    """Whether the person may compare texts of the work: its authors may compare all, and its
    readers those that they could read, when its authors let them."""
    readable = Work.objects.visible_to(person).filter(
        pk=work.pk, state=State.PUBLISHED, shows_changes=ShownChanges.COMPARISON
    )
    return readable.exists() or may_edit(person, work)


def may_keep_unsaved(person: Account | AnonymousUser, work: Work | None) -> bool:
    """Whether what the person types is kept before she saves it: wherever she could save it."""
    return may_write(person) if work is None else may_edit(person, work)
