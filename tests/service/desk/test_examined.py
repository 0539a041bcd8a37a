"""What an examiner of the intake found: a conversion that asked the net, zips and PDFs with a wrong sentence."""

from __future__ import annotations

import http.server
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import desk_files
import exported
import pikepdf
import pytest

from smdesk.service.desk.convert import Converter, find_libreoffice
from smdesk.service.desk.intake import Batch, intake
from smdesk.store.desk.desk import Desk

Put = Callable[..., Path]
FORM = "zhejiang-2020/enterprise"
_WEB = (
    '<html><head><link rel="stylesheet" href="{0}/style.css"><base href="{0}/"></head>'
    '<body background="{0}/back.png"><img src="{0}/image.png"><p>x</p></body></html>'
)


@contextmanager
def _net() -> Iterator[tuple[str, list[str]]]:
    """Serve on this machine and note what was asked for."""
    asked: list[str] = []

    class Noting(http.server.BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline(65537)
            asked.append(self.raw_requestline.decode("latin-1").strip())
            self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx")
            self.close_connection = True

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Noting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.libreoffice
@pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")
def test_a_conversion_asks_nobody(tmp_path: Path) -> None:
    program = find_libreoffice()
    assert program is not None
    converter = Converter(program)
    with _net() as (place, asked):
        source = tmp_path / "received"
        source.write_text(_WEB.format(place), "utf-8")
        assert converter.convert(source, "html").is_file()
        converter.stop()
    assert asked == []


def _codes(batch: Batch) -> list[list[str]]:
    return [[one.code for one in each.problems] for each in batch.receipts]


def _folders_only() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as into:
        into.writestr("空/", b"")
    return made.getvalue()


@pytest.mark.parametrize(
    "data",
    [desk_files.zipped({}), _folders_only(), desk_files.zipped({"__MACOSX/._a": b"x", ".DS_Store": b"x"})],
    ids=["nothing", "folders", "litter"],
)  # fmt: skip
def test_a_zip_without_files_says_so(desk: Desk, put: Put, data: bytes) -> None:
    batch = intake(desk, [put("z.zip", data)], workers=1)
    assert _codes(batch) == [["intake.zip-empty"]]


def test_a_zip_that_is_cut_is_no_empty_one(desk: Desk, put: Put) -> None:
    whole = desk_files.zipped({"好.smdx": exported.package(FORM)})
    batch = intake(desk, [put("z.zip", whole[:-30])], workers=1)
    assert _codes(batch) == [["intake.kind-truncated"]]


def _pdf(password: str = "") -> bytes:
    held, made = BytesIO(), pikepdf.new()
    made.add_blank_page()
    made.save(held, encryption=pikepdf.Encryption(owner="o", user=password) if password else False)
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (_pdf(), "intake.kind-pdf"),
        (_pdf() + b"\r\n" * 90 + b"\0" * 9000, "intake.kind-pdf"),
        (_pdf()[:-60], "intake.kind-truncated"),
        (exported.pdf_file(FORM)[: len(exported.pdf_file(FORM)) // 2], "intake.kind-truncated"),
        (exported.pdf_file(FORM)[:-40] + b"\0" * 9000, "intake.kind-truncated"),
        (_pdf("1234"), "intake.kind-locked-pdf"),
    ],
    ids=["paper", "paper with a tail", "cut", "ours, half", "ours, its end missing", "locked"],
)
def test_a_pdf_without_data_is_called_what_it_is(
    desk: Desk, put: Put, data: bytes, code: str
) -> None:
    assert _codes(intake(desk, [put("a.pdf", data)], workers=1)) == [[code]]
