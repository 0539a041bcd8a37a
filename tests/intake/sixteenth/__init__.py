"""Received files of an examiner who has only the issue's text and the notices."""

from sixteenth import floods, halves, others, reaching, strays  # noqa: F401
from sixteenth.faults import FAULTS, Fault
from sixteenth.senders import HABITS, Habit, Sent, alone, together

__all__ = ["FAULTS", "HABITS", "Fault", "Habit", "Sent", "alone", "together"]
