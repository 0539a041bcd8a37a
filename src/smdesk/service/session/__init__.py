"""The draft session: values change here and nowhere else; undo, findings, progress, autosave."""

from smdesk.service.session.changes import Changes, Converted, Counts, Listener
from smdesk.service.session.progress import DraftProgress, SectionProgress
from smdesk.service.session.session import DraftSession

__all__ = [
    "Changes", "Converted", "Counts", "DraftProgress", "DraftSession", "Listener", "SectionProgress",
]  # fmt: skip
