"""Narratives from files of any make."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from docx import Document

from smdesk.errors import SmdeskError
from smdesk.intake.narrative import NarrativeReading
from smdesk.notices.declaration import Heading, ListItem, Paragraph, SimpleTable
from smdesk.notices.loader import find_form
from smdesk.service.desk import convert
from smdesk.service.narrative_file import read_file
from smdesk.service.narrative_plain import lines_of

OUTLINE = find_form("zhejiang-2020/enterprise")[1].outline
MARKDOWN = """# 一、企业概况

公司**主营**风机，见[官网](https://example.invalid)。

- 远程运维
  1. 监测
  2. 诊断
- 共享制造

| 年 | 收入 |
| --- | ---: |
| 2019 | 12 |

---
## 模式
![架构](a.png)
"""


def shape(reading: NarrativeReading) -> list[object]:
    found: list[object] = []
    for one in reading.narrative.blocks:
        match one:
            case Heading(level=level, text=text):
                found.append((f"h{level}", text))
            case Paragraph(runs=runs):
                found.append("".join(f"*{run.text}*" if run.bold else run.text for run in runs))
            case ListItem(ordered=ordered, level=level, runs=runs):
                found.append((level, ordered, runs[0].text))
            case SimpleTable(rows=rows):
                found.append(rows)
    return found


def codes(reading: NarrativeReading) -> list[str]:
    return [one.code for one in reading.dropped]


def test_markdown_keeps_headings_lists_weight_and_tables(tmp_path: Path) -> None:
    path = tmp_path / "正文.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    reading = read_file(path, OUTLINE)
    assert shape(reading) == [
        ("h1", "一、企业概况"), "公司*主营*风机，见官网。", (1, False, "远程运维"), (2, True, "监测"),
        (2, True, "诊断"), (1, False, "共享制造"), (("年", "收入"), ("2019", "12")), ("h2", "模式"), "架构",
    ]  # fmt: skip
    assert codes(reading)[:2] == ["service.narrative-plain", "intake.narrative-pictures"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_is_read_by_its_numbers_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "正文.txt"
    text = "一、企业概况\r\n　　公司主营风机。\r\n1.监测；\r\n2.诊断；\r\n# 不是标题\r\n"
    path.write_bytes(text.encode(encoding))
    reading = read_file(path, OUTLINE)
    assert shape(reading) == [
        ("h1", "一、企业概况"), "公司主营风机。", (1, True, "监测；"), (1, True, "诊断；"), "# 不是标题",
    ]  # fmt: skip


def test_no_character_of_markdown_prose_is_lost() -> None:
    lines, _ = lines_of("甲 * 乙 ** 丙_丁__戊\n2019.5 增长\n- \n".encode(), markdown=True)
    said = "".join("".join(run.text for run in one.runs) for one in lines if hasattr(one, "runs"))
    assert said == "甲 * 乙 ** 丙_丁__戊2019.5 增长-"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n", "intake.narrative-pdf"),
        (b"\x89PNG\r\n\x1a\n", "intake.narrative-image"),
        (b"{\\rtf1 a}", "intake.kind-rtf"),
        (b"", "intake.kind-empty"),
        (b"MZ\x90\x00", "intake.kind-foreign"),
        (b"<?xml version='1.0'?>\n<notes>a</notes>", "intake.narrative-text"),
        (b"<?xml version='1.0'?>\n<x m='opendocument.text'/>", "intake.narrative-text"),
    ],
)
def test_a_file_that_is_no_text_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, code: str
) -> None:
    monkeypatch.setattr(convert, "find_libreoffice", lambda: None)
    path = tmp_path / "正文"
    path.write_bytes(data)
    with pytest.raises(SmdeskError) as caught:
        read_file(path, OUTLINE)
    assert caught.value.problem.code == code


def test_a_word_file_is_read_as_it_is(tmp_path: Path) -> None:
    made = Document()
    made.add_paragraph("一、企业概况")
    made.save(str(tmp_path / "a.docx"))
    reading = read_file(tmp_path / "a.docx", OUTLINE)
    assert shape(reading) == [("h1", "一、企业概况")]
    assert codes(reading) == ["intake.narrative-headings"]


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_old_formats_go_through_libreoffice(tmp_path: Path) -> None:
    path = tmp_path / "正文.rtf"
    text = "".join(f"\\u{ord(one)}?" for one in "一、企业概况")
    path.write_text(f"{{\\rtf1\\ansi {text}\\par m{{\\super 2}}\\par}}", encoding="ascii")
    reading = read_file(path, OUTLINE)
    assert shape(reading) == [("h1", "一、企业概况"), "m²"]
    assert codes(reading)[0] == "service.narrative-converted"


@pytest.mark.parametrize(
    "line",
    [
        "-" * 30_000 + "x", "| " + "--- " * 9_000 + "x", "# " + " #" * 20_000 + "x", "[" * 30_000,
        "**a " * 9_000, "![" * 15_000, "`" * 30_001, "* " * 20_000, "__" * 15_000,
    ],
)  # fmt: skip
def test_a_strange_line_of_markdown_is_read_in_one_go(line: str) -> None:
    lines, _ = lines_of(f"甲\n{line}\n乙".encode(), markdown=True)
    assert len(lines) >= 2
