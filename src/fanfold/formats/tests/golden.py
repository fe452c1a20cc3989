"""A document as golden files show it: what is empty in most of them is left out."""

import json
from dataclasses import asdict
from typing import Any

from fanfold.formats import CODES, Document

__all__ = ["shown"]


def shown(document: Document) -> dict[str, Any]:
    """The document as JSON would have it; fails when a finding lacks a value that it names."""
    for finding in (*document.warnings, *document.questions):
        CODES[finding.code].format(**finding.values)
    out = {**asdict(document), "headers": dict(document.headers)}
    out["warnings"] = [[item.code, dict(item.values)] for item in document.warnings]
    out["questions"] = [[item.code, dict(item.values)] for item in document.questions]
    for absent in ("chapters", "saved", "comments", "notes", "endnotes", "questions"):
        if not out[absent]:
            del out[absent]
    for chapter in out.get("chapters", ()):
        for absent in ("file", "number", "part", "headers"):
            if not chapter[absent]:
                del chapter[absent]
    return json.loads(json.dumps(out, default=str))  # type: ignore[no-any-return]
