"""From a blank .docx to the folder of a pack that loads, with every open question told."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from smdesk.errors import SmdeskError
from smdesk.files import write_together
from smdesk.intake import guard
from smdesk.intake.forms import known_packs
from smdesk.intake.kinds import FileKind
from smdesk.intake.sniff import sniff
from smdesk.intake.word import WordTable
from smdesk.intake.word.elements import read_body
from smdesk.intake.wordfile import WordFile
from smdesk.notices.grid import Grid, table_grid
from smdesk.notices.labels import label_cells, label_path
from smdesk.notices.lint import LintReport, lint_pack
from smdesk.notices.loader import ORIGINAL_SUFFIX
from smdesk.notices.models import Form, Pack
from smdesk.service.drafting import files as written
from smdesk.service.drafting.cover import read_cover
from smdesk.service.drafting.facts import read_facts
from smdesk.service.drafting.known import Dictionary, dictionary, without_joints
from smdesk.service.drafting.looks import looks_of
from smdesk.service.drafting.naming import name_fields, year_of
from smdesk.service.drafting.outline import read_after
from smdesk.service.drafting.sketch import Sketch, SketchField, SketchForm
from smdesk.service.drafting.split import NUMBER, NUMBER_HEAD, FormPart, Parts, split
from smdesk.service.drafting.summary import read_summary
from smdesk.service.drafting.table import fill_form

_CATEGORIES = (
    ("project", "项目"), ("platform", "平台"), ("city", "城市|市申报|市级申报"),
    ("district", "示范区|园区|集聚区"), ("enterprise", "企业|公司|单位"),
)  # fmt: skip
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Draft:
    """A drafted pack: its folder (``None`` before it is written), files by name, open questions.

    ``questions`` are (file, question), as they stand in the files as comments; ``lint`` is the
    linter's report of what was written.
    """

    folder: Path | None
    files: dict[str, str]
    questions: tuple[tuple[str, str], ...]
    sketch: Sketch
    lint: LintReport | None = None


def draft_pack(
    source: Path, out: Path, packs: Iterable[Pack] | None = None, *, keep: bool = True
) -> Draft:
    """Draft a pack from a blank .docx into the new folder ``out``.

    ``packs`` lend their labels (all at hand by default); with ``keep`` the blank is put beside each
    single form as its original. Raises the guard's codes, ``authority.not-docx``,
    ``drafting.no-table`` where the file has no form's table, ``drafting.folder-used``.
    """
    data = guard.read_bytes(source)
    draft = sketch_file(data, source.name, _name(out.name), packs)
    return write_draft(draft, out, original=data if keep else None)


def write_draft(draft: Draft, out: Path, *, original: bytes | None = None) -> Draft:
    """Write a draft's files to ``out`` and lint them; raises ``drafting.folder-used``."""
    if out.exists() and any(out.iterdir()):
        raise SmdeskError("drafting.folder-used", folder=str(out))
    out.mkdir(parents=True, exist_ok=True)
    bodies = [(out / name, text.encode("utf-8")) for name, text in draft.files.items()]
    if original is not None and len(draft.sketch.forms) == 1:
        bodies.append((out / f"{draft.sketch.forms[0].id}{ORIGINAL_SUFFIX}", original))
    write_together(bodies)
    return Draft(out, draft.files, draft.questions, draft.sketch, lint_pack(out))


def sketch_file(data: bytes, name: str, pack_id: str, packs: Iterable[Pack] | None = None) -> Draft:
    """Return the draft of a blank .docx, nothing written; raises as `draft_pack`."""
    if sniff(data, name) not in {FileKind.DOCX, FileKind.DOCX_STRICT}:
        raise SmdeskError("authority.not-docx", file=name)
    word = WordFile(data)
    parts = split(read_body(word.body).items)
    if not parts.forms:
        raise SmdeskError("drafting.no-table", file=name)
    lenders = tuple(known_packs() if packs is None else packs)
    book = dictionary(lenders)
    sketch = Sketch(pack_id, "", "\n".join(parts.words) + "\n")
    for part in parts.forms:
        sketch.forms.append(_form(sketch, part, book, lenders))
    read_cover(sketch, parts, book)
    sketch.facts |= read_facts(sketch, parts)
    _instructions(sketch, parts)
    if parts.summary is not None:
        sketch.summary = read_summary(sketch, parts.summary)
    sketch.looks = looks_of(word, {one.title for one in sketch.forms}, set(sketch.cover_title))
    bodies = written.pack_files(sketch)
    return Draft(None, bodies, tuple(_questions(bodies)), sketch)


