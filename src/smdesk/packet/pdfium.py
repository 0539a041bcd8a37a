"""The one turn of PDFium: the library is not safe for threads, so each call of it waits here.

Thumbnails, the preview and an export run in threads of one process; two of them in PDFium at once
can end it.
"""

from __future__ import annotations

import threading

turn = threading.RLock()
"""Held around every call into PDFium, closing of documents included."""
