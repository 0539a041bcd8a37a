"""A packet as a Word file that Word, WPS and LibreOffice show alike.

The form's tables are written as XML directly; a form is compiled once (`frames`) and filled by
joining strings. Reading back is the business of intake.
"""

from smdesk.packet.docx.container import write_docx

__all__ = ["write_docx"]