def _name(folder: str) -> str:
    return folder if _ID.fullmatch(folder) else "new-notice"


def _questions(bodies: dict[str, str]) -> Iterable[tuple[str, str]]:
    from smdesk.service.drafting.toml import MARK

    for name, text in bodies.items():
        for line in text.splitlines():
            if line.startswith(MARK):
                yield name, line.removeprefix(MARK)


# ---- one form ----


def _form(sketch: Sketch, part: FormPart, book: Dictionary, packs: Sequence[Pack]) -> SketchForm:
    number, title = _titles(part.head)
    category, sure = _category(title)
    taken = {one.id for one in sketch.forms}
    name = category
    count = 1
    while name in taken:
        count += 1
        name = f"{category}-{count}"
    form = SketchForm(name, category, number, title, 24, [], 0, "20**")
    if not sure:
        form.questions.append("申报类别（category）按表名猜测，请核对")
    fill_form(form, part.tables)
    _drop_empty(form)
    read_after(form, part.after)
    first = next((cell.text for cell in part.tables[0].cells if cell.text.strip()), "")
    form.printed_from = "\n".join([*(one for one in (number, title) if one), first.strip()])
    form.printed_to = _printed_to(sketch, form, part)
    _set_stand_ins(form)
    _name_all(form, book)
    _plain(form)
    form.applicant = _applicant(form, packs)
    return form


def _titles(head: Sequence[str]) -> tuple[str, str]:
    lines = [one for one in head if one.strip()]
    if lines and NUMBER.match(lines[0]):
        return lines[0], lines[1] if len(lines) > 1 else lines[0]
    for line in lines:
        found = NUMBER_HEAD.match(line)
        if found is not None:
            return found.group("number"), found.group("title")
    return "", lines[0] if lines else "申报表"


def _category(title: str) -> tuple[str, bool]:
    plain = re.sub(r"服务型制造|示范|创建|申报", "", title)
    for name, pattern in _CATEGORIES:
        if re.search(pattern, title if name in {"city", "district"} else plain):
            return name, True
    return "enterprise", False


def _drop_empty(form: SketchForm) -> None:
    form.sections = [one for one in form.sections if one.rows]
    for number, section in enumerate(form.sections, 1):
        section.id = f"section-{number}"


def _printed_to(sketch: Sketch, form: SketchForm, part: FormPart) -> str:
    after = [one.text.strip() for one in part.after if not isinstance(one, WordTable)]
    found = next((one for one in [form.outline_title, *after] if one), "")
    if not found:
        found = "（以上为申报表）"
        last = _last_words(part.tables[-1])
        place = sketch.words.rfind(last) + len(last) if last else len(sketch.words)
        sketch.words = f"{sketch.words[:place]}\n{found}{sketch.words[place:]}"
    return found


def _last_words(table: WordTable) -> str:
    return next((one.text for one in reversed(table.cells) if one.text.strip()), "")


def _fields(form: SketchForm) -> list[SketchField]:
    return [*form.fields, *(one for repeat in form.repeats for one in repeat.fields)]


def _set_stand_ins(form: SketchForm) -> None:
    for one in _fields(form):
        one.address = f"{one.repeat}.{one.name}" if one.repeat else one.name
        for number, box in enumerate(one.boxes, 1):
            box.id = f"box-{number}"
            if box.note_field:
                box.note_field = box.note_field
    form.applicant = form.fields[0].name if form.fields else "none"


def _grid(form: SketchForm) -> Grid:
    """Return the drafted table as a grid, as it stands."""
    bare = Sketch("draft", "", "", forms=[form])
    model = Form.model_validate(tomllib.loads(written._form(bare, form)))
    years = tuple(form.years) or tuple(range(9001, 9001 + form.open_years))
    return table_grid(model, years)


