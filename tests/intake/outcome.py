"""What every reading test asks of an outcome."""

from __future__ import annotations

from pathlib import Path

import exported

from smdesk.intake import forms
from smdesk.intake.read import read_file
from smdesk.intake.submission import SURE, Submission
from smdesk.notices.address import parse
from smdesk.notices.typed import canonical_text


def read(tmp_path: Path, data: bytes, name: str = "申报书.docx") -> Submission:
    path = tmp_path / name
    path.write_bytes(data)
    return read_file(path)


def codes(submission: Submission) -> set[str]:
    return {one.code.removeprefix("intake.") for one in submission.problems}


def texts(submission: Submission) -> dict[str, str]:
    return {one.address: one.text for one in submission.values}


def wanted(form_id: str, *, on_paper: bool = False) -> dict[str, str]:
    """Return the sample's values as a reader gives them; without a payload in canonical text."""
    declaration = exported.sample(form_id)[0]
    pack, form = forms.find(forms.known_packs(), form_id)  # type: ignore[misc]
    fields = forms.expand(pack, form, declaration.years).fields
    if not on_paper:
        return declaration.values
    return {
        address: canonical_text(fields[parse(address).field], text)
        for address, text in declaration.values.items()
    }


def assert_nothing_wrong(submission: Submission, right: dict[str, str]) -> None:
    """Every value stated with confidence is the right one."""
    wrong = {
        one.address: (one.text, right.get(one.address))
        for one in submission.values
        if one.confidence >= SURE
        and exported.plain(one.text) != exported.plain(right.get(one.address, ""))
    }
    assert wrong == {}
