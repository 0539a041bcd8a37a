"""The eleventh set: files of ordinary clerks at factories, platforms and cities, each with several habits."""

from eleventh.clerks import CLERKS, Clerk, papers_of
from eleventh.filed import files_of
from eleventh.paper import FORMS, Paper

__all__ = ["CLERKS", "FORMS", "Clerk", "Paper", "files_of", "papers_of"]
