"""The tenth set: tables that people filled in, typed anew, pasted, scanned or had a web page write."""

from tenth.books import BOOKS, book
from tenth.ink import file_of
from tenth.page import FORMS, Page, tenth
from tenth.people import PEOPLE, several, worked

__all__ = ["BOOKS", "FORMS", "PEOPLE", "Page", "book", "file_of", "several", "tenth", "worked"]
