"""Files that should exhaust a reader."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib

from sixteenth.draw import para, run
from sixteenth.faults import (
    PARTLY,
    READ,
    REFUSED,
    fault,
    good,
    rezip,
    with_body,
    with_document,
)


@fault("炸弹.docx")
def zip_bomb() -> bytes:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good("bomb"))) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as into,
    ):
        for name in old.namelist():
            if name != "word/document.xml":
                into.writestr(name, old.read(name))
        with into.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(300):
                part.write(b" " * (1 << 20))
    return made.getvalue()


@fault("谎报大小.docx")
def lying_size() -> bytes:
    data = bytearray(zip_bomb())
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 500)
    return bytes(data)


@fault("重叠.docx")
def overlapping() -> bytes:
    data = good("overlap")
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        at = old.infolist()[2].header_offset
    made = bytearray(data)
    spot = made.index(b"PK\x01\x02")
    while spot >= 0 and spot < len(made) - 46:
        if made[spot : spot + 4] != b"PK\x01\x02":
            break
        struct.pack_into("<I", made, spot + 42, at)
        n, m, k = struct.unpack_from("<HHH", made, spot + 28)
        spot += 46 + n + m + k
    return bytes(made)


@fault("许多部件.docx")
def many_members() -> bytes:
    return rezip(good("many"), lambda n, d: d, {f"word/media/i{i}.bin": b"" for i in range(40000)})


@fault("重名.docx")
def same_names() -> bytes:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return rezip(good("dup"), lambda n, d: d, {"word/document.xml": b"<x/>"})


@fault("大小写重名.docx")
def same_names_folded() -> bytes:
    return rezip(good("dup2"), lambda n, d: d, {"WORD/Document.XML": b"<x/>"})


@fault("越出.docx")
def traversal_part() -> bytes:
    return rezip(good("trav"), lambda n, d: d, {"../../../../tmp/sixteenth-evil.txt": b"x"})


LAUGH = '<!DOCTYPE x [<!ENTITY a "{}">{}]>'.format("ha" * 50, "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)))  # fmt: skip


def _dtd(text: str, dtd: str, entity: str) -> str:
    head, _, rest = text.partition("?>")
    return f"{head}?>{dtd}{rest}".replace("有限公司", entity)


@fault("实体炸弹.docx", codes=("intake.xml-dtd",))
def entity_bomb() -> bytes:
    return with_document(lambda t: _dtd(t, LAUGH, "&j;"))


@fault("实体炸弹宽.docx", codes=("intake.xml-dtd",))
def entity_bomb_wide() -> bytes:
    return rezip(
        good(),
        lambda n, d: (
            _dtd(d.decode(), LAUGH, "&j;").replace("UTF-8", "UTF-16", 1).encode("utf-16")
            if n == "word/document.xml"
            else d
        ),
    )


@fault("外部实体.docx", codes=("intake.xml-dtd",))
def external_entity() -> bytes:
    return with_document(
        lambda t: _dtd(t, '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "&e;")
    )


@fault("样式外部实体.docx")
def external_entity_in_styles() -> bytes:
    return rezip(
        good("e3"),
        lambda n, d: d,
        {"word/styles.xml": b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>'},
    )


@fault("三万行.docx")
def thirty_thousand_rows() -> bytes:
    row = "<w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
    table = (
        "<w:tbl><w:tblPr/><w:tblGrid/>"
        + "".join(row.format(zlib.crc32(b"%d" % i)) for i in range(30000))
        + "</w:tbl>"
    )
    return with_body(table, "rows")


@fault("嵌套万层.docx")
def deep_xml() -> bytes:
    return with_body("<w:p>" + "<w:smartTag>" * 10000 + "</w:smartTag>" * 10000 + "</w:p>", "deep")


@fault("嵌套表格.docx", READ, PARTLY, REFUSED)
def deep_tables() -> bytes:
    n = 45
    return with_body(
        "<w:tbl><w:tr><w:tc>" * n + "<w:p/>" + "</w:tc></w:tr></w:tbl><w:p/>" * n, "deep tables"
    )


@fault("跨亿列.docx")
def huge_span() -> bytes:
    return with_document(
        lambda t: t.replace('<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="2147483647"/>', 1),
        who="span",
    )


@fault("负跨列.docx", READ, PARTLY, REFUSED)
def negative_span() -> bytes:
    return with_document(
        lambda t: t.replace('<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="-5"/>', 1).replace(
            '<w:gridSpan w:val="3"/>', '<w:gridSpan w:val="abc"/>', 1
        ),
        who="neg",
    )


@fault("跨前亿列.docx", REFUSED, PARTLY, READ)
def huge_before() -> bytes:
    return with_document(
        lambda t: t.replace(
            "<w:tr>",
            '<w:tr><w:trPr><w:gridBefore w:val="99999999"/><w:gridAfter w:val="99999999"/></w:trPr>',
            1,
        ),
        who="before",
    )


@fault("十万列.docx", REFUSED, PARTLY, READ)
def many_columns() -> bytes:
    return with_body(
        "<w:tbl><w:tblGrid>"
        + '<w:gridCol w:w="1"/>' * 100000
        + "</w:tblGrid><w:tr>"
        + "<w:tc><w:p/></w:tc>" * 20000
        + "</w:tr></w:tbl>",
        "columns",
    )


@fault("长文字.docx")
def long_text() -> bytes:
    more = "".join(random.Random(5).choices("的一是在不了有和人这中大为上个国", k=3_000_000))
    return with_body(para(run(more)), "long")


@fault("许多段.docx", REFUSED, PARTLY, READ)
def many_paragraphs() -> bytes:
    return with_body("<w:p><w:r><w:t>0</w:t></w:r></w:p>" * 200_000, "paragraphs")


@fault("一格万段.docx", REFUSED, PARTLY, READ)
def many_runs_in_a_cell() -> bytes:
    return with_document(
        lambda t: t.replace(
            "</w:p></w:tc>",
            "".join(f"<w:r><w:t>{i}</w:t></w:r>" for i in range(60000)) + "</w:p></w:tc>",
            1,
        ),
        who="runs",
    )


@fault("许多表.docx", REFUSED, PARTLY, READ)
def many_tables() -> bytes:
    one = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>企业名称</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>甲{}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"
    return with_body("".join(one.format(i) for i in range(4000)), "tables")


@fault("域成串.docx", READ, PARTLY, REFUSED)
def unbalanced_fields() -> bytes:
    return with_body(
        para('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 3000 + run("尾")), "fields"
    )


@fault("巨图.docx", READ, PARTLY, REFUSED)
def huge_picture() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
    image = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 8_000_000))
        + chunk(b"IEND", b"")
    )
    drawing = '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="rI"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    link = b'<Relationship Id="rI" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/i.png"/></Relationships>'

    def change(name: str, data: bytes) -> bytes:
        if name.endswith("document.xml.rels"):
            return data.replace(b"</Relationships>", link)
        return (
            data.replace(b"<w:sectPr/>", drawing.encode() + b"<w:sectPr/>")
            if name == "word/document.xml"
            else data
        )

    return rezip(good("picture"), change, {"word/media/i.png": image})


@fault("五十一兆.docx")
def too_large() -> bytes:
    return rezip(
        good("large"), lambda n, d: d, {"word/media/i.bin": random.Random(6).randbytes(51 << 20)}
    )
