"""The rich-text editor's vocabulary is the cleaner's, and its bundle is made of today's sources.

Without node and without a browser; what it does to a text is in tests/journeys/test_rich_text.py.
"""

import hashlib
import json
import os
import re
from pathlib import Path

from fanfold.prose import vocabulary

PROJECT = Path(__file__).parents[1]
EDITOR = PROJECT / "editor"
BUNDLE = PROJECT / "src" / "fanfold" / "works" / "static" / "works" / "editor.js"
VOCABULARY = EDITOR / "vocabulary.json"
# A page's whole style weighs 13 kB on the wire: an editor must not weigh the same ten times over.
HEAVIEST = 100_000


def kind_of(name: str) -> str:
    """What the editor makes of an element."""
    if name in {"br", "hr"}:
        return "void"
    if name in vocabulary.INLINE:
        return "inline"
    return "container" if name in vocabulary.CONTAINERS else "line"


def attributes_of(name: str) -> list[str]:
    """The attributes of an element, in the order in which the cleaner writes them."""
    listed = vocabulary.ATTRIBUTES.get(name, set()) | ({"type"} if name == "ol" else set())
    language = [one for one in ("lang", "dir") if one in listed]
    own = sorted(listed - {"lang", "dir", "id"})
    first, then = (language, own) if name in vocabulary.INLINE else (own, language)
    return [*first, *then, *(["id"] if "id" in listed else [])]


def derived() -> str:
    """The vocabulary as the editor reads it."""
    elements = {
        name: {
            "kind": kind_of(name),
            "attributes": attributes_of(name),
            "classes": sorted(vocabulary.CLASSES_OF.get(name, set())),
        }
        for name in sorted(vocabulary.ELEMENTS)
    }
    shown = {
        "from": "src/fanfold/prose/vocabulary.py, by tests/test_the_editor.py",
        "elements": elements,
        "tight": sorted(vocabulary.TIGHT),
        "merging": sorted(vocabulary.MERGING),
    }
    return json.dumps(shown, indent=1) + "\n"


def test_the_editors_vocabulary_is_the_cleaners() -> None:
    """FANFOLD_WRITE_GOLDEN=1 writes it anew; then `make editor`."""
    if os.environ.get("FANFOLD_WRITE_GOLDEN"):
        VOCABULARY.write_text(derived(), encoding="utf-8")
    assert VOCABULARY.read_text(encoding="utf-8") == derived()


def test_the_bundle_is_made_of_todays_sources() -> None:
    """As editor/build.mjs counts: names and contents, in order. When this fails: `make editor`."""
    names = [f"src/{path.name}" for path in (EDITOR / "src").iterdir()]
    names += ["build.mjs", "package-lock.json", "tsconfig.json", "vocabulary.json"]
    digest = hashlib.sha256()
    for name in sorted(names):
        digest.update(f"{name}\0{(EDITOR / name).read_text(encoding='utf-8')}\0".encode())
    made_of = re.search(r"sources sha256 ([0-9a-f]{64})", BUNDLE.read_text(encoding="utf-8"))
    assert made_of
    assert made_of[1] == digest.hexdigest(), "The bundle is older than editor/: run make editor."


def test_the_bundle_names_what_is_in_it() -> None:
    """The MIT licence wants its notice kept; every package that is not for building has a line."""
    locked = json.loads((EDITOR / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    banner = BUNDLE.read_text(encoding="utf-8").partition("*/")[0]
    shipped = [path for path, about in locked.items() if path and not about.get("dev")]
    assert len(shipped) > 5
    for path in shipped:
        line = rf"^{re.escape(path.removeprefix('node_modules/'))} [\d.]+: Copyright"
        assert re.search(line, banner, re.MULTILINE), path
    assert "The above copyright notice and this permission notice shall be included" in banner
