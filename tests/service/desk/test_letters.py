"""What goes back to the applicant, and how its correction comes home."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from test_cases import package

from smdesk.errors import SmdeskError
from smdesk.packet.package import write_package
from smdesk.service.desk.findings import found
from smdesk.service.desk.fixes import open_fix, read_fix, remains, write_fix
from smdesk.service.desk.intake import intake
from smdesk.service.desk.letter import Sender, letter, to_correct
from smdesk.service.desk.letters import letter_files
from smdesk.service.home import receive
from smdesk.service.samples import load_sample
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import State
from smdesk.store.library import Library

Put = Callable[..., Path]
FORM = "zhejiang-2020/enterprise"
SENDER = Sender("某县经济和信息化局", "李某", "0571-1", date(2020, 9, 30), date(2020, 9, 1))


@pytest.fixture
def faulty(desk: Desk, put: Put) -> int:
    batch = intake(desk, [put("a.smdx", package(name="faulty"))], workers=1)
    return batch.cases[0]


def test_the_letter_lists_each_finding_with_cell_value_clause_and_what_to_do(
    desk: Desk, faulty: int
) -> None:
    told = to_correct(desk, faulty)
    text = letter(desk, faulty, SENDER).text
    assert {one.level for one in told} == {"error", "check"}
    for one in told:
        assert one.message in text
        assert one.cells[0][0] in text
        if one.clause:
            assert one.clause["text"] in text
    version = desk.reading(desk.case(faulty).row.current).version
    assert version.seal_code in text
    assert "2020年9月30日前" in text
    assert "某县经济和信息化局" in text
    assert "org." not in text


def test_what_was_set_aside_or_answered_is_not_asked_for(desk: Desk, faulty: int) -> None:
    first = to_correct(desk, faulty)[0]
    desk.dismiss(faulty, first.key, "已电话核实，确为原文")
    assert first.message not in letter(desk, faulty, SENDER).text
    for one in found(desk, desk.case(faulty)):
        desk.dismiss(faulty, one.key, "已电话核实，确为原文")
    with pytest.raises(SmdeskError) as fault:
        letter(desk, faulty, SENDER)
    assert fault.value.code == "desk.nothing-to-correct"


def test_the_letter_counts_only_what_there_is(desk: Desk, faulty: int) -> None:
    told = to_correct(desk, faulty)
    errors = [one for one in told if one.level == "error"]
    assert f"下列 {len(errors)} 处须改正，{len(told) - len(errors)} 处须核实说明，" in (
        letter(desk, faulty, SENDER).text
    )
    for one in errors:
        desk.dismiss(faulty, one.key, "已电话核实，确为原文")
    text = letter(desk, faulty, SENDER).text
    assert f"下列 {len(told) - len(errors)} 处须核实说明，" in text
    assert "处须改正" not in text


def test_letter_and_fix_file_are_named_for_the_applicant(desk: Desk, faulty: int) -> None:
    made = letter_files(desk, faulty, SENDER, ("docx", "pdf", "fix"))
    assert [name.rpartition(".")[2] for name in made] == ["docx", "pdf", "smdfix"]
    assert all("杭州澜岫" in name for name in made)
    with pikepdf.open(BytesIO(next(data for name, data in made.items() if "pdf" in name))) as pdf:
        assert len(pdf.pages) >= 1
    with pytest.raises(SmdeskError) as fault:
        letter_files(desk, faulty, SENDER, ("odt",))
    assert fault.value.code == "desk.format-unknown"


def test_a_letter_ends_where_it_ends(desk: Desk, faulty: int) -> None:
    """What is bound ends on a verso; a letter has no blank page behind its last one."""
    told = to_correct(desk, faulty)
    pages: list[int] = []
    for kept in (len(told), 3):
        for one in told[kept:]:
            desk.dismiss(faulty, one.key, "已电话核实，确为原文")
        data = next(iter(letter_files(desk, faulty, SENDER, ("pdf",)).values()))
        with pypdfium2.PdfDocument(data) as pdf:
            pages.append(len(pdf))
            assert SENDER.bureau in pdf[len(pdf) - 1].get_textpage().get_text_bounded()
    assert any(one % 2 for one in pages)


def test_the_fix_file_finds_the_applicant_s_own_draft_and_its_cells(
    desk: Desk, faulty: int, tmp_path: Path
) -> None:
    path = tmp_path / "x.smdfix"
    path.write_bytes(write_fix(desk, faulty, SENDER))
    fix = read_fix(path)
    declaration, _ = load_sample(FORM, "faulty")
    with Library.open(tmp_path / "library") as library:
        made = open_fix(library, fix)
        assert made.made
        assert library.load(made.draft).declaration.values == declaration.values
        assert library.missing_files(made.draft) == ()
        again = open_fix(library, fix)
        assert (again.draft, again.made) == (made.draft, False)
    item = next(one for one in fix.head.items if one.addresses[0] == "org.postcode")
    assert remains(item, declaration.values)
    assert not remains(item, declaration.values | {"org.postcode": "311100"})
    assert fix.head.until == "2020-09-30"


def test_a_fix_file_opens_the_draft_at_the_first_cell_still_to_be_corrected(
    desk: Desk, faulty: int, tmp_path: Path
) -> None:
    path = tmp_path / "x.smdfix"
    path.write_bytes(write_fix(desk, faulty, SENDER))
    items = read_fix(path).head.items
    with Library.open(tmp_path / "library") as library:
        arrival = receive(library, path)
        assert (arrival.submission.status, arrival.problems) == ("read", ())
        assert arrival.draft is not None
        draft = library.load(arrival.draft)
        assert draft.place == items[0].addresses[0]
        corrected = draft.declaration.with_values({items[0].addresses[0]: "已改正的单位名称"})
        library.save(draft.id, draft.revision, corrected)
        again = receive(library, path)
        assert again.draft == arrival.draft
        assert library.load(draft.id).place != items[0].addresses[0]
        assert library.load(draft.id).declaration.values == corrected.values
        path.write_bytes(b"PK")
        spoilt = receive(library, path)
        assert spoilt.submission.status == "refused"
        assert [one.code for one in spoilt.problems] == ["desk.fix-not-one"]


def test_what_is_no_fix_file_and_what_is_damaged_is_told(
    desk: Desk, faulty: int, put: Put, tmp_path: Path
) -> None:
    with pytest.raises(SmdeskError) as fault:
        read_fix(put("b.smdfix", package()))
    assert fault.value.code == "desk.fix-not-one"
    data = write_fix(desk, faulty, SENDER)
    with pytest.raises(SmdeskError) as fault:
        read_fix(put("c.smdfix", data[: len(data) // 2]))
    assert fault.value.code == "desk.fix-damaged"


@pytest.mark.parametrize(
    "changes",
    [
        {"org.fax": "0571-88880000"},
        {"org.uscc": "91330100PDY00001XX", "org.name": "杭州澜岫流体装备股份有限公司"},
    ],
    ids=["a value", "code and name"],
)
def test_the_corrected_version_comes_to_its_case(
    desk: Desk, faulty: int, put: Put, changes: dict[str, str]
) -> None:
    desk.move([faulty], State.RETURNED)
    declaration, files = load_sample(FORM, "faulty")
    corrected = write_package(declaration.with_values(changes), files)
    batch = intake(desk, [put("later/corrected.smdx", corrected)], workers=1)
    assert batch.cases == (faulty,)
    case = desk.case(faulty)
    assert case.row.state is State.CORRECTED
    assert len(case.versions) == 2


def test_another_company_is_not_taken_for_a_correction(desk: Desk, faulty: int, put: Put) -> None:
    desk.move([faulty], State.RETURNED)
    far = package(org__uscc="91140100PDY000036F", org__name="太原某某重工有限公司")
    assert intake(desk, [put("far.smdx", far)], workers=1).cases != (faulty,)
