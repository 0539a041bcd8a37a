"""What the list of drafts calls notices and types, kept from run to run.

Reading a notice takes longer than everything else that the list waits for; what it was called when
the program ran last is shown until it is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from smdesk import log
from smdesk.errors import SmdeskError
from smdesk.files import write_atomically

FILE = "names.json"
"""In the data folder; harmless to lose."""

Names = Mapping[str, tuple[str, str]]
"""Short names of notice and type by the public id of a form."""

_logger = log.get(__name__)


def recall(folder: Path) -> Names:
    """Return the names of the last run; empty where there are none or the file is not ours."""
    try:
        kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return {str(form): (str(notice), str(kind)) for form, (notice, kind) in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def look_up(forms: Iterable[str]) -> Names:
    """Read the notices of forms; return their names, without those that are not at hand."""
    if not (wanted := tuple(dict.fromkeys(forms))):
        return {}
    # What reads notices is loaded for that alone: the list of known drafts does not wait for it.
    from smdesk.notices.loader import find_form
    from smdesk.service.essentials import kind_name

    found = {}
    for form_id in wanted:
        try:
            pack, form = find_form(form_id)
        except SmdeskError as fault:
            _logger.warning("a draft's form is not at hand: %s", fault)
        else:
            found[form_id] = (pack.notice.short, kind_name(pack, form))
    return found


def keep(folder: Path, names: Names) -> None:
    """Keep names for the next run; a folder that cannot be written goes without."""
    if names == recall(folder):
        return
    try:
        write_atomically(folder / FILE, json.dumps(names, ensure_ascii=False).encode())
    except SmdeskError as fault:
        _logger.info("names not kept: %s", fault)
