"""Reasons whose finding is gone: kept for its return, sent nowhere, in nobody's way."""

from __future__ import annotations

from pathlib import Path

import pytest

from smdesk.errors import SmdeskError
from smdesk.intake.read import read_file
from smdesk.notices.declaration import Declaration, Narrative
from smdesk.notices.loader import find_form
from smdesk.service.export import export
from smdesk.service.samples import load_sample
from smdesk.service.session import DraftSession

FORM = "zhejiang-2020/enterprise"
RATIO = "finance.debt_ratio[2019]"
KEY = f"debt-ratio@{RATIO}"
REASON = "二期厂房贷款集中到位，当年已签订增资协议。"


def session_of(reasons: dict[str, str] | None = None, **values: str) -> DraftSession:
    declaration, _ = load_sample(FORM)
    pack, form = find_form(FORM)
    content = declaration.model_copy(
        update={
            "reasons": reasons or {},
            "values": dict(declaration.values) | values,
            "attachments": (),
            "narrative": Narrative(),
        }
    )
    return DraftSession(pack, form, content)


def test_a_reason_waits_for_its_finding_and_answers_it_again() -> None:
    session = session_of(**{RATIO: "101"})
    session.set_reason(KEY, REASON)
    assert session.finding(KEY).answered
    assert session.content is session.declaration
    session.set_value(RATIO, "41")
    assert session.declaration.reasons == {KEY: REASON}
    assert session.content.reasons == {}
    assert session.content is session.content
    session.set_value(RATIO, "102")
    assert session.finding(KEY).answered
    assert session.content.reasons == {KEY: REASON}


def test_typing_a_reason_on_after_its_finding_went_is_refused_and_changes_nothing() -> None:
    session = session_of(**{RATIO: "101"})
    session.set_reason(KEY, REASON[:6], final=False)
    session.set_value(RATIO, "41")
    before = session.declaration
    with pytest.raises(SmdeskError) as fault:
        session.set_reason(KEY, REASON, final=False)
    assert fault.value.code == "session.finding-gone"
    assert session.declaration is before
    assert session.set_reason(KEY, "") is not None  # what was left of it can be taken away
    assert session.declaration.reasons == {}


STALE = {
    KEY: REASON,
    "debt-ratio@finance.debt_ratio[2031]": "那一年不在表上，说明也就没有栏目可依。",
    "share-sum@investors[9].name": "那一行早已删去，说明还留着。",
    "no-such-rule@org.name": "规则已经不在这一版通知里。",
    "not an address": "不知从何而来的说明。",
}


def test_reasons_of_other_years_rows_and_rules_open_and_are_not_sent(tmp_path: Path) -> None:
    session = session_of(STALE)
    session.ask_check()
    assert not any(one.reason for one in session.findings)
    assert session.content.reasons == {}
    content = session.declaration
    report = export(session.pack, session.form, content, {}.__getitem__, tmp_path)
    assert not report.refused
    for path in (one.path for one in report.files if "汇总" not in one.path.name):
        said = read_file(path).declaration
        assert isinstance(said, Declaration)
        assert said.reasons == {}


def test_reasons_follow_an_undo_like_the_value_that_they_explain() -> None:
    session = session_of(**{RATIO: "101"})
    session.set_reason(KEY, REASON)
    session.set_value(RATIO, "41")
    session.undo()
    assert session.finding(KEY).answered
    session.undo()
    assert not session.finding(KEY).answered
    assert session.content.reasons == {}
