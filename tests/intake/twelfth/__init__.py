"""The twelfth set: forms as the field sends them, the file's structure ordinary and the filling too."""

from twelfth import people, traps
from twelfth.filed import saved_again, word_files
from twelfth.paper import Paper
from twelfth.sending import SENDERS, Sender

__all__ = ["SENDERS", "Paper", "Sender", "people", "saved_again", "traps", "word_files"]
