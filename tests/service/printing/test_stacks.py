"""Packets fed by hand, stack by stack."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from smdesk.cli import run
from smdesk.service.printing.batch import Wanted
from smdesk.service.printing.parcel import parcel_of
from smdesk.service.printing.plan import FACE_DOWN, FACE_UP, HandWay
from smdesk.service.printing.stacks import stacks_of
from smdesk.service.samples import sample_ids

sys.path.insert(0, str(Path(__file__).parents[1] / "signed"))
from papers import paper

FORMS = sample_ids()[:2]


def texts(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [
            "".join(document[number].get_textpage().get_text_range().split())
            for number in range(len(document))
        ]


@pytest.fixture(scope="module")
def parcels():
    return [parcel_of(paper(one), one) for one in FORMS]


@pytest.mark.parametrize(
    ("turn", "groups"),
    [("copy", [(1, 1), (1, 2), (2, 1), (2, 2)]), ("packet", [(1, 1), (2, 1)]), ("list", [(1, 1)])],
)
@pytest.mark.parametrize("way", [FACE_DOWN, FACE_UP])
def test_fronts_and_backs_of_a_stack_meet_on_each_sheet(parcels, turn, groups, way) -> None:
    books = [texts(one.data) for one in parcels]
    wanted = []
    made = stacks_of(parcels, Wanted(copies=2, way=way), turn)
    assert [(one.packet, one.copy) for one in made] == groups
    for one in made:
        fronts, backs = texts(one.fronts), texts(one.backs or b"")
        assert len(fronts) == one.sheets
        wanted += list(zip(fronts, backs[::-1] if way.reverse else backs, strict=True))
    sheets = [pair for pair in wanted if pair[1]]
    expected = [
        pair
        for book in books
        for _copy in range(2)
        for pair in zip(book[::2], book[1::2], strict=True)
        if pair[1]
    ]
    assert sheets == expected


def test_a_stack_without_backs_is_not_put_back(tmp_path) -> None:
    blank = pikepdf.new()
    blank.add_blank_page()
    blank.save(tmp_path / "b.pdf")
    one = parcel_of((tmp_path / "b.pdf").read_bytes(), "b")
    (made,) = stacks_of([one], Wanted(copies=3, slip=False, way=HandWay()), "packet")
    assert (made.sheets, made.backs) == (3, None)


def test_the_verb_writes_a_pair_of_files_for_each_packet_or_copy(tmp_path, capsys) -> None:
    named = []
    for number, form in enumerate(FORMS):
        named.append(tmp_path / f"{number}.pdf")
        named[-1].write_bytes(paper(form))
    out = tmp_path / "all.pdf"
    asked = ["print", *map(str, named), "--by-hand", "--copies", "2", "--out", str(out), "--json"]
    for turn, stacks in (("packet", 2), ("copy", 4), ("list", 1)):
        assert run([*asked, "--turn", turn]) == 0
        told = json.loads(capsys.readouterr().out)
        assert len(told["stacks"]) == stacks
        assert told["files"] == [
            str(one[side]) for one in told["stacks"] for side in ("fronts", "backs")
        ]
        assert all(Path(one).is_file() for one in told["files"])
    assert run(asked[:-1]) == 0
    shown = capsys.readouterr().out
    assert "all_1_正面.pdf" in shown
    assert "all_2_背面.pdf" in shown
    assert "all_正面.pdf" not in shown
