"""A sketch as the files of a pack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from smdesk.service.drafting.outline import limit_of
from smdesk.service.drafting.sketch import (
    Sketch,
    SketchCell,
    SketchField,
    SketchForm,
    SketchRow,
    SketchSummary,
)
from smdesk.service.drafting.table import OPEN_YEAR
from smdesk.service.drafting.toml import Writer

_NUMERIC = {"integer", "decimal", "money", "percent", "year"}
_SIGNERS = (
    ("province", r"省|自治区|直辖市"), ("government", r"人民政府"), ("city", r"市|地级|州"),
    ("county", r"县|区"), ("applicant", r"申报|填报|申请|企业|单位|承诺|声明"),
)  # fmt: skip


_MOST = re.compile(r"(?:选填|限填|不超过|最多)\s*(\d+)\s*[户家项个]")


def pack_files(sketch: Sketch) -> dict[str, str]:
    """Return the files of a drafted pack by name."""
    files = {
        "notice.toml": _notice(sketch),
        "notice.txt": sketch.words,
        "notice.md": _clauses(sketch),
        "rules.toml": "# 检查规则：写法见《怎样为一份通知做通知包》第 9 节；每条规则须引用通知原文。\n",
    }
    for form in sketch.forms:
        files[f"{form.id}.toml"] = _form(sketch, form)
    if sketch.summary is not None:
        files["summary.toml"] = _summary(sketch, sketch.summary)
    return files


# ---- the notice ----


def _notice(sketch: Sketch) -> str:
    out = Writer(
        "由主管部门的空白申报表起草。标“待确认”的各处请对照通知原文核对、改正，改完删去该行。",
    )
    out.ask(sketch.questions)
    facts = sketch.facts
    out.set("id", sketch.id)
    out.set("edition", facts["issued"])
    out.set("title", sketch.title)
    out.set("short", facts["short"])
    out.set("programme", facts["programme"])
    out.set("document_number", facts["document_number"])
    out.set("issuer", facts["issuer"])
    out.lines.append(f"issued = {facts['issued']}")
    out.set("forms", [one.id for one in sketch.forms])
    out.table("years")
    first = next((one for one in sketch.forms if one.years), None)
    opened = next((one for one in sketch.forms if one.open_years), None)
    if first is not None:
        out.set("fixed", first.years)
    elif opened is not None:
        out.set("count", opened.open_years)
        out.set("printed", opened.printed_year)
    else:
        out.ask(["表上没有年度列；如有请改"])
        out.set("fixed", [int(facts["issued"][:4]) - 1])
    out.table("delivery")
    out.ask(["份数、截止日期、报送方式请按通知填写"])
    out.set("copies_text", facts["copies_text"])
    out.table("typography")
    for name, style in sketch.looks.items():
        out.set(name, style)
    _cover(out, sketch)
    if sketch.instructions:
        out.table("instructions")
        out.set("title", sketch.instructions_title)
        out.set("text", sketch.instructions)
    return out.body


def _cover(out: Writer, sketch: Sketch) -> None:
    out.table("cover")
    if not sketch.cover:
        out.ask(["文件里没有认出封面，请按通知补上；确无封面的请写明 reconstructed 取自哪份通知"])
        out.set("reconstructed", "（原文件未印封面）")
    out.set("title", sketch.cover_title or [sketch.facts["programme"], "申 报 书"])
    out.set("columns", 12)
    out.set("foot", sketch.cover_foot)
    rows = [{"cells": [_cell(cell) for cell in row.cells]} for row in sketch.cover]
    out.set("row", rows)
    if not sketch.cover_fields:
        out.set("field", [])
    for one in sketch.cover_fields:
        out.entry("cover.field")
        _field(out, one)


def _clauses(sketch: Sketch) -> str:
    """Return the words of the notice as clauses: one for each numbered paragraph of the body."""
    found = []
    number = 0
    current: list[str] = []
    place = "通知正文"
    for line in sketch.facts["front"].split("\n"):
        if re.match(r"^[一二三四五六七八九十]{1,3}[、.．]", line.strip()):
            if current:
                number += 1
                found.append(f"## notice.{number}｜{place}\n\n" + "\n".join(current))
            place, current = line.strip()[:30].replace("｜", " ").replace("|", " "), [line.strip()]
        elif line.strip():
            current.append(line.strip())
    if current:
        number += 1
        found.append(f"## notice.{number}｜{place}\n\n" + "\n".join(current))
    return "\n\n".join(found) + "\n"


# ---- one form ----


def _form(sketch: Sketch, form: SketchForm) -> str:
    out = Writer(f"{form.number} {form.title}".strip())
    out.ask(form.questions)
    out.set("id", form.id)
    out.set("category", form.category)
    out.set("number", form.number)
    out.set("title", form.title)
    out.set("columns", form.columns)
    out.set("applicant", form.applicant)
    out.set("printed_from", form.printed_from)
    out.set("printed_to", form.printed_to)
    fixed = sketch.facts.get(f"fixed:{form.id}")
    if fixed:
        address, _, label = fixed.partition("=")
        out.set("fixed", {address: label})
    if form.plain:
        reason = "表上印出的文字，不对应填报项。"
        out.set("plain", [{"label": one, "reason": reason} for one in form.plain])
    _years(out, sketch, form)
    for one in form.fields:
        if one.repeat is None:
            out.entry("field")
            _field(out, one)
    for repeat in form.repeats:
        out.entry("repeat")
        out.ask([f"“{repeat.label}”最多可填几行请按通知核对"] if not repeat.fixed else [])
        out.set("id", repeat.id)
        out.set("label", repeat.label)
        out.set("rows", repeat.rows)
        said = _MOST.search(repeat.label)
        out.set("most", max(repeat.rows, int(said[1])) if said else max(repeat.rows * 4, 20))
        for one in repeat.fields:
            out.entry("repeat.field")
            _field(out, one, tail=True)
    for section in form.sections:
        out.entry("section")
        out.set("id", section.id)
        out.set("title", section.title)
        for row in section.rows:
            _row(out, row, form)
    _outline(out, form)
    return out.body


def _years(out: Writer, sketch: Sketch, form: SketchForm) -> None:
    first = next((one for one in sketch.forms if one.years), None)
    if form.years and first is not None and form.years != first.years:
        out.set("years", {"fixed": form.years})
    elif form.open_years and first is not None:
        out.set("years", {"count": form.open_years, "printed": form.printed_year})


def _field(out: Writer, one: SketchField, *, tail: bool = False) -> None:
    label = "／".join(one.path[-2:])
    out.ask([f"“{label}”{question}" for question in one.questions])
    address = one.address.rpartition(".")[2] if tail else one.address
    out.set("address", address)
    if one.kind != "text":
        out.set("kind", one.kind)
    if one.axis != "none":
        out.set("axis", one.axis)
    if one.unit is not None and one.kind in _NUMERIC:
        out.set("unit", one.unit)
    for name, given in one.extra.items():
        if name in {"negative", "decimals", "units"} and one.kind not in _NUMERIC:
            continue
        if name == "concept" and given == one.address:
            continue
        out.set(name, list(given) if isinstance(given, tuple) else given)
    if one.kind == "choice":
        out.set("pick", one.pick)
        out.set("choices", [_choice(box) for box in one.boxes])


def _choice(box: Any) -> dict[str, Any]:
    made = {"id": box.id, "label": box.label}
    if box.note_field:
        made["note"] = box.note_field
    if box.concept:
        made["concept"] = box.concept
    return made


def _row(out: Writer, row: SketchRow, form: SketchForm) -> None:
    out.entry("section.row")
    out.ask([question for cell in row.cells for question in cell.questions])
    if row.repeat is not None:
        out.set("repeat", row.repeat)
    made, beside = [], ""
    for cell in row.cells:
        beside = cell.text if cell.kind == "label" else beside
        made.append(_cell(cell, form, beside))
    out.set("cells", made)


def _with_years(cell: SketchCell, form: SketchForm | None) -> str:
    """Return a printed text with its years as columns, and no braces of its own."""
    text = cell.text.replace("{", "｛").replace("}", "｝")
    if form is None:
        return text
    for number, year in enumerate(form.years, 1):
        text = re.sub(rf"(?<!\d){year}(?=\s*年)", f"{{year:{number}}}", text)
    if form.open_years and OPEN_YEAR.search(text):
        place = cell.year or -1
        text = OPEN_YEAR.sub(f"{{year:{place}}}", text)
    return text


def _cell(cell: SketchCell, form: SketchForm | None = None, beside: str = "") -> dict[str, Any]:
    made: dict[str, Any] = {}
    match cell.kind:
        case "heading":
            made["heading"] = _with_years(cell, form)
        case "label":
            made["label"] = _with_years(cell, form)
        case "index":
            made["index"] = True
        case "template":
            made["template"] = cell.text
        case "sign":
            made["sign"] = _sign(cell, beside)
        case "boxes":
            one = cell.fields[0]
            if len(cell.boxes) == 1 and len(one.boxes) > 1:
                made |= {"option": cell.boxes[0].id, "of": one.address}
            else:
                made["options"] = one.address
                if len(cell.boxes) < len(one.boxes):
                    made["only"] = [box.id for box in cell.boxes]
        case _:
            one = cell.fields[0]
            if one.axis == "year" and not cell.year:
                made["series"] = one.address
            else:
                made["field"] = one.address
                if cell.year:
                    made["year"] = cell.year
    if cell.span != 1:
        made["span"] = cell.span
    if cell.rows != 1:
        made["rows"] = cell.rows
    if cell.kind == "boxes" and "\n" not in cell.raw.strip():
        made["flow"] = "line"
    return made


def _sign(cell: SketchCell, beside: str) -> dict[str, Any]:
    """Return a signature box; its name stands in it, or in the label ``beside`` it, to the left."""
    from smdesk.service.drafting.cells import DATE_LINE, OPINION, SEAL

    title, lines = cell.text, list(cell.lines)
    if DATE_LINE.fullmatch(title) or (SEAL.search(title) and not OPINION.search(title)):
        title, lines = "", [title, *lines]
    date = next((one for one in lines if DATE_LINE.fullmatch(one)), None)
    lines = [one for one in lines if one != date]
    pledge = next((one for one in lines if len(one) > 18 and not SEAL.search(one)), None)
    lines = [one for one in lines if one != pledge]
    made: dict[str, Any] = {"title": title}
    if pledge:
        made["pledge"] = pledge
    made["lines"] = lines
    if date:
        made["date"] = date
    words = title or beside or "".join(lines)
    made["signer"] = next(
        (name for name, pattern in _SIGNERS if re.search(pattern, words)), "other"
    )
    return made


def _outline(out: Writer, form: SketchForm) -> None:
    out.table("outline")
    out.set("title", form.outline_title)
    if form.outline_subtitle:
        out.set("subtitle", form.outline_subtitle)
    if form.outline_columns:
        out.set("columns", form.outline_columns)
    limit = limit_of(form.outline_title, form.outline_subtitle)
    if limit:
        out.set("limit", limit)
    if not form.outline:
        out.set("item", [])
    for item in form.outline:
        out.entry("outline.item")
        out.set("id", item.id)
        if item.level > 1:
            out.set("level", item.level)
        out.set("title", item.title)
        if item.hint:
            out.set("hint", item.hint)
        if item.evidence:
            out.set("evidence", item.evidence)
    if form.attachments:
        # Keys of the form itself may not stand behind its tables, so the title goes to the front.
        out.lines.insert(_before_tables(out.lines), _title_line(form))
    for item in form.attachments:
        out.entry("attachment")
        out.set("id", item.id)
        out.set("title", item.title)
        if "如有" in item.title:
            out.set("required", False)


def _before_tables(lines: list[str]) -> int:
    return next((n for n, one in enumerate(lines) if one.startswith("title = ")), 0)


def _title_line(form: SketchForm) -> str:
    from smdesk.service.drafting.toml import text

    return f"attachments_title = {text(form.attachments_title)}"


# ---- the 汇总表 ----


def _summary(sketch: Sketch, summary: SketchSummary) -> str:
    out = Writer("汇总表：各栏取自哪个字段请核对；留空的栏由汇总单位填写。")
    out.set("number", summary.number)
    out.set("title", summary.title)
    out.set("head", summary.head)
    out.entry("part")
    if len(sketch.forms) > 1:
        out.ask(["汇总表只印一张：请核对它汇总的是哪种申报表，或按类型分成几部分"])
    out.set("form", sketch.forms[0].id)
    out.set("title", "")
    out.set("rows", summary.rows)
    out.set("column", list(_columns(summary)))
    return out.body


def _columns(summary: SketchSummary) -> Iterator[dict[str, Any]]:
    for one in summary.columns:
        made: dict[str, Any] = {"label": one.label, "width": one.width}
        if one.source:
            made["source"] = one.source
        yield made
