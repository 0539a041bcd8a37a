"""The verbs as a person at a terminal uses them."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smdesk.cli import run
from smdesk.service.samples import load_sample, sample_values

FORMS = ("zhejiang-2020/enterprise", "zhejiang-2020/project", "zhejiang-2020/platform")
Json = Callable[..., Any]


@pytest.fixture
def as_json(capsys: pytest.CaptureFixture[str]) -> Json:
    """Run a verb with ``--json``; check its status; return the one value it printed."""

    def call(*arguments: str, status: int = 0) -> Any:
        capsys.readouterr()
        assert run([*arguments, "--json"]) == status
        printed = capsys.readouterr()
        return json.loads(printed.out)

    return call


def values_file(folder: Path, form: str, **changes: str) -> Path:
    path = folder / "values.json"
    path.write_text(json.dumps(sample_values(form) | changes, ensure_ascii=False), "utf-8")
    return path


def test_notices_lists_each_form_with_its_pack_hash(as_json: Json) -> None:
    found = next(one for one in as_json("notices") if one["id"] == "zhejiang-2020")
    assert [form["id"] for form in found["forms"]] == list(FORMS)
    assert len(found["pack"]) == 64
    assert found["document_number"] == "浙经信服务〔2020〕114号"


@pytest.mark.parametrize("form", FORMS)
def test_fields_tell_all_that_the_command_promises(as_json: Json, form: str) -> None:
    fields = as_json("fields", form)
    wanted = {"address", "label", "kind", "unit", "required", "choices", "limit", "concept",
              "source", "rules"}  # fmt: skip
    assert all(set(one) == wanted for one in fields)
    assert len({one["address"] for one in fields}) == len(fields)
    assert set(sample_values(form)) <= {one["address"] for one in fields}


def test_a_year_column_stands_in_the_label_path(as_json: Json) -> None:
    fields = {one["address"]: one for one in as_json("fields", FORMS[0])}
    assert fields["finance.revenue[2019]"]["label"] == [
        "二、经营管理状况", "营业收入（万元）", "2019年",
    ]  # fmt: skip


def test_unknown_form_is_refused_with_its_code(as_json: Json) -> None:
    told = as_json("fields", "zhejiang-2020/city", status=1)
    assert told["error"]["code"] == "notices.form-missing"


def test_wrong_use_exits_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fill"]) == 2
    assert run(["no-such-verb"]) == 2
    assert run([]) == 2
    assert "缺少参数" in capsys.readouterr().err


@pytest.mark.parametrize("form", FORMS)
def test_sample_checks_without_an_error(as_json: Json, tmp_path: Path, form: str) -> None:
    path = tmp_path / "v.json"
    assert run(["sample", form, "--out", str(path)]) == 0
    findings = as_json("check", form, "--values", str(path))
    assert [one for one in findings if one["level"] == "error"] == []


def test_check_names_the_first_of_many_places_and_json_has_all(
    as_json: Json, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = "national-2022/platform"
    path = values_file(tmp_path, form)
    (rebuilt,) = [
        one
        for one in as_json("check", form, "--values", str(path))
        if one["rule"] == "form.reconstructed"
    ]
    count = len(rebuilt["addresses"])
    assert count > 3
    assert run(["check", form, "--values", str(path)]) == 0
    line = next(one for one in capsys.readouterr().out.splitlines() if rebuilt["message"] in one)
    assert line.endswith(f"（{'，'.join(rebuilt['addresses'][:3])} 等 {count} 处）")


def test_check_exits_with_one_and_names_rule_clause_and_fix(as_json: Json, tmp_path: Path) -> None:
    path = values_file(tmp_path, FORMS[0], **{"finance.service_revenue[2019]": "99999999"})
    findings = as_json("check", FORMS[0], "--values", str(path), status=1)
    worst = [one for one in findings if "finance.service_revenue[2019]" in one["addresses"]]
    assert any(one["level"] == "error" for one in worst)
    assert all(
        {"rule", "level", "addresses", "message", "clause", "fix"} <= set(one) for one in findings
    )


@pytest.mark.parametrize("form", FORMS)
def test_fill_then_read_gives_every_value_back(as_json: Json, tmp_path: Path, form: str) -> None:
    values = values_file(tmp_path, form)
    out = tmp_path / "out"
    report = as_json("fill", form, "--values", str(values), "--out", str(out))
    made = {Path(one["path"]).suffix for one in report["files"]}
    assert made == {".docx", ".pdf", ".xlsx", ".smdx"}
    for suffix, source in ((".smdx", "package"), (".docx", "payload")):
        [path] = out.glob(f"*{suffix}")
        [found] = as_json("read", str(path))
        assert found["status"] == "read"
        assert found["form"] == form.split("/")[1]
        assert found["seal"] == "intact"
        assert {one["address"]: one["text"] for one in found["values"]} == sample_values(form)
        assert {one["source"] for one in found["values"]} == {source}


def test_final_export_is_refused_while_an_error_stands(as_json: Json, tmp_path: Path) -> None:
    values = values_file(tmp_path, FORMS[0], **{"org.postcode": "12345"})
    out = tmp_path / "out"
    report = as_json("fill", FORMS[0], "--values", str(values), "--out", str(out), status=1)
    assert report["refused"] is True
    assert report["problems"][0]["code"] == "service.final-refused"
    assert not out.exists()


def test_draft_export_is_never_refused(as_json: Json, tmp_path: Path) -> None:
    path = tmp_path / "v.json"
    path.write_text("{}", "utf-8")
    out = tmp_path / "out"
    report = as_json(
        "fill", FORMS[0], "--values", str(path), "--out", str(out), "--draft", status=1
    )
    assert report["refused"] is False
    assert report["seal"] is None
    assert all("草稿" in Path(one["path"]).name for one in report["files"][:1])


def test_values_that_the_form_has_no_place_for_are_named(as_json: Json, tmp_path: Path) -> None:
    path = values_file(
        tmp_path, FORMS[0],
        **{"org.nam": "x", "finance.revenue[2016]": "1", "investors[1].name": "y", "9bad": "z"},
    )  # fmt: skip
    told = as_json("check", FORMS[0], "--values", str(path), status=1)
    assert told["error"]["code"] == "service.values-faulty"
    assert sorted(one["code"] for one in told["problems"]) == [
        "notices.address-invalid", "service.address-unknown", "service.address-unknown",
        "service.year-unknown",
    ]  # fmt: skip


def test_narrative_and_attachments_travel_in_the_package(as_json: Json, tmp_path: Path) -> None:
    declaration, files = load_sample(FORMS[0])
    scan = tmp_path / "licence.jpg"
    scan.write_bytes(files(declaration.attachments[0].sha256))
    values = values_file(tmp_path, FORMS[0])
    as_json(
        "fill", FORMS[0], "--values", str(values), "--out", str(tmp_path / "out"),
        "--format", "package", "--attach", f"licence={scan}",
    )  # fmt: skip
    [package] = (tmp_path / "out").iterdir()
    [found] = as_json("read", str(package))
    assert found["attachments"] == ["licence.jpg"]


def test_an_attachment_that_is_no_document_is_refused(as_json: Json, tmp_path: Path) -> None:
    bad = tmp_path / "licence.jpg"
    bad.write_bytes(b"MZ\x90\x00 this is a program")
    values = values_file(tmp_path, FORMS[0])
    told = as_json(
        "fill", FORMS[0], "--values", str(values), "--out", str(tmp_path / "out"),
        "--attach", f"licence={bad}", status=1,
    )  # fmt: skip
    assert told["error"]["code"] == "service.attachment-kind"


def test_a_format_that_is_not_known_is_refused(as_json: Json, tmp_path: Path) -> None:
    values = values_file(tmp_path, FORMS[0])
    told = as_json(
        "fill", FORMS[0], "--values", str(values), "--out", str(tmp_path), "--format", "ofd",
        status=1,
    )  # fmt: skip
    assert told["error"]["code"] == "service.format-unknown"


def test_read_gives_one_object_a_file_even_for_rubbish(as_json: Json, tmp_path: Path) -> None:
    rubbish = tmp_path / "a.docx"
    rubbish.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    missing = tmp_path / "none.docx"
    found = as_json("read", str(rubbish), str(missing), status=1)
    assert [one["status"] for one in found] == ["refused", "refused"]
    assert all(one["problems"] for one in found)


def test_lint_of_the_bundled_pack_is_clean_and_covers_every_label(as_json: Json) -> None:
    report = as_json("lint", "zhejiang-2020")
    assert report["problems"] == []
    assert all(one["missing"] == [] for one in report["coverage"])


def test_lint_of_a_folder_that_is_no_pack_says_so(as_json: Json, tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    report = as_json("lint", str(tmp_path / "p"), status=1)
    assert "notices.file-missing" in [one["code"] for one in report["problems"]]


def test_blank_form_opens_in_word_readers(tmp_path: Path) -> None:
    import docx

    path = tmp_path / "blank.docx"
    assert run(["blank", FORMS[2], "--out", str(path)]) == 0
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    assert "填报说明" in text
    assert "参考附件" in text


def test_demo_exports_three_firms_and_shows_the_faulty_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["demo", "--out", str(tmp_path / "demo")]) == 0
    told = capsys.readouterr().out
    for suffix in ("docx", "pdf", "xlsx", "smdx"):
        assert len(list((tmp_path / "demo").rglob(f"*.{suffix}"))) >= 4
    assert "[错误]" in told
    assert "依据：" in told


def test_a_value_that_the_form_decides_is_not_dropped_in_silence(
    as_json: Json, tmp_path: Path
) -> None:
    path = values_file(tmp_path, FORMS[0], **{"cover.kind": "示范平台"})
    told = as_json("check", FORMS[0], "--values", str(path), status=1)
    assert [one["code"] for one in told["problems"]] == ["rules.address-fixed"]
    path = values_file(tmp_path, FORMS[0], **{"cover.kind": "示范企业"})
    as_json("check", FORMS[0], "--values", str(path))


def test_years_other_than_those_printed_are_refused(as_json: Json, tmp_path: Path) -> None:
    path = values_file(tmp_path, FORMS[0])
    arguments = ("check", FORMS[0], "--values", str(path), "--years")
    told = as_json(*arguments, "2020,2021,2022", status=1)
    assert told["error"]["code"] == "session.years-printed"
    as_json(*arguments, "2017，2018，2019")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b'{"org.name": "a", "org.name": "b"}', "intake.json-duplicate"),
        (b'{"org.name": NaN}', "intake.json-number"),
        ('{"org.name": "a"}'.encode("utf-16"), "intake.json-encoding"),
        (b"", "intake.json-syntax"),
        (b"[" * 5000, "intake.json-depth"),
        (b'{"org.name": 12}', "service.value-not-text"),
        (b"[]", "service.values-not-object"),
    ],
)
def test_a_values_file_that_is_no_object_of_texts_is_named_with_its_fault(
    as_json: Json, tmp_path: Path, body: bytes, code: str
) -> None:
    path = tmp_path / "填报值.json"
    path.write_bytes(body)
    told = as_json("check", FORMS[0], "--values", str(path), status=1)
    assert [one["code"] for one in told["problems"]] == [code]
    assert "填报值.json" in told["error"]["message"]


def test_wrong_use_is_json_too_where_json_was_asked_for(as_json: Json) -> None:
    for arguments in (("check",), ("check", FORMS[0], "--vals", "x"), ("read",), ("nothing",)):
        assert as_json(*arguments, status=2)["error"]["code"] == "cli.wrong-use"


def test_an_unknown_option_is_told_with_the_usage_of_its_verb(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["notices", "--colour"]) == 2
    told = capsys.readouterr().err
    assert "smdesk notices" in told
    assert "不认识的参数：--colour" in told


def test_an_empty_list_of_formats_is_wrong_use(tmp_path: Path) -> None:
    values = values_file(tmp_path, FORMS[0])
    arguments = ["fill", FORMS[0], "--values", str(values), "--out", str(tmp_path / "o")]
    assert run([*arguments, "--format", " , "]) == 2
    assert not (tmp_path / "o").exists()


def _shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    line = command.replace("smdesk", f"{shlex.quote(sys.executable)} -m smdesk")
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"], cwd=folder, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a POSIX shell")
@pytest.mark.parametrize(
    ("command", "status", "told"),
    [
        (f"smdesk fields {FORMS[2]} --json | head -c 1", 0, ""),
        ("smdesk notices >&-", 0, ""),
        ("smdesk notices 2>&-", 0, ""),
        ("smdesk notices > /dev/full", 1, "标准输出"),
    ],
)
def test_an_output_that_nobody_takes_is_no_crash(
    tmp_path: Path, command: str, status: int, told: str
) -> None:
    if "/dev/full" in command and not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    done = _shell(command, tmp_path)
    assert done.returncode == status
    assert "Traceback" not in done.stderr
    assert told in done.stderr


def test_a_fault_of_the_program_itself_keeps_its_trace_and_the_promised_json(
    as_json: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr("smdesk.service.describe.notices", broken)
    assert as_json("notices", status=1)["error"]["code"] == "cli.internal"


def test_a_number_in_another_unit_is_reckoned_and_said(as_json: Json, tmp_path: Path) -> None:
    path = values_file(tmp_path, FORMS[0], **{"finance.assets[2019]": "2.893247亿元"})
    hints = [
        one for one in as_json("check", FORMS[0], "--values", str(path))
        if one["rule"] == "format.converted"
    ]  # fmt: skip
    assert [one["addresses"] for one in hints] == [["finance.assets[2019]"]]
    assert "28932.47" in hints[0]["message"]
    report = as_json(
        "fill", FORMS[0], "--values", str(path), "--out", str(tmp_path), "--format", "package"
    )
    assert "format.converted" in [one["rule"] for one in report["findings"]]


def test_a_long_name_of_the_applicant_leaves_form_and_draft_in_the_files_names(
    as_json: Json, tmp_path: Path
) -> None:
    path = values_file(tmp_path, FORMS[0], **{"org.name": "\U0002cd9f" * 150})
    arguments = ("fill", FORMS[0], "--values", str(path), "--out", str(tmp_path / "o"))
    as_json(*arguments, "--format", "xlsx,package", "--draft", status=1)
    names = sorted(one.name for one in (tmp_path / "o").iterdir())
    assert len(names) == 3
    assert all("企业申报书_草稿" in one and len(one.encode()) <= 255 for one in names)


def test_a_packet_that_cannot_be_written_whole_is_not_begun(as_json: Json, tmp_path: Path) -> None:
    path, out = values_file(tmp_path, FORMS[0]), tmp_path / "o"
    arguments = ("fill", FORMS[0], "--values", str(path), "--out", str(out))
    report = as_json(*arguments, "--format", "xlsx,package")
    package = Path(report["files"][-1]["path"])
    package.unlink()
    package.mkdir()
    before = {one.name: one.read_bytes() for one in out.glob("*.xlsx")}
    values_file(tmp_path, FORMS[0], **{"contact.name": "欧阳若水"})
    told = as_json(*arguments, "--format", "xlsx,package", status=1)
    assert told["error"]["code"] == "files.target-folder"
    assert {one.name: one.read_bytes() for one in out.glob("*.xlsx")} == before


def test_a_file_in_the_place_of_the_folder_is_told(as_json: Json, tmp_path: Path) -> None:
    path = values_file(tmp_path, FORMS[0])
    told = as_json("fill", FORMS[0], "--values", str(path), "--out", str(path), status=1)
    assert told["error"]["code"] == "service.folder-missing"
    assert "已有同名的文件" in told["error"]["message"]


def test_an_empty_attachment_is_told_to_be_empty(as_json: Json, tmp_path: Path) -> None:
    (tmp_path / "licence.pdf").write_bytes(b"")
    values = values_file(tmp_path, FORMS[0])
    told = as_json(
        "fill", FORMS[0], "--values", str(values), "--out", str(tmp_path / "out"),
        "--attach", f"licence={tmp_path / 'licence.pdf'}", status=1,
    )  # fmt: skip
    assert told["error"]["code"] == "service.attachment-empty"


@pytest.mark.parametrize(("wanted", "there"), [("yes", True), ("no", False), ("auto", False)])
def test_contents_are_printed_where_they_are_asked_for(
    as_json: Json, tmp_path: Path, wanted: str, there: bool
) -> None:
    path = tmp_path / "v.json"
    path.write_text(json.dumps(sample_values(FORMS[0])), encoding="utf-8")
    told = as_json(
        "fill", FORMS[0], "--values", str(path), "--out", str(tmp_path / "out"),
        "--format", "docx", "--contents", wanted,
    )  # fmt: skip
    with zipfile.ZipFile(told["files"][0]["path"]) as archive:
        assert ("目　录" in archive.read("word/document.xml").decode()) is there


def test_check_and_fill_tell_what_paper_cannot_hold(as_json: Json, tmp_path: Path) -> None:
    path = tmp_path / "v.json"
    values = sample_values(FORMS[0]) | {"org.business": "高端装备的研发、制造；" * 120}
    path.write_text(json.dumps(values), encoding="utf-8")
    (found,) = [
        one for one in as_json("check", FORMS[0], "--values", str(path))
        if one["rule"] == "fit.annex"
    ]  # fmt: skip
    assert found["addresses"] == ["org.business"]
    told = as_json(
        "fill", FORMS[0], "--values", str(path), "--out", str(tmp_path / "out"), "--format", "docx"
    )
    assert found in told["fit"]
