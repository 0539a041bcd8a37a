"""The thirteenth set: corrected figures, columns put in, units and years changed, files of converters, workbooks."""

from thirteenth.model import HABITS, Habit
from thirteenth.senders import FORMS, PROGRAMS, SHAPES, Sent, alone, plainly, sent, together

__all__ = [
    "FORMS",
    "HABITS",
    "PROGRAMS",
    "SHAPES",
    "Habit",
    "Sent",
    "alone",
    "plainly",
    "sent",
    "together",
]
