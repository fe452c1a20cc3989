"""A text in few bytes: alone, or as what differs from another text. Knows no rows."""

import hashlib

import zstandard
from django.utils.translation import gettext_lazy as _

from fanfold.kit.errors import Unavailable

__all__ = ["Damaged", "checksum", "pack", "unpack"]

# The lowest level that still finds 6 MB again inside of 6 MB; higher ones take seconds for it.
_LEVEL = 12
# In bits. From zstandard's least to what holds the longest chapter behind the longest chapter.
_WINDOW_BITS = range(10, 26)
# In bytes. No chapter has so many: a number of this size is a damaged one.
_LARGEST = 1 << _WINDOW_BITS[-1]


class Damaged(Unavailable):
    """Packed bytes that are no longer what they were."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The text of this revision is damaged where it is stored, so it cannot be shown. "
                "Tell the archivist: “fanfold doctor” names it, and a backup may still have it."
            )
        )


def checksum(text: str) -> str:
    """SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def pack(text: str, *, base: str = "") -> bytes:
    """The text as one zstandard frame, with `base` as its dictionary: what stands there in the same
    words costs next to nothing. Milliseconds for a chapter, at worst half a second."""
    content, dictionary = text.encode(), base.encode()
    size = len(content) + len(dictionary)
    bits = min(max(size.bit_length(), _WINDOW_BITS[0]), _WINDOW_BITS[-1])
    parameters = zstandard.ZstdCompressionParameters.from_level(
        _LEVEL, source_size=size, window_log=bits, write_content_size=True, write_dict_id=False
    )
    packer = zstandard.ZstdCompressor(
        dict_data=_dictionary(dictionary), compression_params=parameters
    )
    return packer.compress(content)


def unpack(packed: bytes, *, base: str = "") -> str:
    """The text that was packed with the same `base`. Raises Damaged when there is none in it; that
    it is the right one is known by its checksum."""
    unpacker = zstandard.ZstdDecompressor(
        dict_data=_dictionary(base.encode()), max_window_size=_LARGEST
    )
    try:
        if zstandard.frame_content_size(packed) > _LARGEST:
            raise Damaged
        return unpacker.decompress(packed).decode()
    except (zstandard.ZstdError, UnicodeDecodeError) as error:
        raise Damaged from error


def _dictionary(content: bytes) -> zstandard.ZstdCompressionDict | None:
    if not content:
        return None
    return zstandard.ZstdCompressionDict(content, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
