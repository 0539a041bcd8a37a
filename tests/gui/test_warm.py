"""What is got ready while Home is shown."""

from __future__ import annotations

import sys

import pytest
from pytestqt.qtbot import QtBot

from smdesk.gui.sheet.faces import family_of
from smdesk.gui.warm import MODULES, Warmer, _prepared
from smdesk.gui.work import Job
from smdesk.notices.loader import find_form
from smdesk.packet.faces import demanded
from smdesk.rules import engine
from smdesk.service.samples import all_samples
from smdesk.service.session.opening import draft_years

FORM = "zhejiang-2020/platform"


def _warmed(qtbot: QtBot, *forms: str) -> Warmer:
    jobs: list[Job] = []

    def start(work) -> Job:
        jobs.append(Job(work))
        return jobs[0]

    warmer = Warmer(forms, jobs=start)
    warmer.start()
    with qtbot.waitSignal(jobs[0].done, timeout=60_000):
        pass
    qtbot.waitUntil(lambda: not warmer.running)
    return warmer


def test_modules_checker_and_faces_of_the_likeliest_form_are_at_hand(
    qtbot: QtBot, monkeypatch
) -> None:
    monkeypatch.setattr(engine, "_CHECKERS", {})
    family_of.cache_clear()
    _warmed(qtbot, FORM)
    pack, form = find_form(FORM)
    assert set(MODULES) <= set(sys.modules)
    assert [one.ground.form for one in engine._CHECKERS.values()] == [form]
    assert family_of.cache_info().currsize == len(demanded(pack.notice.typography))


@pytest.mark.parametrize("form_id", sorted({one for one, _name in all_samples()}))
def test_each_form_is_got_ready_with_the_years_that_a_new_draft_has(
    form_id: str, monkeypatch
) -> None:
    monkeypatch.setattr(engine, "_CHECKERS", {})
    assert _prepared(form_id)
    pack, form = find_form(form_id)
    assert [one.ground.years for one in engine._CHECKERS.values()] == [draft_years(pack, form)]


def test_a_form_whose_notice_is_gone_hinders_nothing(qtbot: QtBot, monkeypatch) -> None:
    monkeypatch.setattr(engine, "_CHECKERS", {})
    _warmed(qtbot, "no-such/form", FORM)
    assert len(engine._CHECKERS) == 1


def test_nothing_is_done_after_it_was_stopped(qtbot: QtBot) -> None:
    family_of.cache_clear()
    warmer = Warmer((FORM,))
    warmer._go_on(("仿宋_GB2312",))
    assert warmer.running
    warmer.stop()
    qtbot.wait(60)
    assert family_of.cache_info().currsize == 0
