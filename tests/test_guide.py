"""The guide to making a pack: its examples load, and it leaves nothing out that a pack may hold."""

from __future__ import annotations

import re
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from smdesk.cli.options import build_parser
from smdesk.intake.read import read_file
from smdesk.notices import editions
from smdesk.notices.declaration import Declaration
from smdesk.notices.loader import find_form, forget_packs
from smdesk.notices.models import Cell, Kind, Rule
from smdesk.packet.build import build_packet
from smdesk.packet.docx import write_docx
from smdesk.rules.engine import check
from smdesk.service.lint import lint
from smdesk.service.packs import install

sys.path.insert(0, str(Path(__file__).parent / "intake"))
from exported import table_alone

GUIDE = (Path(__file__).parents[1] / "docs" / "制作通知包.md").read_text("utf-8")
BLOCKS = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS)
def test_every_example_can_be_read(block: str) -> None:
    assert tomllib.loads(block)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """The pack that the guide's examples make: blocks of one file name, clauses, the notice."""
    folder = tmp_path / "quzhou-2024"
    folder.mkdir()
    files: dict[str, list[str]] = {}
    for block in BLOCKS:
        head, _, rest = block.partition("\n")
        if head.startswith("# ") and head.endswith(".toml"):
            files.setdefault(head.removeprefix("# "), []).append(rest)
    for name, parts in files.items():
        (folder / name).write_text("\n".join(parts), "utf-8")
    clauses = re.findall(r"(?:^    .*\n|^\n)+", GUIDE[GUIDE.index("## 8.") :], re.MULTILINE)
    clauses = max(clauses, key=lambda one: one.count("    ## "))
    (folder / "notice.md").write_text(textwrap.dedent(clauses), "utf-8")
    (printed,) = re.findall(r"```text\n(.*?)```", GUIDE, re.DOTALL)
    (folder / "notice.txt").write_text(printed, "utf-8")
    return folder


def test_the_examples_copied_out_are_a_pack_without_a_fault(made: Path) -> None:
    report = lint(made)
    assert [one.message for one in report.problems] == []
    assert report.forms
    assert set(report.forms.values()) == {100.0}


@pytest.fixture
def installed(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SMDESK_DATA", str(tmp_path / "data"))
    install(made)
    yield
    forget_packs()
    editions.edition.cache_clear()


@pytest.mark.usefixtures("installed")
def test_the_pack_of_the_guide_is_filled_printed_and_read_back(tmp_path: Path) -> None:
    pack, form = find_form("quzhou-2024/enterprise")
    values = {
        "org.name": "杭州示例泵业有限公司", "org.capital": "1200", "staff.rd_share": "31.5",
        "finance.revenue[2023]": "10000", "finance.service_revenue[2023]": "2999",
        "declare.modes": "供应链管理；其它", "declare.modes_other": "备件共享",
        "investors[2].name": "衢州示例投资有限公司", "investors[2].share": "40",
    }  # fmt: skip
    declaration = Declaration(form=form.id, pack=pack.hash, years=(2021, 2022, 2023), values=values)
    assert "service-share" in {one.rule for one in check(pack, form, declaration)}
    target = tmp_path / "filled.docx"
    packet = build_packet(pack, form, declaration, draft=True, files={}.__getitem__)
    target.write_bytes(table_alone(write_docx(packet, {}.__getitem__)))
    said = {one.address: one.text for one in read_file(target).values if one.text}
    assert said == values


def test_every_kind_and_every_content_of_a_cell_is_told() -> None:
    for kind in Kind:
        assert f"`{kind.value}`" in GUIDE, kind
    for key in (
        "label",
        "heading",
        "field",
        "series",
        "template",
        "option",
        "options",
        "index",
        "sign",
    ):
        assert key in Cell.model_fields
        assert f"`{key}`" in GUIDE, key
    for key in set(Rule.model_fields) - {"id", "forms", "message", "clause", "may_be_blank"}:
        assert f"`{key}`" in GUIDE, key


def test_every_command_is_one_of_the_program() -> None:
    told = set(re.findall(r"smdesk ([a-z]+(?:-[a-z]+)*)", GUIDE))
    help_text = build_parser().format_help()
    assert {one for one in told if one not in help_text} == set()


def test_the_links_within_the_guide_lead_somewhere() -> None:
    heads = {
        re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-")
        for one in re.findall(r"^#+ (.+)$", GUIDE, re.MULTILINE)
    }
    for target in re.findall(r"\]\(#([^)]+)\)", GUIDE):
        assert target in heads, target
    for target in re.findall(r"\]\(([^#)][^)]*)\)", GUIDE):
        assert (Path(__file__).parents[1] / "docs" / target).exists(), target
