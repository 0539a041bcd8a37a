"""Signed paper back into the file: scans are recognised, straightened and exchanged for pages."""

from smdesk.service.signed.paper import Paper, SignPlace, open_paper
from smdesk.service.signed.run import Recognised, Signed, paper_at, recognise, sign, write_signed

__all__ = [
    "Paper", "Recognised", "SignPlace", "Signed", "open_paper", "paper_at", "recognise", "sign",
    "write_signed",
]  # fmt: skip
