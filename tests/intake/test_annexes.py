"""What was printed on an 附页 comes back from every carrier of a Word file."""

import io
import re
import zipfile

import pytest

from smdesk.intake.read import read_file
from smdesk.notices.loader import find_form
from smdesk.packet.build import build_packet
from smdesk.packet.docx import write_docx
from smdesk.service.samples import load_sample

FORM = "zhejiang-2020/enterprise"
LONG = {
    "org.business": "大流量潜水轴流泵和一体化预制泵站的研发、制造、销售；远程运维和节能改造服务。"
    * 20,
    "honours.awarded": "\n".join(f"省级奖励第 {number} 项（2019 年）" for number in range(60)),
}


def written(texts=LONG):
    pack, form = find_form(FORM)
    sample, files = load_sample(FORM)
    declaration = sample.with_values({**sample.values, **texts})
    packet = build_packet(pack, form, declaration, draft=False, files=files)
    assert set(packet.annexes) == set(LONG)
    return write_docx(packet, files)


def stripped(data, *patterns):
    """Return a Word file without its payload, each pattern replaced by what it holds."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("customXml"):
                continue
            if name == "word/document.xml":
                text = part.decode()
                for pattern in patterns:
                    text = re.sub(pattern, r"\g<kept>", text)
                part = text.encode()
            if name.endswith("document.xml.rels"):
                part = re.sub(rb'<Relationship Id="payload"[^>]*/>', b"", part)
            new.writestr(name, part)
    return stream.getvalue()


CONTROLS = r"<w:sdt>.*?<w:sdtContent>(?P<kept>.*?)</w:sdtContent></w:sdt>"
BOOKMARKS = r"(?P<kept>)<w:bookmark(?:Start|End)[^>]*/>"


def read_back(tmp_path, data):
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    return read_file(path)


def test_payload_and_pages_agree_about_texts_on_an_annex(tmp_path):
    submission = read_back(tmp_path, written())
    assert submission.seal == "intact"
    assert {one.address: one.text for one in submission.values}.items() >= LONG.items()


@pytest.mark.parametrize("lost", [(), (CONTROLS,), (CONTROLS, BOOKMARKS)])
def test_whole_text_comes_back_though_carriers_are_lost(tmp_path, lost):
    submission = read_back(tmp_path, stripped(written(), *lost))
    assert {one.address: one.text for one in submission.values}.items() >= LONG.items()


def test_what_was_changed_on_an_annex_is_a_change_of_its_value(tmp_path):
    changed = re.sub("省级奖励第 3 项", "省级奖励第三项", LONG["honours.awarded"])
    with zipfile.ZipFile(io.BytesIO(written())) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    key = "word/document.xml"
    members[key] = members[key].replace("省级奖励第 3 项".encode(), "省级奖励第三项".encode())
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    submission = read_back(tmp_path, stream.getvalue())
    assert submission.changed == ("honours.awarded",)
    assert {one.address: one.text for one in submission.values}["honours.awarded"] == changed
