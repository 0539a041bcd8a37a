"""The kinds of file that are told apart by content."""

from __future__ import annotations

from enum import StrEnum


class FileKind(StrEnum):
    """What a received file is; everything but the first five has a code that says what to do."""

    DOCX = "docx"
    DOCX_STRICT = "docx-strict"
    SMDX = "smdx"
    XLSX = "xlsx"
    PDF = "pdf"

    PPTX = "pptx"
    XLSB = "xlsb"
    ODF = "odf"
    OFD = "ofd"
    ZIP = "zip"
    BATCH = "batch"
    FIX = "fix"
    ARCHIVE = "archive"
    DOC = "doc"
    XLS = "xls"
    PPT = "ppt"
    WORKS = "works"
    OLE = "ole"
    ENCRYPTED = "encrypted"
    WORD_XML = "word-xml"
    FLAT_OPC = "flat-opc"
    RTF = "rtf"
    HTML = "html"
    MHTML = "mhtml"
    IMAGE = "image"
    MAIL = "mail"
    TEXT = "text"
    OWNER = "owner"
    EMPTY = "empty"
    TRUNCATED = "truncated"
    FOREIGN = "foreign"

    @property
    def readable(self) -> bool:
        """Whether a reader is tried on it."""
        return self in {FileKind.DOCX, FileKind.DOCX_STRICT, FileKind.SMDX, FileKind.XLSX,
                        FileKind.PDF}  # fmt: skip

    @property
    def code(self) -> str:
        """The message code that says what an unreadable kind is and what to do."""
        return f"intake.kind-{self.value}"
