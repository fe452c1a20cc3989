"""Story files of each kind that are called by attacks and full of them."""

import io
import re
from collections.abc import Iterable, Iterator

import docx
from tests.hostile.attacks import ATTACKS, FAMILIES

__all__ = ["story_files"]


def word_file(texts: Iterable[str]) -> bytes:
    """A document of Word with a paragraph for each text, its properties the first ones."""
    document = docx.Document()
    shown = [re.sub("[^\t\n -\ud7ff\ue000-\ufffd]", "", text) for text in texts]
    properties = document.core_properties
    properties.title, properties.author = shown[0][:200], shown[1][:200]
    for number, text in enumerate(shown):
        document.add_heading(f"Chapter {number + 1}: {text[:100]}", 1)
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def story_files() -> Iterator[tuple[str, bytes]]:
    """Files of each kind, called by attacks and full of them."""
    chapters = "".join(f"Chapter {n}: {text}\n\n{text}\n\n" for n, text in enumerate(ATTACKS, 1))
    front = 'Title: "onclick="alert(1)\n\nAuthor: \'><img src=x onerror=alert(1)>\n\nA/N: ${x}\n\n'
    matter = f"---\ntitle: {ATTACKS[0]}\nauthor: {ATTACKS[1]}\n---\n\n"
    page = "<html lang='\"onclick=alert(1)'><title>{0}</title><meta name=author content='{0}'>"
    texts = {
        '"onclick="alert(1).txt': front + chapters,
        "<img src=x onerror=alert(1)>.md": chapters,
        "javascript:alert(1).md": matter + chapters,
        "</title><script>alert(1)<.html": page.format(ATTACKS[0]) + chapters,
    }
    for name, text in texts.items():
        yield name, text.encode("utf-8", "replace")
    for family in ("Breaking out", "Drawings and formulas"):
        yield f"x' y={family}.docx", word_file(FAMILIES[family])
