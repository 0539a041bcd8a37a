"""The program tries itself: a fault is told as a step, and the others go on."""

from __future__ import annotations

from smdesk.service import smoke


def test_a_fault_is_one_step_and_the_rest_goes_on(tmp_path, monkeypatch) -> None:
    def broken(*_args: object) -> None:
        raise ImportError("left out")

    monkeypatch.setattr(smoke, "sample_ids", lambda: ("zhejiang-2020/enterprise",))
    monkeypatch.setattr(smoke, "_blanks", lambda *_: None)
    monkeypatch.setattr(smoke, "_export", broken)
    monkeypatch.setattr(smoke, "_faulty", lambda: "")
    told: list[smoke.Step] = []
    steps = smoke.run_smoke(tmp_path, tell=told.append)
    assert told == steps
    faults = {one.what: one.fault for one in steps if one.fault}
    assert faults == {"导出 zhejiang-2020/enterprise": "ImportError: left out"}
    assert steps[-1].what == "草稿库"


def test_a_file_that_reads_back_otherwise_is_a_fault(tmp_path, monkeypatch) -> None:
    real = smoke.read_file

    def forgetful(path):
        found = real(path)
        return type(found)(**{**vars(found), "values": found.values[1:]})

    monkeypatch.setattr(smoke, "read_file", forgetful)
    fault = smoke._export("zhejiang-2020/enterprise", tmp_path)
    assert fault
    assert ".docx" in fault


def test_every_format_of_a_sample_reads_back(tmp_path) -> None:
    assert smoke._export("zhejiang-2020/platform", tmp_path) is None
    assert {one.suffix for one in tmp_path.rglob("*") if one.is_file()} == {
        ".docx", ".pdf", ".xlsx", ".smdx",
    }  # fmt: skip


def test_a_frozen_program_outside_of_utf8_is_a_fault(monkeypatch) -> None:
    class Flags:
        utf8_mode = 0

    monkeypatch.setattr(smoke.sys, "frozen", True, raising=False)
    monkeypatch.setattr(smoke.sys, "flags", Flags())
    assert smoke._encoding()