def _name_all(form: SketchForm, book: Dictionary) -> None:
    grid = _grid(form)
    by_address = {one.address: one for one in _fields(form)}
    stand_ins = {str(number) for number in range(9001, 9013)} | {str(one) for one in form.years}
    for address in grid.places:
        one = by_address.get(address.field)
        if one is not None and not one.path:
            labels = label_path(grid, address)
            section = grid.places[address].section
            rest = labels[1:] if labels and labels[0] == re.sub(r"\s+", "", section) else labels
            plain = tuple(text for text in rest if not _is_year(text, stand_ins))
            one.path = without_joints((re.sub(r"\s+", "", section), *plain))
    named = [one for one in _fields(form) if not one.name.endswith("_note")]
    name_fields(form, named, book)
    notes = [one for one in form.fields if one.name.endswith("_note")]
    by_name = {one.name: one for one in notes}
    for one in named:
        for box in one.boxes:
            note = by_name.get(box.note_field or "")
            if note is not None:
                note.address = f"{one.address}_other"
                note.extra["label"] = [*one.path, f"{box.label}（说明）"]
                box.note_field = note.address
    _single_years(form)
    _rename(form)


def _single_years(form: SketchForm) -> None:
    """Set the year of figures whose year stands in a label over them, where no column names it."""
    wanted = {
        one.name: year for one in form.fields if one.axis == "year" and (year := year_of(one))
    }
    cells = [cell for section in form.sections for row in section.rows for cell in row.cells]
    known = sorted({*form.years, *wanted.values()})
    if form.open_years or (form.years and known != form.years):
        wanted = {name: year for name, year in wanted.items() if year in form.years}
    elif wanted:
        form.years = known
    for cell in cells:
        for one in cell.fields:
            if one.axis == "year" and cell.kind == "blank" and cell.year is None:
                if one.name in wanted:
                    cell.year = form.years.index(wanted[one.name]) + 1
                else:
                    one.axis = "none"
            elif one.axis == "year" and cell.kind != "blank":
                one.axis = "none"


def _is_year(text: str, years: set[str]) -> bool:
    return any(year in text for year in years) and len(text) <= 8


def _rename(form: SketchForm) -> None:
    """Put the addresses in the place of the stand-in names."""
    by_name = {one.name: one for one in _fields(form)}
    for repeat in form.repeats:
        old = repeat.id
        heads = {one.address.rpartition(".")[0] for one in repeat.fields}
        repeat.id = heads.pop() if len(heads) == 1 else old
        for section in form.sections:
            for row in section.rows:
                if row.repeat == old:
                    row.repeat = repeat.id
    for section in form.sections:
        for row in section.rows:
            for cell in row.cells:
                if cell.kind == "template":
                    cell.text = re.sub(
                        r"\{(f\d+)", lambda found: f"{{{by_name[found.group(1)].address}", cell.text
                    )


def _plain(form: SketchForm) -> None:
    """List the labels that name no value; the linter wants a reason for each."""
    grid = _grid(form)
    named = {
        (label.row, label.column)
        for cell in grid.cells
        if cell.addresses or cell.role == "index"
        for label in label_cells(grid, cell)
    }
    years = tuple(form.years) or tuple(range(9001, 9001 + form.open_years))
    for cell in grid.cells:
        if cell.role == "label" and (cell.row, cell.column) not in named:
            text = re.sub(r"[\s\u3000]+", "", cell.printed)
            for number, year in enumerate(years):
                shown = form.printed_year if not form.years else str(form.years[number])
                text = text.replace(str(year), shown)
            if text and text not in form.plain:
                form.plain.append(text)


def _applicant(form: SketchForm, packs: Sequence[Pack]) -> str:
    there = {one.address for one in form.fields}
    likely = [
        one.applicant for pack in packs for one in pack.forms.values()
        if one.category == form.category
    ]  # fmt: skip
    found = next((one for one in [*likely, "org.name", "platform.name"] if one in there), None)
    if found is not None:
        return found
    form.questions.append("申报单位（applicant）取表上第一个名称，请核对")
    names = [one.address for one in form.fields if one.kind == "name"]
    return (names or [one.address for one in form.fields] or ["org.name"])[0]


def _instructions(sketch: Sketch, parts: Parts) -> None:
    if parts.instructions:
        sketch.instructions_title = parts.instructions[0]
        sketch.instructions = parts.instructions[1:]
