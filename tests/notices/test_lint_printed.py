"""What the linter makes of a notice's own words: covers, punctuation, yes-no columns, shares."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from smdesk import paths
from smdesk.notices.lint import lint_pack
from smdesk.notices.lint.printed import align


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "guangdong-2024"
    shutil.copytree(paths.resources() / "notices" / "guangdong-2024", made)
    return made


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def codes(folder: Path) -> set[str]:
    return {one.code for one in lint_pack(folder).problems}


def test_a_point_between_two_labels_is_no_missing_label() -> None:
    assert (
        align("（一）基础情况：本区情况，介绍", ["（一）基础情况", "本区情况", "介绍"]).missing
        == ()
    )
    assert align("资产（%）总额", ["资产", "总额"]).missing == ("（%）",)


def test_the_cover_is_found_though_the_instructions_name_the_book_again() -> None:
    report = lint_pack(paths.resources() / "notices" / "shanghai-2023")
    cover = next(one for one in report.coverage if one.part == "cover")
    assert (cover.missing, cover.foreign) == ((), ())


def test_an_attachment_that_the_notice_does_not_print_says_so(folder: Path) -> None:
    assert codes(folder) == set()
    change(folder / "platform.toml", 'reconstructed = "填报说明二：如有必要可提供随附材料"', "")
    assert "notices.label-foreign" in codes(folder)


def test_words_under_the_table_are_covered(folder: Path) -> None:
    change(folder / "enterprise.toml", 'foot = ["文字说明附后。"]', "")
    assert "notices.label-missing-in-pack" in codes(folder)


def test_shares_of_nothing_and_a_total_that_is_no_money_are_faults(folder: Path) -> None:
    field = '[[field]]\naddress = "services.mix"\n'
    change(folder / "enterprise.toml", field, f'{field}of = "org.name"\ntotal = "staff.total"\n')
    assert {"notices.shares-of", "notices.shares-total"} <= codes(folder)


def test_a_column_of_the_summary_may_rename_yes_and_no(folder: Path) -> None:
    change(
        folder / "summary.toml", 'drop = ["part:district"]',
        'drop = ["part:district"]\n\n[[part]]\nform = "platform"\ncolumn = [\n'
        '  { label = "公共服务/应用服务提供商", width = 1, source = "platform.asp",'
        ' labels = { maybe = "也许" } },\n]\n',
    )  # fmt: skip
    assert "notices.option-unknown" in codes(folder)
