"""What the readers of word processors' files share: a manuscript in memory, and its HTML.

Here is no file format; DOCX, ODT and RTF fill a `Manuscript`, and markup.py writes it.
"""
