"""The guide to making a pack: its examples load, and it leaves nothing out that a pack may hold."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from smdesk.cli.options import build_parser
from smdesk.notices.models import Cell, Kind, Rule

GUIDE = (Path(__file__).parents[1] / "docs" / "制作通知包.md").read_text("utf-8")
BLOCKS = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS)
def test_every_example_can_be_read(block: str) -> None:
    assert tomllib.loads(block)


def test_the_examples_of_a_form_make_a_form_that_lints(tmp_path: Path) -> None:
    from smdesk.notices.models import Form

    parts = [tomllib.loads(one) for one in BLOCKS]
    form: dict[str, object] = {}
    for part in parts:
        if "title" in part and "columns" in part:
            form = dict(part)
    assert form
    for part in parts:
        whole = all("row" in one for one in part.get("section", [{}]))
        if whole and "section" in part:
            form["section"] = part["section"]
        for key in ("repeat", "outline", "attachment", "plain"):
            if key in part:
                form[key] = part[key]
    Form.model_validate(form)


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
