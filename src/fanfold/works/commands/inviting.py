"""Co-authors are asked, and become authors when they accept. Nobody does without."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fanfold.kit.errors import Refused
from fanfold.kit.events import announce
from fanfold.people.models import ORPHAN_LOGIN, Account, PenName
from fanfold.works import policies
from fanfold.works.commands.claims import claim
from fanfold.works.commands.signing import MOST_AUTHORS, names_under, put_names_under
from fanfold.works.events import CoAuthorInvited
from fanfold.works.models import Invitation, Work


def invite(work: Work, invited: Account, *, by: Account, at: datetime) -> Invitation:
    """Ask somebody to be an author of the work. Asking twice is asking once.

    Refused for an author, oneself, whoever takes no invitations or cannot sign in, and when the
    work has as many authors and invitations as it can have.
    """
    with transaction.atomic():
        work = claim(work, by=by)
        if invited.pk == by.pk:
            raise Refused(_("You are an author of this work already."))
        if names_under(work, of=invited):
            raise Refused(
                _("“%(login)s” is an author of this work already.") % {"login": invited.login}
            )
        if made := work.invitations.filter(invited=invited).first():
            return made
        if not invited.is_active or invited.login == ORPHAN_LOGIN:
            raise Refused(
                _("Nobody can be reached at the account “%(login)s”.") % {"login": invited.login}
            )
        if not invited.accepts_invitations:
            raise Refused(_("“%(login)s” takes no invitations.") % {"login": invited.login})
        if len(names_under(work)) + work.invitations.count() >= MOST_AUTHORS:
            raise Refused(
                _("A work has at most %(limit)s authors, and people who are asked to be one.")
                % {"limit": MOST_AUTHORS}
            )
        made = Invitation.objects.create(work=work, invited=invited, invited_by=by, created_at=at)
        announce(CoAuthorInvited(made.pk))
    return made


def withdraw_invitation(invitation: Invitation, *, by: Account) -> None:
    """Take an invitation back; every author of the work may. Doing it twice is doing it once."""
    with transaction.atomic():
        work = claim(invitation.work, by=by)
        work.invitations.filter(pk=invitation.pk).delete()


def accept_invitation(
    invitation: Invitation, pen_name: PenName, *, by: Account, at: datetime
) -> Work:
    """Become an author of the work under this pen name of one's own, the last of the byline.

    A second click finds her an author already. Refused when it was answered or taken back.
    """
    if not policies.may_sign_as(by, pen_name):
        raise Refused(_("A work is signed by one of your own pen names."))
    with transaction.atomic():
        work = _hold(invitation, by=by)
        if names_under(work, of=by):
            work.invitations.filter(invited=by).delete()
            return work
        if not work.invitations.filter(pk=invitation.pk).exists():
            raise Refused(_("This invitation is answered already, or was taken back."))
        put_names_under(work, [*names_under(work), pen_name.pk], at=at)
        work.invitations.filter(invited=by).delete()
    return work


def decline_invitation(invitation: Invitation, *, by: Account) -> None:
    """Say no. Nobody is told, and doing it twice is doing it once."""
    with transaction.atomic():
        work = _hold(invitation, by=by)
        work.invitations.filter(pk=invitation.pk).delete()


def _hold(invitation: Invitation, *, by: Account) -> Work:
    """The work's fresh row, locked, for the person who was asked: she is no author of it yet."""
    if not policies.may_answer(by, invitation):
        raise Refused(_("Only whoever was invited can answer this invitation."))
    rows = Work.with_deleted.select_for_update(of=("self",))
    work = rows.filter(pk=invitation.work_id, deleted_at=None).first()
    if work is None:
        raise Refused(_("This invitation is answered already, or was taken back."))
    return work
