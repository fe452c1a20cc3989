"""Control characters in a text: no page can show them, so they are left out and counted."""

import re

from fanfold.kit.findings import Finding

__all__ = ["without_controls"]

# Tabs, line breaks of every kind and page breaks mean something.
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1f\x7f]")


def without_controls(text: str) -> tuple[str, list[Finding]]:
    """The text without NUL, BEL, ESC and the like, and what to tell of it."""
    findings = []
    if nuls := text.count("\0"):
        findings.append(Finding("nul_characters", {"count": nuls}))
        text = text.replace("\0", "")
    if others := len(_CONTROLS.findall(text)):
        findings.append(Finding("control_characters", {"count": others}))
        text = _CONTROLS.sub("", text)
    return text, findings
