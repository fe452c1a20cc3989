"""Binding a work into a file, and putting files away."""

from datetime import datetime
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction

from fanfold.editions.books import book_of, home_address
from fanfold.editions.models import Edition, Kind
from fanfold.editions.queries import digest_of
from fanfold.formats.book import Book
from fanfold.formats.epub import bind_epub
from fanfold.formats.page import bind_page
from fanfold.formats.written import bind_markdown, bind_text
from fanfold.prose import to_markdown, to_text
from fanfold.works.models import Work


def bind(work: Work, kind: str, *, at: datetime) -> tuple[bytes, str]:
    """The file's bytes and digest, from the shelf when it is still true, else bound now.

    The caller has decided that the reader may have it. The row names the file only after the file
    is whole, so that nobody is ever handed half a book; two who bind at once make equal bytes.
    """
    digest = digest_of(work, kind)
    shelved = Edition.objects.filter(work=work, kind=kind, digest=digest).first()
    if shelved is not None and (data := _read(shelved)) is not None:
        return data, digest
    data = _bound(book_of(work, home=home_address()), Kind(kind))
    _shelve(work, kind, digest, data, at=at)
    return data, digest


def _bound(book: Book, kind: Kind) -> bytes:
    match kind:
        case Kind.EPUB:
            return bind_epub(book)
        case Kind.HTML:
            return bind_page(book).encode()
        case Kind.MARKDOWN:
            return bind_markdown(book, partial(to_markdown, guarded=True)).encode()
        case Kind.TEXT:
            return bind_text(book, partial(to_text, guarded=True)).encode()


def clear_shelf(work_id: int) -> None:
    """Put all files of a work away: it was pulled, and no copy stays where readers could get it."""
    for edition in Edition.objects.filter(work=work_id):
        edition.delete()
        edition.file.delete(save=False)


def _read(edition: Edition) -> bytes | None:
    try:
        with edition.file.open("rb") as file:
            return bytes(file.read())
    except OSError:
        return None  # The file is only a copy: gone from the shelf, it is bound again.


def _shelve(work: Work, kind: str, digest: str, data: bytes, *, at: datetime) -> None:
    before = Edition.objects.filter(work=work, kind=kind).first()
    fresh = Edition(work=work, kind=kind, digest=digest, bound_at=at)
    fresh.file.save(f"{work.pk}-{digest[:16]}.{kind}", ContentFile(data), save=False)
    with transaction.atomic():
        _row, made = Edition.objects.update_or_create(
            work=work,
            kind=kind,
            defaults={"digest": digest, "file": fresh.file.name, "bound_at": at},
        )
    if not made and before is not None and before.file.name != fresh.file.name:
        before.file.delete(save=False)
