"""Signed paper scanned back into the PDF: which page each scan is, and whether it is of this file."""
