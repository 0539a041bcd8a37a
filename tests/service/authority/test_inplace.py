"""The small print of writing into foreign Word markup: what a cell already holds, zip and names."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from docx.document import Document as DocumentObject
from officials import Habits, official, zipped

from smdesk.intake.forms import known_packs
from smdesk.notices.declaration import Declaration
from smdesk.notices.grid import GridCell, table_grid
from smdesk.notices.models import Form, Pack
from smdesk.packet.docx.inplace import replaced
from smdesk.service.authority.fill import fill_bytes
from smdesk.service.samples import load_sample

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = (
    (W, "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)


def sample() -> tuple[Pack, Form, Declaration]:
    pack = next(one for one in known_packs() if one.notice.id == "zhejiang-2020")
    declaration, _ = load_sample("zhejiang-2020/enterprise")
    return pack, pack.forms["enterprise"], declaration


def document(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return opened.read("word/document.xml").decode()


def changed(change: Callable[[str], str]) -> bytes:
    pack, form, _ = sample()
    text = document(official(pack, [form], ()))
    return zipped(change(text[text.index("<w:document") :]))


def beside(label: str, inner: str) -> Callable[[str], str]:
    """Put markup into the empty cell right of a label."""

    def change(text: str) -> str:
        at = text.index(f">{label}</w:t>")
        cell = re.compile(
            r"(<w:tc>(?:(?!</w:tc>).)*?<w:p [^>]*>(?:(?!</w:p>).)*?)(</w:p></w:tc>)", re.DOTALL
        )
        found = cell.search(text, text.index("</w:tc>", at))
        assert found is not None
        return text[: found.start(2)] + inner + text[found.start(2) :]

    return change


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("label", "inner", "left"),
    [
        ("资产总额（万元）", run("万元"), "万元"),
        ("企业名称", run("（请填写全称）", '<w:color w:val="FF0000"/>'), ""),
        ("企业名称", run("________________"), ""),
        ("邮政编码", run("　　　"), ""),
        ("企业名称", "<w:r><w:tab/></w:r>", ""),
        ("注册地址", f'<w:ins w:id="9" w:author="某处">{run("请填写")}</w:ins>', ""),
        ("企业性质", '<w:bookmarkStart w:id="3" w:name="x"/><w:bookmarkEnd w:id="3"/>', ""),
        (
            "企业名称",
            ('<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{1}"/><w:showingPlcHdr/>'
            f"<w:text/></w:sdtPr><w:sdtContent>{run('单击此处输入')}</w:sdtContent></w:sdt>"),
            "",
        ),
        (
            "企业性质",
            ('<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:value="1"/></w:dropDownList></w:sdtPr>'
            f"<w:sdtContent>{run('选择一项。')}</w:sdtContent></w:sdt>"),
            "",
        ),
    ],
)  # fmt: skip
def test_a_cell_that_is_not_quite_empty_is_filled(label: str, inner: str, left: str) -> None:
    pack, form, declaration = sample()
    filled, report = fill_bytes(changed(beside(label, inner)), pack, form, declaration)
    assert [one.address for one in report.lost] == []
    if left:
        assert left in document(filled)
    assert "showingPlcHdr" not in document(filled)
    assert "dataBinding" not in document(filled)


def test_a_strict_document_stays_strict() -> None:
    pack, form, declaration = sample()

    def strict(text: str) -> str:
        for old, new in STRICT:
            text = text.replace(old, new)
        return text

    filled, report = fill_bytes(changed(strict), pack, form, declaration)
    assert report.lost == ()
    assert W not in document(filled)
    assert "purl.oclc.org" in document(filled)


def test_unknown_markup_comments_and_declaration_stay() -> None:
    pack, form, declaration = sample()
    strange = '<!-- 注释 --><?app data?><w:bookmarkStart w:id="7" w:name="_GoBack"/><w:bookmarkEnd w:id="7"/>'
    filled, report = fill_bytes(
        changed(lambda text: text.replace("<w:body>", f"<w:body>{strange}", 1)),
        pack,
        form,
        declaration,
    )
    assert report.lost == ()
    text = document(filled)
    assert text.startswith('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<w:document')
    for one in ("<!-- 注释 -->", "<?app data?>", 'w:name="_GoBack"', 'mc:Ignorable="w14"'):
        assert one in text


def test_every_paragraph_id_is_alone_after_rows_were_added() -> None:
    pack, _, _ = sample()
    form = pack.forms["platform"]
    declaration, _ = load_sample("zhejiang-2020/platform")
    filled, report = fill_bytes(
        official(pack, [form], (), Habits(rows=1, blanks="control")), pack, form, declaration
    )
    assert report.lost == ()
    ids = re.findall(r'w14:paraId="(\w+)"', document(filled))
    assert len(ids) == len(set(ids))
    controls = re.findall(r'<w:id w:val="(\d+)"/>', document(filled))
    assert len(controls) == len(set(controls))


def test_a_form_made_with_python_docx_is_filled() -> None:
    pack, form, declaration = sample()
    made = Document()
    made.add_paragraph(pack.notice.cover.title[0])
    for line in (
        "申报单位：______________（盖章）",
        "申报类型：□示范企业 □示范项目 □示范平台",
        "推荐单位：______________",
    ):
        made.add_paragraph(line)
    made.add_paragraph(form.title)
    _table(made, form)
    body = io.BytesIO()
    made.save(body)
    filled, report = fill_bytes(body.getvalue(), pack, form, declaration)
    assert [(one.address, one.text) for one in report.lost] == []
    again = Document(io.BytesIO(filled))
    texts = [one.text for one in again.paragraphs]
    assert any(declaration.values["org.name"] in text and "（盖章）" in text for text in texts)
    assert "☑示范企业" in "".join(texts)


def _table(made: DocumentObject, form: Form) -> None:
    grid = table_grid(form, (2017, 2018, 2019))
    table = made.add_table(len(grid.rows), len(grid.edges) - 1)
    for cell in grid.cells:
        first = table.cell(cell.row, cell.column)
        last = table.cell(cell.row + cell.rows - 1, cell.column + cell.columns - 1)
        joined = first.merge(last)
        joined.text = _printed(cell)


def _printed(cell: GridCell) -> str:
    return "" if cell.role == "value" else cell.printed


class _Pipe(io.RawIOBase):
    """A stream that cannot be sought: zips written to it carry data descriptors."""

    def __init__(self) -> None:
        self.body = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self.body += bytes(data)  # type: ignore[call-overload]
        return len(bytes(data))  # type: ignore[call-overload]


def test_a_zip_with_data_descriptors_and_a_comment_is_copied_raw() -> None:
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.txt", b"a" * 1000)
        made.writestr("word/document.xml", b"<old/>")
        made.writestr("资料.bin", bytes(range(256)))
        made.comment = "主管部门".encode()
    data = bytes(pipe.body)
    new = replaced(data, "word/document.xml", b"<new>" + b"n" * 5000 + b"</new>")
    with zipfile.ZipFile(io.BytesIO(new)) as opened:
        assert opened.testzip() is None
        assert opened.comment == "主管部门".encode()
        assert opened.namelist() == ["a.txt", "word/document.xml", "资料.bin"]
        assert opened.read("word/document.xml").startswith(b"<new>n")
    start = data.index(b"PK\x03\x04", 1)
    assert new[:start] == data[:start]
