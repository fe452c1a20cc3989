"""A chapter in 2 kB, by which copies and earlier versions of a text are known again.

The recipe, and what is kept. Comparing sketches and finding them is `recognising`.
"""

import re
import struct
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from heapq import nsmallest
from itertools import islice
from operator import itemgetter

import regex

from fanfold.prose.plain import plain_text

__all__ = ["HASHES", "MOST_TIMES", "SIZE", "SKETCH_VERSION", "Sketch", "sketch"]

SKETCH_VERSION = 1
"""Raised with every change of the recipe; sketches of two versions cannot be compared."""

SIZE = 256
"""Runs a sketch keeps at most."""

_HASH_BYTES = 7
HASHES = 1 << 8 * _HASH_BYTES
"""Every hash of a run is smaller. It fits a signed column of 64 bits, and leaves a byte."""

MOST_TIMES = 255
"""A run that stands more often than this counts as standing this often."""

# Keys: at least so many, or one run in so many where that is more, so that a long text can be
# found by any of its pieces.
_LEAST_KEYS = 32
_ONE_KEY_IN = 128

# How many words or signs are a run. Six Han or kana signs and twelve Thai letters touch about as
# many words as five words are, so that an edit weighs the same.
_RUN, _RUN_OF_HAN, _RUN_OF_THAI = 5, 6, 12
_LONGEST_RUN = max(_RUN, _RUN_OF_HAN, _RUN_OF_THAI)
# Blocks of Unicode and not properties, which grow with every edition of it.
_HAN = (
    r"\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3040-\u30ff\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
_THAI = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_SILENT = regex.compile(r"[\p{M}\p{Cf}'’‘ʼ]+")
_WORD = re.compile(rf"[^\W_{_HAN}{_THAI}]+|(?=[^\W_])[{_HAN}{_THAI}]")
_OF_HAN = re.compile(f"[{_HAN}]")
_OF_THAI = re.compile(f"[{_THAI}]")

# Words taken at a time: what bounds the memory for a chapter of two million signs.
_BATCH = 1 << 15
_HEADER = struct.Struct(">BI8s")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text to know it again; equal for texts of the same words in one order.

    `words` counts words and, where a script has no spaces, signs. `digest` is of all of them.
    `runs` holds the lowest hashes of runs, ascending, and `times` how often each stands.
    """

    words: int
    digest: bytes
    runs: tuple[int, ...]
    times: bytes

    @property
    def reach(self) -> int:
        """Up to this hash, the sketch holds every run of the text."""
        return self.runs[-1] if len(self.runs) == SIZE else HASHES

    def keys(self) -> tuple[int, ...]:
        """The runs to keep in a table (key, chapter): 32 to 256, fewer for a text of fewer runs.

        Ask such a table for all `runs` of another sketch. A text of at least 32 runs, of which
        the share s stands in a text no more than eight times as long, is missed with probability
        (1 - s)^32 at most: at s = 0.2 once in 1,260.
        """
        return self.runs[: max(_LEAST_KEYS, bisect_left(self.runs, HASHES // _ONE_KEY_IN))]

    def to_bytes(self) -> bytes:
        """At most 2,061 bytes: version, words, digest, then each run with its times in 8 bytes."""
        entries = (run << 8 | times for run, times in zip(self.runs, self.times, strict=True))
        packed = struct.pack(f">{len(self.runs)}Q", *entries)
        return _HEADER.pack(SKETCH_VERSION, self.words, self.digest) + packed

    @classmethod
    def from_bytes(cls, data: bytes) -> "Sketch":
        """The sketch `to_bytes` wrote. ValueError when it is of another version, or is none."""
        if not data or data[0] != SKETCH_VERSION:
            raise ValueError("This is no sketch, or one of another version.")
        count, rest = divmod(len(data) - _HEADER.size, 8)
        if count < 0 or rest or count > SIZE:
            raise ValueError(f"A sketch cannot have {len(data)} bytes.")
        _version, words, digest = _HEADER.unpack_from(data)
        entries = struct.unpack_from(f">{count}Q", data, _HEADER.size)
        runs = tuple(entry >> 8 for entry in entries)
        times = bytes(entry & 0xFF for entry in entries)
        if 0 in times or runs != tuple(sorted(set(runs))):
            raise ValueError("The runs of a sketch ascend, and each stands at least once.")
        return cls(words, digest, runs, times)


def sketch(prose: str) -> Sketch:
    """The sketch of clean prose. Linear in its length; the same on every machine, for ever.

    Recipe 1. Take the plain text; normalise to NFKD and fold case; drop marks (M), format
    characters (Cf) and apostrophes. A word is a stretch of letters and numbers; a sign of Han,
    kana, Thai, Lao, Khmer or Burmese is a word alone. Everything else parts words.
    At each word begins a run of 5 words (6 when it is Han or kana, 12 when it is Thai, Lao, Khmer
    or Burmese) if so many follow; a text without any run is one run. The hash of a run is BLAKE2b
    with a digest of 7 bytes, big-endian, over its words joined by one space, in UTF-8. The 256
    lowest hashes are kept with the number of times their runs stand. `digest` is BLAKE2b with a
    digest of 8 bytes over all words, each followed by one space.
    """
    words = map(itemgetter(0), _WORD.finditer(_folded(plain_text(prose))))
    whole = blake2b(digest_size=8)
    lowest = _Lowest()
    count = 0
    waiting: list[str] = []
    while batch := list(islice(words, _BATCH)):
        count += len(batch)
        whole.update(f"{' '.join(batch)} ".encode())
        waiting += batch
        ready = max(0, len(waiting) - _LONGEST_RUN + 1)
        lowest.add(_runs(waiting, ready))
        del waiting[:ready]
    lowest.add(_runs(waiting, len(waiting)))
    if waiting and not lowest.times:
        lowest.add([" ".join(waiting)])
    hashes = sorted(lowest.times)
    return Sketch(
        words=count,
        digest=whole.digest(),
        runs=tuple(int.from_bytes(found, "big") for found in hashes),
        times=bytes(min(lowest.times[found], MOST_TIMES) for found in hashes),
    )


def _folded(text: str) -> str:
    return _SILENT.sub("", unicodedata.normalize("NFKD", text).casefold())


def _runs(words: Sequence[str], starts: int) -> Iterator[str]:
    """The runs that begin at the first `starts` words and are complete."""
    lengths = [_RUN if word.isascii() else _run_length(word) for word in islice(words, starts)]
    for length in set(lengths):
        windows = zip(*(islice(words, shift, None) for shift in range(length)), strict=False)
        for wanted, window in zip(lengths, windows, strict=False):
            if wanted == length:
                yield " ".join(window)


def _run_length(word: str) -> int:
    if _OF_HAN.match(word):
        return _RUN_OF_HAN
    return _RUN_OF_THAI if _OF_THAI.match(word) else _RUN


class _Lowest:
    """The lowest hashes of all runs so far, with how often each run stood, in bounded memory."""

    def __init__(self) -> None:
        self.times: Counter[bytes] = Counter()
        self._bar = b"\xff" * (_HASH_BYTES + 1)

    def add(self, runs: Iterable[str]) -> None:
        """A hash that falls out never comes back, so those that stay were always counted."""
        hashes = (blake2b(run.encode(), digest_size=_HASH_BYTES).digest() for run in runs)
        self.times.update(found for found in hashes if found < self._bar)
        if len(self.times) > SIZE:
            kept = nsmallest(SIZE + 1, self.times)
            self._bar = kept.pop()
            self.times = Counter({run: self.times[run] for run in kept})
