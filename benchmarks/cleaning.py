"""How long cleaning a pasted chapter takes, against bleach and lxml on the same input.

python benchmarks/cleaning.py [--rounds 5] [--json]

Both yardsticks only take away what is not allowed. Fanfold also makes paragraphs, turns styles into
markup, finds scene breaks and reports what it did.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable
from importlib.resources import files
from statistics import median

from fanfold.prose import clean
from fanfold.prose.vocabulary import ATTRIBUTES, ELEMENTS

try:
    import bleach
    from lxml_html_clean import Cleaner
except ImportError:
    bleach = None

SEED = 20_261_124
CHAPTER = 30_000
SIZES = (30_000, 100_000, 300_000, 1_000_000, 3_000_000)


def pasted(size: int) -> str:
    """So many characters of HTML as a word processor leaves it: styles, spans, fonts, breaks."""
    chance = random.Random(SEED)
    samples = files("fanfold.transfer") / "samples" / "01-the-keeper-of-small-weathers"
    paragraphs = [
        one.replace("\n", " ")
        for file in sorted(samples.iterdir(), key=lambda one: one.name)
        if file.name.endswith(".md")
        for one in file.read_text(encoding="utf-8").split("\n\n")
        if len(one) > 40
    ]
    out: list[str] = []
    length = 0
    while length < size:
        words = chance.choice(paragraphs).split()
        place = chance.randrange(len(words))
        words[place] = f'<span style="font-style:italic;color:#222">{words[place]}</span>'
        style = chance.choice(['class="MsoNormal"', 'style="margin:0cm;text-align:justify"', ""])
        text = f"<p {style}><font face=Times>{' '.join(words)}</font><o:p></o:p></p>\n"
        if chance.random() < 0.05:
            text += "<p align=center>* * *</p>\n"
        out.append(text)
        length += len(text)
    return "".join(out)


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The median of `rounds` runs in seconds of CPU, after one to warm up."""
    taken = []
    for number in range(rounds + 1):
        started = time.process_time()
        work()
        if number:
            taken.append(time.process_time() - started)
    return median(taken)


def measure(rounds: int) -> dict[str, object]:
    """All figures, in seconds of CPU: other programs on the machine do not count."""
    source = pasted(CHAPTER)
    tags = set(ELEMENTS)
    attributes = {name: list(keys) for name, keys in ATTRIBUTES.items()}
    by_lxml = Cleaner(allow_tags=tags, remove_unknown_tags=False, safe_attrs_only=True)
    ours = seconds(lambda: clean(source, "html"), rounds)
    theirs = {
        "bleach": seconds(
            lambda: bleach.clean(source, tags=tags, attributes=attributes, strip=True), rounds
        ),
        "lxml": seconds(lambda: by_lxml.clean_html(source), rounds),
    }
    growth = []
    for size in SIZES:
        text = pasted(size)
        taken = seconds(lambda text=text: clean(text, "html"), max(1, rounds // 2))  # type: ignore[misc]
        growth.append(
            {"characters": len(text), "seconds": taken, "per_30000": taken / len(text) * 3e4}
        )
    return {
        "characters": len(source),
        "rounds": rounds,
        "clean_seconds": ours,
        **{f"{name}_seconds": taken for name, taken in theirs.items()},
        **{f"{name}_over_clean": taken / ours for name, taken in theirs.items()},
        "growth": growth,
    }


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; 1 when there is nothing to measure against."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5, help="measured rounds (default 5)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    if options.rounds < 1:
        parser.error("--rounds must be at least 1")
    if bleach is None:
        print("bleach or lxml_html_clean is missing: nothing to measure against.", file=sys.stderr)
        print("Install them (pip install bleach lxml_html_clean), run it again.", file=sys.stderr)
        return 1
    figures = measure(options.rounds)
    if options.json:
        print(json.dumps(figures, indent=2))
        return 0
    print(
        f"{figures['characters']:,} characters of pasted HTML, median of {options.rounds} rounds:"
    )
    for name in ("clean", "bleach", "lxml"):
        label = "Fanfold, clean" if name == "clean" else name
        print(f"  {label:<16}{float(str(figures[f'{name}_seconds'])) * 1000:>8.1f} ms")
    print("Growth:")
    for row in figures["growth"]:  # type: ignore[attr-defined]
        print(f"  {row['characters']:>9,} characters {row['seconds'] * 1000:>9,.1f} ms"
              f"   {row['per_30000'] * 1000:.2f} ms per 30,000")  # fmt: skip
    for name in ("bleach", "lxml"):
        print(f"{name} takes {float(str(figures[f'{name}_over_clean'])):.2f} times as long.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
