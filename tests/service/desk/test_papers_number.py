"""A notice that prints no document number is cited by its title alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from smdesk.notices.loader import pack
from smdesk.packet.package import write_package
from smdesk.service.desk.intake import intake
from smdesk.service.desk.letter import Sender
from smdesk.service.desk.summary import recommendation
from smdesk.service.essentials import essentials
from smdesk.service.samples import GOOD, load_sample
from smdesk.store.desk.desk import Desk


@pytest.mark.parametrize(
    ("form", "cited"),
    [
        ("shanxi-2021/platform", "培育遴选工作的通知》要求"),
        ("zhejiang-2020/platform", "》（浙经信服务〔2020〕114号）要求"),
    ],
)
def test_a_letter_of_recommendation_cites_the_notice(tmp_path: Path, form: str, cited: str) -> None:
    declaration, files = load_sample(form, GOOD)
    (tmp_path / "a.smdx").write_bytes(write_package(declaration, files))
    with Desk.open(tmp_path / "desk") as desk:
        intake(desk, [tmp_path / "a.smdx"], workers=1)
        paper = recommendation(desk, form.partition("/")[0], Sender("某局"))
    assert cited in paper.text
    assert "未印" not in paper.text


def test_what_is_told_of_the_notice_has_no_empty_brackets() -> None:
    notice = pack("shanxi-2021")
    told = dict(essentials(notice, notice.forms["platform"]).facts)["通知"]
    assert told.endswith("通知（2021-10-27）")
