"""The ninth set: forms by people of an office, a workshop and an agency, each with one way of working."""

from ninth.books import BOOKS, book
from ninth.ink import word
from ninth.page import FORMS, Page, ninth
from ninth.people import PEOPLE, several

__all__ = ["BOOKS", "FORMS", "PEOPLE", "Page", "book", "ninth", "several", "word"]
