"""What is said of saving where no window holds the change."""

from __future__ import annotations

import pytest

from smdesk.errors import Problem, SmdeskError, SmdeskErrors
from smdesk.store.faults import not_held

PARAMS = {"file": "desk.db", "folder": "/x", "detail": "d"}


@pytest.mark.parametrize("name", ["read-only", "disk-full", "gone", "io-error"])
def test_no_window_is_named(name: str) -> None:
    told = not_held(SmdeskError(f"store.{name}", **PARAMS))
    assert told.code == f"store.not-saved-{name}"
    assert "窗口" not in str(told)
    assert str(told) != str(SmdeskError(f"store.{name}", **PARAMS))


def test_every_other_fault_stays_as_it_is() -> None:
    whole = SmdeskErrors("service.values-faulty", (Problem("desk.blank-form"),), file="a")
    for fault in (whole, SmdeskError("store.busy", **PARAMS), SmdeskError("desk.rank-mixed")):
        assert not_held(fault) is fault
