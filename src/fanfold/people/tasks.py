"""What the clock does for people: it forgets sign-ins that have ended."""

from datetime import datetime

from fanfold.house.clock import every
from fanfold.people import commands


@every(days=1)
def forget_ended_sign_ins(now: datetime) -> None:  # noqa: ARG001 - sessions end by themselves
    """Forget browsers that are no longer signed in."""
    commands.forget_ended_sign_ins()
