"""Writing into a Word file that somebody else made: its own runs, boxes and rows, nothing else."""

from smdesk.packet.docx.inplace.document import Edit, Foreign, Line, Put, Tick
from smdesk.packet.docx.inplace.rawzip import replaced

__all__ = ["Edit", "Foreign", "Line", "Put", "Tick", "replaced"]
