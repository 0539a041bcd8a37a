"""The fourteenth set: reviewers' marks, placeholders and privacy masks of programs, units and heads changed, tables beside."""

from thirteenth.senders import FORMS, Sent

from fourteenth.model import HABITS, Habit
from fourteenth.senders import alone, sent, together

__all__ = ["FORMS", "HABITS", "Habit", "Sent", "alone", "sent", "together"]
