"""A book of no archive we know as chapters: by its contents, else one for each page.

Pages that are no story are left out and named; notes go to the chapters that link to them.
"""

from fanfold.formats.chapters.plain_book import left_out_finding, read_plain_book

__all__ = ["left_out_finding", "read_plain_book"]
